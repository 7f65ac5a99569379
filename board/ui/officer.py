"""What the duty officer does at the board: a key opens a line, a question or a form, and what is meant is recorded."""

from datetime import UTC
from typing import TYPE_CHECKING

from board.exchange.names import Names
from board.exchange.quick_entry import in_words
from board.exchange.record_line import (
    NOTHING_MORE,
    Extra,
    Meant,
    as_line,
    beside_totals,
    doubts,
    is_stranger,
    names_of,
)
from board.locale import _, phrases, punctuation
from board.model.situation import EntryView, Situation
from board.model.wanted import SituationOf
from board.store.refused import Refused
from board.store.running_total import BelowPresent
from board.ui.additions import Additions
from board.ui.entry_form import entry_form
from board.ui.recording import Desk
from board.ui.screens.ask import Answer, AskScreen
from board.ui.screens.base import BoardScreen
from board.ui.screens.form import FormScreen
from board.ui.widgets.entry_line import EntryLine, Wrong
from board.ui.widgets.typed_line import TypedLine
from board.ui.widgets.why_line import WhyLine
from board.ui.writing import Writing

if TYPE_CHECKING:
    from board.ui.views import Views


class Officer(Writing):
    """Opens the dialogues and records in threads. Everything it does starts with a key and ends with a sentence."""

    def __init__(self, app: "Views", operator: str) -> None:
        """Take the place.

        Args:
            app: The board.
            operator: Who records; the login name if it is empty.
        """
        super().__init__(app, Desk(app.reader, operator))
        self.additions = Additions(app, self)

    def situation(self, action: str | None = None) -> Situation | None:
        """Return the situation of an action, of the one that is shown if none is named; None where none is shown."""
        slug = action or self._app.action_shown()
        return None if slug is None else self._app.reader.read(SituationOf(slug))

    def names(self) -> Names:
        """Return what a line can name while this action is shown.

        Raises:
            Refused: The store cannot be read.
        """
        situation = self.situation()
        if situation is None:
            raise Refused(_("choose an action first: esc, or ctrl+p"))
        return names_of(self._app.reader, situation)

    async def type_entry(self, sign: str) -> None:
        """Open the line in which an entry is typed, with what is chosen filled in."""
        screen, action = self._app.screen, self._app.action_shown()
        if isinstance(screen, BoardScreen) and action is not None and self.may_write():
            line = EntryLine(
                f"{sign}{screen.hint()}", self.names(), self._app.reader.clock, action, self.desk.lines,
                below=self.desk.below,
            )  # fmt: skip
            self._app.hush()
            await self._open(line)

    async def correct(self, entry: EntryView | None) -> None:
        """Open the line in which it is typed what an entry should have been."""
        action = self._app.action_shown()
        if entry is None or action is None:
            self._app.say(_("choose an entry first: l opens the ledger"))
        elif entry.reverses is not None or entry.reversed_by is not None:
            self._app.say(_("only an entry that stands can be corrected"))
        elif self.may_write():
            wrong = Wrong((entry.position.site, entry.position.seq), entry.occurred_at.astimezone(UTC).date())
            await self._open(EntryLine(as_line(entry), self.names(), self._app.reader.clock, action, [], wrong))

    async def _open(self, line: TypedLine) -> None:
        """Open a line on the screen of the board that is uppermost."""
        screen = self._app.screen
        if isinstance(screen, BoardScreen):
            await line.open(screen)

    def learn(self) -> None:
        """Let the lines that are open know what can be named by now."""
        for screen in self._app.boards():
            for line in screen.query(EntryLine):
                line.learn(names_of(self._app.reader, self._app.reader.read(SituationOf(line.action))))

    async def submitted(
        self, typed: str, meant: Meant, correcting: tuple[str, int] | None, is_correction: bool = False
    ) -> None:
        """Record what was understood of a line, after asking where there is doubt."""
        if correcting is not None:
            place, line = correcting, meant.line
            asked = _("why was entry {seq} wrong?").format(seq=place[1])
            about = _("the ledger keeps it, takes it back with this reason, and records: {line}")
            about = about.format(line=in_words(line))
            await self._open(WhyLine(asked, about, lambda why: self.do(lambda: self.desk.correct(place, line, why))))
            return
        self.desk.remember(typed)  # even if it is refused
        await self._record_asking(meant, NOTHING_MORE, is_correction=is_correction)

    async def take_back_this(self, entry: EntryView) -> None:
        """Ask why an entry is to be taken back, whoever recorded it, and take it back with what belongs to it."""
        if not self.may_write():
            return
        back = self.desk.back(entry.position.site, entry.position.seq)
        asked = _("take back THIS entry, {seq} by {operator}? say why").format(
            seq=phrases.number(entry.position.seq), operator=entry.operator
        )
        if back.rows > 1:
            asked = _("take back THIS entry, {seq} by {operator}, and what was recorded with it? say why").format(
                seq=phrases.number(entry.position.seq), operator=entry.operator
            )
        await self._open(WhyLine(asked, back.in_words(), lambda why: self.do(lambda: self.desk.take_back(back, why))))

    async def take_back(self) -> None:
        """Show the officer's last entry in the action that is shown, and take it back if that is meant."""
        if not self.may_write():
            return
        back = self.desk.last(self._app.action_shown())
        if back is None:
            self._app.say(_("in this action there is no entry of yours to take back"))
            return
        why = _("taken back by {operator}").format(operator=self.desk.operator)

        def answered(answer: Answer | None) -> None:
            if answer == Answer.YES:
                self.do(lambda: self.desk.take_back(back, why))

        about = f"{back.in_words()} · {back.action}"
        await self._app.push_screen(AskScreen(_("take back my last entry?"), about), answered)

    async def freeze(self) -> None:
        """Freeze the situation of the action that is shown, if that is meant: a report is there to stay."""
        slug = self._app.action_shown()
        if self._app.reader.moment is not None:
            self._app.say(_("the board is wound back: a report is frozen of what is now, so come back to now first"))
        elif slug is not None and self.may_write():
            situation = self._app.reader.read(SituationOf(slug))

            def answered(answer: Answer | None) -> None:
                if answer == Answer.YES:
                    self.do(lambda: self.desk.freeze(slug))

            about = _("{action}, {entries}: it becomes a numbered report that stays and cannot be taken away").format(
                action=situation.action.name, entries=phrases.entries(situation.entries)
            )
            await self._app.push_screen(AskScreen(_("freeze a situation report?"), about), answered)

    def leave_open(self) -> None:
        """Close what is open to record something: the board is wound back, and nothing is recorded in the past.

        A line that was being typed is not lost: in the next one it comes back with the up key. A question or a form
        that lies below another screen is gone as soon as it would be uppermost.
        """
        open_lines = [line for screen in self._app.boards() for line in screen.query("TypedLine")]
        lines = [line for line in open_lines if isinstance(line, TypedLine) and line.RECORDS]
        asking = [one for one in self._app.screen_stack if isinstance(one, AskScreen | FormScreen)]
        for line in lines:
            if isinstance(line, EntryLine):
                self.desk.remember(line.typed)
            line.close()
        for dialogue in asking:
            dialogue.leave()
        if lines or asking:
            self._app.say(_("what was open is closed: the board is wound back, and nothing is recorded in the past"))

    async def _record_asking(self, meant: Meant, extra: Extra, *, is_correction: bool = False) -> None:
        if not self.may_write():
            return
        situation = self._app.reader.read(SituationOf(meant.action))
        found = [*doubts(meant.line, situation, self._app.reader.clock()), *beside_totals(self._app.reader, meant)]
        if meant.action != self._app.action_shown():  # another one was opened, or has become the newest
            found.insert(0, _("it is for {action}, not for what the screen shows").format(action=situation.action.name))
        if not found:
            self._record(meant, extra, is_correction=is_correction)
            return
        other = _("yes, and add it as a partner") if is_stranger(meant.line, situation) else ""

        async def answered(answer: Answer | None) -> None:
            if answer == Answer.YES:
                self._record(meant, extra, is_correction=is_correction)
            elif answer == Answer.OTHER:
                agency = meant.line.agency or ""
                await self.additions.partner(
                    agency, lambda: self._record(meant, extra, is_correction=is_correction), meant.action
                )

        about = punctuation.labelled(punctuation.one_by_one(found), in_words(meant.line))
        await self._app.push_screen(AskScreen(_("record it all the same?"), about, other), answered)

    def _record(self, meant: Meant, extra: Extra, *, is_correction: bool) -> None:
        """Record what is meant; ask whether a lower total is a correction, and why, where the line has not asked."""

        async def lower(refusal: BelowPresent) -> None:
            def corrected(why: str) -> None:
                said = meant._replace(line=meant.line._replace(note=why))
                self.do(lambda: self.desk.record(said, correction=True, extra=extra))

            await self._open(WhyLine(_("is it a correction? say why"), str(refusal), corrected, meant.line.note or ""))

        self.do(lambda: self.desk.record(meant, correction=is_correction, extra=extra), below=lower)

    async def form(self) -> None:
        """Open the form of an entry, for those who prefer one."""
        situation = self.situation() if self.may_write() else None
        screen = self._app.screen
        if situation is None or not isinstance(screen, BoardScreen):
            return

        async def answered(meant: Meant, extra: Extra) -> None:
            await self._app.attempt(self._record_asking(meant, extra))

        action, names = situation.action.slug, self.names()
        await self._app.push_screen(*entry_form(action, names, screen.hint(), self._app.reader.clock, answered))
