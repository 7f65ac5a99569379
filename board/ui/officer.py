"""What the duty officer does at the board: a key opens a line, a question or a form, and what is meant is recorded."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from board.exchange.names import Names
from board.exchange.quick_entry import in_words, understand
from board.exchange.record_line import NOTHING_MORE, Extra, as_line, doubts, is_stranger, names_of
from board.locale import _, phrases, words
from board.model.situation import EntryView, Situation
from board.model.text import clean
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, ActionStatus, ContentType, Qualifier, Role
from board.model.wanted import SituationOf
from board.store.refused import Refused
from board.store.running_total import BelowPresent
from board.ui.recording import Desk
from board.ui.screens.ask import Answer, AskScreen
from board.ui.screens.base import BoardScreen
from board.ui.screens.form import Field, FormScreen
from board.ui.widgets.entry_line import EntryLine
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
        self.busy = 0
        """How many things are still being written."""

    def situation(self) -> Situation | None:
        """Return the situation of the action that is shown, None where the screen shows none."""
        slug = self._app.action_shown()
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
        screen = self._app.screen
        if isinstance(screen, BoardScreen) and self._may_write():
            line = EntryLine(f"{sign}{screen.hint()}", self.names(), self._app.reader.clock(), self.desk.lines)
            self._app.hush()
            await self._open(line)

    async def correct(self, entry: EntryView | None) -> None:
        """Open the line in which it is typed what an entry should have been."""
        if entry is None:
            self._app.say(_("choose an entry first: l opens the ledger"))
        elif entry.reverses is not None or entry.reversed_by is not None:
            self._app.say(_("only an entry that stands can be corrected"))
        elif self._may_write():
            place = (entry.position.site, entry.position.seq)
            line = EntryLine(as_line(entry), self.names(), self._app.reader.clock(), [], place)
            await self._open(line)

    async def _open(self, line: TypedLine) -> None:
        """Open a line on the screen of the board that is uppermost."""
        screen = self._app.screen
        if isinstance(screen, BoardScreen):
            await line.open(screen)

    async def submitted(self, typed: str, correcting: tuple[str, int] | None) -> None:
        """Record a line that was understood, after asking where there is doubt."""
        if correcting is not None:
            await self._open(WhyLine(typed, correcting))
            return
        await self._record_asking(typed, NOTHING_MORE)

    def reasoned(self, typed: str, place: tuple[str, int], why: str) -> None:
        """Put an entry right, with the reason."""
        self._do(lambda: self.desk.correct(place, typed, why))

    async def take_back(self) -> None:
        """Show the officer's last entry and take it back if that is meant."""
        entry = self.desk.last() if self._may_write() else None
        if entry is None:
            self._app.say(_("there is no entry of yours to take back"))
            return
        why = _("taken back by {operator}").format(operator=self.desk.operator)

        def answered(answer: Answer | None) -> None:
            if answer == Answer.YES:
                self._do(lambda: self.desk.take_back(entry, why))

        await self._app.push_screen(AskScreen(_("take back my last entry?"), phrases.entry(entry)), answered)

    async def freeze(self) -> None:
        """Freeze the situation of the action that is shown; nothing is asked."""
        slug = self._app.action_shown()
        if self._app.reader.moment is not None:
            self._app.say(_("the board is wound back: a report is frozen of what is now, so come back to now first"))
        elif slug is not None and self._may_write():
            self._do(lambda: self.desk.freeze(slug))

    def _may_write(self) -> bool:
        if self._app.reader.store.read_only:
            self._app.say(_("the store is open for reading only"))
            return False
        if self._app.reader.moment is not None:
            self._app.say(_("the board is wound back: nothing is recorded in the past; esc on the board is now"))
            return False
        return True

    async def _record_asking(self, typed: str, extra: Extra) -> None:
        situation = self.situation()
        if situation is None:
            return
        line = self.desk.understood(typed, situation)
        action = situation.action.slug
        found = doubts(line, situation, self._app.reader.clock())
        if not found:
            self._record(typed, action, extra)
            return
        other = _("yes, and add it as a partner") if is_stranger(line, situation) else ""

        async def answered(answer: Answer | None) -> None:
            if answer == Answer.YES:
                self._record(typed, action, extra)
            elif answer == Answer.OTHER:
                await self.add_partner(line.agency or "", lambda: self._record(typed, action, extra))

        about = f"{'; '.join(found)}: {in_words(line)}"
        await self._app.push_screen(AskScreen(_("record it all the same?"), about, other), answered)

    def _record(self, typed: str, action: str, extra: Extra) -> None:
        """Record a line; ask whether a lower total is a correction."""

        async def lower(refusal: BelowPresent) -> None:
            def answered(answer: Answer | None) -> None:
                if answer == Answer.YES:
                    self._do(lambda: self.desk.record(typed, action, correction=True, extra=extra))

            await self._app.push_screen(AskScreen(_("is it a correction?"), str(refusal)), answered)

        self._do(lambda: self.desk.record(typed, action, extra=extra), below=lower)

    def _do(
        self,
        work: Callable[[], str],
        *,
        after: Callable[[], object] | None = None,
        below: Callable[[BelowPresent], Awaitable[None]] | None = None,
    ) -> None:
        """Do what writes, in a thread, one thing after the other in the order of the keys; say what came of it.

        Args:
            work: Writes, and returns in words what it wrote.
            after: Follows once it is written.
            below: Follows where a running total is below the present one.
        """

        def waiting() -> None:
            self._app.say(_("not recorded yet: another program holds the store; the keys work meanwhile"), "warning")

        async def run() -> None:
            still = self._app.set_timer(LONG, waiting)
            try:
                said = await self.desk.do(work)
            except BelowPresent as refusal:
                if below is None:
                    self._app.say(str(refusal), "error")
                else:
                    await below(refusal)
                return
            except Refused as refusal:
                self._app.say(str(refusal), "error")
                return
            finally:
                still.stop()
                self.busy -= 1
            self._app.look()
            self._app.say(said)
            if after is not None:
                after()

        self.busy += 1
        self._app.run_worker(run())

    async def form(self) -> None:
        """Open the form of an entry, for those who prefer one."""
        situation = self.situation() if self._may_write() else None
        screen = self._app.screen
        if situation is None or not isinstance(screen, BoardScreen):
            return
        names = self.names()
        hint = understand(f"+1{screen.hint()}", names, self._app.reader.clock())
        known = tuple(dict.fromkeys((*names.partners, *names.agencies)))
        fields = (
            Field("total", _("count"), "+", ((_("more"), "+"), (_("less"), "-"), (_("running total"), "="))),
            Field("quantity", _("number"), hint=_("a whole number")),
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

        def check(values: dict[str, str]) -> str:
            line = understand(_line_of(values), self.names(), self._app.reader.clock())
            if line.problems:
                raise ValueError("; ".join(line.problems))
            return in_words(line)

        async def answered(values: dict[str, str] | None) -> None:
            if values is not None:
                await self._app.attempt(self._record_asking(_line_of(values), Extra(ref=values["ref"] or None)))

        await self._app.push_screen(FormScreen(_("an entry"), fields, check), answered)

    async def add_partner(self, agency: str = "", after: Callable[[], None] | None = None) -> None:
        """Open the form that makes an agency a partner of the action."""
        situation = self.situation() if self._may_write() else None
        if situation is None:
            return
        known = self.names().agencies
        fields = (
            Field("agency", _("agency"), agency, tuple((slug, slug) for slug in known)),
            Field("role", _("role"), choices=tuple((words.role(role), str(role)) for role in Role)),
        )

        def check(values: dict[str, str]) -> str:
            return f"{values['agency']}, {words.role(Role(values['role']))}: {situation.action.name}"

        def answered(values: dict[str, str] | None) -> None:
            if values is not None:
                role = Role(values["role"])
                self._do(lambda: self.desk.add_partner(situation.action.slug, values["agency"], role), after=after)

        await self._app.push_screen(FormScreen(_("a partner of this action"), fields, check), answered)

    async def add_provider(self) -> None:
        """Open the form that adds a service provider, so that entries can name it."""
        if not self._may_write():
            return
        fields = (
            Field("slug", _("short name"), hint=_("small letters, digits and hyphens: telegram")),
            Field("name", _("name")),
            Field("country", _("country"), hint=_("two letters, as NL"), optional=True),
        )

        def answered(values: dict[str, str] | None) -> None:
            if values is not None:
                self._do(lambda: self.desk.add_agency({**values, "kind": "provider"}))

        await self._app.push_screen(
            FormScreen(_("a service provider"), fields, lambda values: values["name"]), answered
        )

    async def add_content_type(self) -> None:
        """Open the form that gives a content type its panel before anything of it is counted."""
        situation = self.situation() if self._may_write() else None
        if situation is None:
            return
        shown = {panel.type for panel in situation.content_types}
        left = tuple((words.unit(unit), str(unit)) for unit in LEDGER_TYPES if unit not in shown)
        if not left:
            self._app.say(_("every content type has its panel"))
            return

        def answered(values: dict[str, str] | None) -> None:
            if values is not None:
                self._do(lambda: self.desk.watch(situation.action.slug, ContentType(values["type"])))

        fields = (Field("type", _("content type"), choices=left),)
        await self._app.push_screen(
            FormScreen(_("a panel"), fields, lambda values: words.unit(ContentType(values["type"]))),
            answered,
        )

    async def add_action(self) -> None:
        """Open the form that adds an action, and show it."""
        if not self._may_write():
            return
        yes_no = ((_("no"), "no"), (_("yes"), "yes"))
        fields = (
            Field("slug", _("short name"), hint=_("small letters, digits and hyphens: rad-2026-11")),
            Field("name", _("name")),
            Field("status", _("status"), str(ActionStatus.ONGOING),
                  tuple((words.status(one), str(one)) for one in ActionStatus)),
            Field("started_on", _("started on"), f"{self._app.reader.clock():%Y-%m-%d}", hint="2026-11-24"),
            Field("place", _("place"), optional=True),
            Field("command_post", _("command post"), optional=True),
            Field("objective", _("objective"), optional=True),
            Field("exercise", _("an exercise"), "no", yes_no),
        )  # fmt: skip

        def answered(values: dict[str, str] | None) -> None:
            if values is not None:
                self._do(
                    lambda: _("added: {slug}").format(slug=self.desk.add_action(values)),
                    after=lambda: self._app.open_view(SituationOf(values["slug"])),
                )

        await self._app.push_screen(FormScreen(_("an action"), fields, lambda values: clean(values["name"])), answered)


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
