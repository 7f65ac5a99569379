"""What the duty officer does at the board: a key opens a line, a question or a form, and what is meant is recorded."""

from collections.abc import Awaitable, Callable
from datetime import UTC
from typing import TYPE_CHECKING

from board.exchange.names import Names
from board.exchange.quick_entry import Line, in_words, understand
from board.exchange.record_line import (
    NOTHING_MORE,
    Extra,
    Meant,
    as_line,
    doubts,
    entry_of,
    is_stranger,
    names_of,
)
from board.locale import _, phrases, words
from board.model.situation import EntryView, Situation
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, Qualifier
from board.model.wanted import SituationOf
from board.store.refused import Refused
from board.store.running_total import BelowPresent
from board.ui.additions import Additions
from board.ui.recording import Desk
from board.ui.screens.ask import Answer, AskScreen
from board.ui.screens.base import BoardScreen
from board.ui.screens.form import Field, FormScreen, Give
from board.ui.widgets.entry_line import EntryLine, Wrong
from board.ui.widgets.typed_line import TypedLine
from board.ui.widgets.why_line import WhyLine

if TYPE_CHECKING:
    from board.ui.app import BoardApp

SIGNS = {Qualifier.EXACT: "", Qualifier.AT_LEAST: ">", Qualifier.ABOUT: "~", Qualifier.AT_MOST: "<"}
"""Of the qualifiers in a line."""

LONG = 1.0
"""Seconds after which it is said that something is still being written."""


class Officer:
    """Opens the dialogues and records in threads. Everything it does starts with a key and ends with a sentence."""

    def __init__(self, app: "BoardApp", operator: str) -> None:
        """Take the place.

        Args:
            app: The board.
            operator: Who records; the login name if it is empty.
        """
        self._app = app
        self.desk = Desk(app.reader, operator)
        self.additions = Additions(app, self)
        self.busy = 0
        """How many things are still being written."""

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

    def may_write(self) -> bool:
        """Say whether anything can be recorded now, and why if not."""
        if self._app.reader.store.read_only:
            self._app.say(_("the store is open for reading only"))
            return False
        if self._app.reader.moment is not None:
            self._app.say(_("the board is wound back: nothing is recorded in the past; esc on the board is now"))
            return False
        return True

    async def _record_asking(self, meant: Meant, extra: Extra, *, is_correction: bool = False) -> None:
        if not self.may_write():
            return
        situation = self._app.reader.read(SituationOf(meant.action))
        found = doubts(meant.line, situation, self._app.reader.clock())
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

        about = f"{'; '.join(found)}: {in_words(meant.line)}"
        await self._app.push_screen(AskScreen(_("record it all the same?"), about, other), answered)

    def _record(self, meant: Meant, extra: Extra, *, is_correction: bool) -> None:
        """Record what is meant; ask whether a lower total is a correction, and why, where the line has not asked."""

        async def lower(refusal: BelowPresent) -> None:
            def corrected(why: str) -> None:
                said = meant._replace(line=meant.line._replace(note=why))
                self.do(lambda: self.desk.record(said, correction=True, extra=extra))

            await self._open(WhyLine(_("is it a correction? say why"), str(refusal), corrected, meant.line.note or ""))

        self.do(lambda: self.desk.record(meant, correction=is_correction, extra=extra), below=lower)

    def do(
        self,
        work: Callable[[], str],
        *,
        after: Callable[[], object] | None = None,
        below: Callable[[BelowPresent], Awaitable[None]] | None = None,
    ) -> None:
        """Do what writes, in a thread, one thing after the other in the order of the keys; say what came of it.

        A board that was wound back since the line, the question or the form was opened records nothing.

        Args:
            work: Writes, and returns in words what it wrote.
            after: Follows once it is written.
            below: Follows where a running total is below the present one.
        """
        if not self.may_write():
            return

        async def run() -> None:
            try:
                said = await self._write(work)
            except BelowPresent as refusal:
                if below is None or self._app.reader.moment is not None:
                    self._app.say(str(refusal), "error")
                else:
                    await below(refusal)
                return
            except Refused as refusal:
                self._app.say(str(refusal), "error")
                return
            self._app.following.look()
            self._app.say(said)
            if after is not None:
                after()

        self.busy += 1
        self._app.run_worker(run())

    async def _write(self, work: Callable[[], str]) -> str:
        """Do what writes and was counted as `busy`; say so when it takes long."""

        def waiting() -> None:
            self._app.say(_("not recorded yet: another program holds the store; the keys work meanwhile"), "warning")

        still = self._app.set_timer(LONG, waiting)
        try:
            return await self.desk.do(work)
        finally:
            still.stop()
            self.busy -= 1

    def giving(
        self, work: Callable[[dict[str, str]], str], after: Callable[[dict[str, str]], object] | None = None
    ) -> Give:
        """Return what a form gives its fields to, which stays open while they are refused.

        Args:
            work: Writes what the fields say, and returns it in words.
            after: Follows once it is written.
        """

        async def give(values: dict[str, str]) -> str:
            if not self.may_write():
                return _("nothing can be added now")
            self.busy += 1
            try:
                said = await self._write(lambda: work(values))
            except Refused as refusal:
                return str(refusal)
            self._app.following.look()
            self._app.say(said)
            if after is not None:
                self._app.call_later(after, values)  # once the form is gone
            return ""

        return give

    async def form(self) -> None:
        """Open the form of an entry, for those who prefer one."""
        situation = self.situation() if self.may_write() else None
        screen = self._app.screen
        if situation is None or not isinstance(screen, BoardScreen):
            return
        names = self.names()
        hint = understand(f"+1{screen.hint()}", names, self._app.reader.clock())
        known = tuple(dict.fromkeys((*names.partners, *names.agencies)))
        fields = (
            Field("total", _("count"), "+", ((_("more"), "+"), (_("less"), "-"), (_("running total"), "="))),
            Field("quantity", _("number"), hint=_("a whole number"), written=r"\d.*"),
            Field("qualifier", _("qualifier"), str(Qualifier.EXACT),
                  tuple((words.qualifier(one) or _("exactly"), str(one)) for one in Qualifier)),
            Field("content_type", _("content type"), str(hint.content_type or ""),
                  tuple((words.unit(one), str(one)) for one in LEDGER_TYPES)),
            Field("stage", _("stage"), choices=tuple((words.stage(one), str(one)) for one in LEDGER_STAGES)),
            Field("agency", _("agency"), hint.agency or "", tuple((slug, slug) for slug in known)),
            Field("provider", _("provider"), choices=tuple((slug, slug) for slug in names.providers), optional=True),
            Field("when", _("when, UTC"), hint=_("now; or 14:05, yesterday 23:50, 2019-11-22 08:00"), optional=True),
            Field("note", _("note"), optional=True),
            Field("ref", _("sender's reference"), optional=True),
        )  # fmt: skip

        action = situation.action.slug
        meant = Meant(Line(), action)

        def check(values: dict[str, str]) -> str:
            nonlocal meant
            now = self._app.reader.clock()
            line = understand(_line_of(values), names, now)
            if line.problems:
                raise ValueError("; ".join(line.problems))
            try:
                entry_of(line, action, now, Extra(ref=values["ref"] or None))
            except Refused as refusal:
                raise ValueError(str(refusal)) from refusal
            meant = Meant(line, action)
            return in_words(line)

        async def answered(values: dict[str, str] | None) -> None:
            if values is not None:
                await self._app.attempt(self._record_asking(meant, Extra(ref=values["ref"] or None)))

        await self._app.push_screen(FormScreen(_("an entry"), fields, check), answered)


def _line_of(values: dict[str, str]) -> str:
    """Return the fields of the form as a line: there is one way in."""
    sign = SIGNS[Qualifier(values["qualifier"])]
    parts = [f"{values['total']}{sign}{values['quantity']}", values["content_type"], values["stage"]]
    parts.append(f"@{values['agency']}")
    if values["provider"]:
        parts.append(f"on {values['provider']}")
    if values["when"]:
        parts.append(values["when"])
    if values["note"]:
        parts.append(f"# {values['note']}")
    return " ".join(parts)
