"""How a partner's file is read, before anything of it is written: what is wrong can be put right here."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from time import monotonic
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from board.exchange.incoming.findings import Question, Recognition
from board.exchange.incoming.handing_in import How
from board.exchange.incoming.told import Told
from board.locale import _, columns, phrases
from board.model.address import defang
from board.model.taken import Differing
from board.model.text import clean
from board.store.refused import Refused
from board.ui import answers
from board.ui.drawing import ACCENT, MUTED, STRONG, text
from board.ui.file_desk import CalledOff, Run
from board.ui.handing import Handing
from board.ui.screens.choice import Choice, ChoiceScreen
from board.ui.screens.form import Field, FormScreen
from board.ui.screens.sheet import Sheet, Shown
from board.ui.widgets.reading_list import ADDRESSES, DIFFERING, REHEARSE, TAKE, Reading, ReadingList, differing

SEEN_SECONDS = 0.4
"""How long it must have been in sight how a file is read before Enter takes it in: a key pressed twice does not."""

LOOK_SECONDS = 0.1
"""How often it is said how far the thread is."""


class ReadingScreen(Sheet[bool]):
    """Shows how a file is read; True once all of it was taken in, None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "turn(-1)", show=False, priority=True),
        Binding("right_square_bracket", "turn(1)", show=False, priority=True),
        Binding("home", "end(False)", show=False, priority=True),
        Binding("end", "end(True)", show=False, priority=True),
        Binding("ctrl+s", "take_in", show=False, priority=True),
    ]

    def __init__(
        self,
        handing: Handing,
        now: Callable[[], datetime],
        may_take: Callable[[], bool],
        takes: Callable[[Handing, Callable[[bool | None], None]], Awaitable[None]],
    ) -> None:
        """Show a file.

        Args:
            handing: The file; it is not opened yet.
            now: The board's clock.
            may_take: Says whether anything may be written now, and why if not.
            takes: Takes the table in over this screen, and then calls back whether it was.
        """
        super().__init__()
        self._handing = handing
        self._now = now
        self._may_take = may_take
        self._takes = takes
        self._run = handing.begin()
        self._told = Told()
        """What a person said so far; the thread may still be looking at it."""
        self._doing = ""
        self._refusal = ""
        self._shown_at = 0.0
        self._work: asyncio.Task[None] | None = None
        self.listing: ReadingList = ReadingList(self._reading())

    def title_line(self) -> Content:
        """Return the file, and into which action it would count."""
        handing = self._handing
        kind = ""
        name = clean(handing.path.name)
        if handing.tables:
            table = handing.tables[handing.place]
            kind, name = table.kind.upper(), table.name
            if len(handing.tables) > 1:
                kind += _(" · sheet {number} of {count}").format(number=handing.place + 1, count=len(handing.tables))
                if handing.place in handing.done:
                    kind += _(" · taken in")
        return Content.assemble(
            text(name, STRONG), text(f"  {kind}", MUTED), text(_("  →  {action}").format(
                action=handing.action_name), ACCENT)
        )  # fmt: skip

    def keys(self) -> Shown:
        """Return the keys."""
        keys = [("↑↓", _("choose")), ("⏎", _("answer, correct, take in"))]
        if len(self._handing.tables) > 1:
            keys.append(("[ ]", _("sheet")))
        return (*keys, ("esc", _("leave: nothing is written")))

    def _reading(self) -> Reading:
        handing = self._handing
        return Reading(
            handing.looked, handing.how, handing.rehearsed, self._doing, self._refusal,
            not handing.tables or handing.small,
        )  # fmt: skip

    async def on_mount(self) -> None:
        """Open the file, while the keyboard lives."""
        self.set_interval(LOOK_SECONDS, self._tell)
        self._begin(self._open)

    def on_unmount(self) -> None:
        """Let nothing go on that nobody waits for."""
        self._run.call_off()

    def _begin(self, work: Callable[[Run], Awaitable[None]]) -> None:
        """Do something in the thread; what was being done is no longer wanted."""
        self._run.call_off()
        run = self._run = self._handing.begin()
        self._refusal = ""

        async def go() -> None:
            try:
                await work(run)
            except CalledOff:
                return
            except Refused as refusal:
                if run is self._run:
                    self._refusal = str(refusal)
                    self._told = self._handing.told
            if run is self._run:
                self._doing = ""
                self._show()

        self._work = asyncio.create_task(go())

    async def _open(self, run: Run) -> None:
        self._doing = _("reading …")
        self._show()
        await self._handing.open()
        run.look_up()
        await self._look(run, Told())

    async def _look(self, run: Run, told: Told) -> None:
        self._doing = _("reading …")
        self._show()
        await self._handing.look(run, told)
        self._shown_at = monotonic()
        if self._handing.ready and self._handing.small:
            await self._rehearse(run)

    async def _rehearse(self, run: Run) -> None:
        self._doing = _("working out what would count …")
        self._show()
        await self._handing.rehearse(run)

    def _tell(self) -> None:
        """Say how far the thread is."""
        if self._doing and self._run.rows:
            self._doing = _("working out what would count … {percent} %, {rows} rows").format(
                percent=int(self._run.share * 100), rows=phrases.number(self._run.rows)
            )
            self._show()

    def _show(self) -> None:
        if not self.is_attached:
            return
        asked = self._asked()
        first = self.listing.value.looked is None
        self.listing.show(self._reading())
        if first or (asked and not self.listing.chosen.startswith("ask:")):
            self.listing.choose(self.listing.start())
        self.renew()

    def _asked(self) -> tuple[Question, ...]:
        recognition = self._recognition()
        return recognition.questions if recognition is not None else ()

    def _recognition(self) -> Recognition | None:
        return self._handing.looked.recognition if self._handing.looked is not None else None

    def action_leave_sheet(self) -> None:
        """Leave; nothing of this table is written."""
        self._run.call_off()
        self.dismiss(None)

    def action_end(self, last: bool) -> None:
        """Go to the last line, or to the first."""
        self.listing.end(last)

    def action_turn(self, by: int) -> None:
        """Look at another sheet of a workbook."""
        handing = self._handing
        there = handing.place + by
        if 0 <= there < len(handing.tables):
            self._turn_to(there)

    def _turn_to(self, place: int) -> None:
        self._handing.turn_to(place)
        self._told = Told()
        self._begin(lambda run: self._look(run, Told()))

    async def action_take(self) -> None:
        """Answer, correct, or take in what is under the cursor."""
        kind, _colon, which = self.listing.chosen.partition(":")
        recognition = self._recognition()
        how = self._handing.how
        if kind == TAKE:
            await self.action_take_in()
        elif kind == REHEARSE:
            self._begin(self._rehearse)
        elif kind == DIFFERING:
            choices = tuple(Choice(str(one), differing(one)) for one in Differing)
            asked = _("rows for which an earlier file said another number")
            await self._choose(
                asked, choices, lambda said: self._settle(how._replace(differing=Differing(said))), str(how.differing)
            )
        elif kind == ADDRESSES:
            self._settle(how._replace(keep_addresses=not how.keep_addresses))
        elif recognition is not None:
            await self._say_otherwise(recognition, kind, which)

    async def _say_otherwise(self, recognition: Recognition, kind: str, which: str) -> None:
        """Ask what a column is, what holds for all rows, or what has to be asked."""
        now = self._now
        if kind == "column":
            place = int(which)
            column = recognition.columns[place]
            asked = _("what is the column {name}?").format(name=defang(column.header) or f"#{place + 1}")
            await self._choose_meaning(recognition, place, asked)
            return
        if kind == "ask":
            question = recognition.questions[int(which)]
            about, asked, choices = question.about, defang(question.text), answers.of_question(question, recognition)
        else:
            about, choices = which, answers.of_all_rows(which, recognition)
            asked = _("what holds for all rows that do not say otherwise? {what}").format(what=columns.holding(which))

        def answered(said: str) -> None:
            self._answer(lambda: answers.told_of_all_rows(self._told, recognition, about, said, now()))

        if choices:
            await self._choose(asked, choices, answered, recognition.constant(about) or "")
        elif about == "date":
            await self._type(
                asked, _("when, UTC"), "2026-11-24 18:00", answered, lambda said: answers.instant(said, now())
            )

    async def _choose_meaning(self, recognition: Recognition, place: int, asked: str) -> None:
        def meant(said: str) -> None:
            self._answer(lambda: answers.told_of_column(self._told, recognition, place, said))

        async def chosen(said: str | None) -> None:
            if said == answers.ZONED:
                await self._type(
                    asked, _("time zone"), "Europe/Brussels", lambda zone: meant(f"date:{zone}"), answers.zone
                )
            elif said is not None:
                meant(said)

        await self.app.push_screen(ChoiceScreen(asked, answers.of_column(), recognition.columns[place].meaning), chosen)

    async def _choose(
        self, asked: str, choices: tuple[Choice, ...], then: Callable[[str], None], now: str = ""
    ) -> None:
        def chosen(said: str | None) -> None:
            if said is not None:
                then(said)

        await self.app.push_screen(ChoiceScreen(asked, choices, now), chosen)

    async def _type(
        self, asked: str, label: str, hint: str, then: Callable[[str], None], check: Callable[[str], str]
    ) -> None:
        """Ask for something that is typed; `check` says in words what it means, or what is wrong with it."""

        def typed(values: dict[str, str] | None) -> None:
            if values is not None:
                then(values["said"])

        field = Field("said", label, hint=hint)
        await self.app.push_screen(FormScreen(asked, (field,), lambda values: check(values["said"])), typed)

    def _answer(self, make: Callable[[], Told]) -> None:
        """Look again with what was said."""
        try:
            told = self._told = make()
        except (ValueError, Refused) as wrong:
            self._refusal = clean(str(wrong))
            self._show()
            return
        self._begin(lambda run: self._look(run, told))

    def _settle(self, how: How) -> None:
        """Take it in so, and work out anew what would count."""
        self._handing.how = how
        self._handing.rehearsed = None
        if self._handing.ready and self._handing.small:
            self._begin(self._rehearse)
        else:
            self._show()

    async def action_take_in(self) -> None:
        """Take the table in, if it has been in sight how it is read and nothing is asked."""
        handing = self._handing
        if not handing.ready or monotonic() - self._shown_at < SEEN_SECONDS or not self._may_take():
            return
        if handing.place in handing.done:
            self._refusal = _("this sheet was taken in a moment ago")
            self._show()
            return
        self._run.call_off()
        self._doing = ""
        await self._takes(handing, self._taken)

    def _taken(self, done: bool | None) -> None:
        """Go on to the next sheet, or be done; where it was called off, everything stays as it was."""
        handing = self._handing
        left = [place for place in range(len(handing.tables)) if place not in handing.done]
        if not done:
            self._settle(handing.how)
        elif left:
            self._turn_to(left[0])
        else:
            self.dismiss(True)
