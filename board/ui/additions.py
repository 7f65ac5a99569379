"""What the duty officer adds to the store: a form asks for it, and it is there for everybody."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from board.exchange.record_line import names_of
from board.locale import _, punctuation, words
from board.model.text import clean
from board.model.vocabulary import LEDGER_TYPES, ActionStatus, AgencyKind, ContentType, Role
from board.model.wanted import AgencyOf, SituationOf
from board.ui.screens.form import Field, FormScreen

if TYPE_CHECKING:
    from board.ui.officer import Officer
    from board.ui.views import Views


class Additions:
    """Opens the forms that add an action, an agency, a partner, a provider, or the panel of a content type."""

    def __init__(self, app: "Views", officer: "Officer") -> None:
        """Stand by the officer.

        Args:
            app: The board.
            officer: Who adds.
        """
        self._app = app
        self._officer = officer

    async def partner(
        self, agency: str = "", after: Callable[[], object] | None = None, action: str | None = None
    ) -> None:
        """Open the form that makes an agency a partner of an action.

        Args:
            agency: Slug of the one that is chosen already.
            after: Follows once it is one.
            action: Slug; None for the one that is shown.
        """
        situation = self._officer.situation(action) if self._officer.may_write() else None
        if situation is None:
            return
        known = names_of(self._app.reader, situation).agencies
        fields = (
            Field("agency", _("agency"), agency, tuple((slug, slug) for slug in known)),
            Field("role", _("role"), choices=tuple((words.role(role), str(role)) for role in Role)),
        )

        def check(values: dict[str, str]) -> str:
            who = f"{values['agency']}, {words.role(Role(values['role']))}"
            return punctuation.labelled(who, situation.action.name)

        def answered(values: dict[str, str] | None) -> None:
            if values is None:
                return
            role, slug = Role(values["role"]), situation.action.slug
            self._officer.do(
                lambda: self._officer.desk.add_partner(slug, values["agency"], role), after=after or self._officer.learn
            )

        await self._app.push_screen(FormScreen(_("a partner of this action"), fields, check), answered)

    async def provider(self) -> None:
        """Open the form that adds a service provider, so that entries can name it."""
        if not self._officer.may_write():
            return
        await self._agency(_("a service provider"), {"kind": str(AgencyKind.PROVIDER)}, "telegram")

    async def agency(self) -> None:
        """Open the form that adds an agency, so that entries can name it and actions can have it as a partner."""
        if not self._officer.may_write():
            return
        kinds = tuple((words.kind(one), str(one)) for one in AgencyKind)
        await self._agency(_("an agency"), {}, "nl-iru", Field("kind", _("what it is"), choices=kinds))

    async def _agency(self, title: str, given: dict[str, str], example: str, *more: Field) -> None:
        fields = (
            _short_name(example, self._slugs(AgencyOf)),
            Field("name", _("name")),
            *more,
            Field("country", _("country"), hint=_("two capital letters, as NL"), optional=True, written="[A-Z]{2}"),
        )
        give = self._officer.giving(
            lambda values: self._officer.desk.add_agency({**values, **given}), lambda _values: self._officer.learn()
        )
        await self._app.push_screen(FormScreen(title, fields, lambda values: clean(values["name"]), give))

    def _slugs(self, kind: type[AgencyOf] | type[SituationOf]) -> frozenset[str]:
        """Return the short names that are there already."""
        if kind is AgencyOf:
            return frozenset(one.agency for one, _name in self._app.reader.names() if isinstance(one, AgencyOf))
        return frozenset(one.action or "" for one, _name in self._app.reader.names() if isinstance(one, SituationOf))

    async def content_type(self) -> None:
        """Open the form that gives a content type its panel before anything of it is counted."""
        situation = self._officer.situation() if self._officer.may_write() else None
        if situation is None:
            return
        shown = {panel.type for panel in situation.content_types}
        left = tuple((words.unit(unit), str(unit)) for unit in LEDGER_TYPES if unit not in shown)
        if not left:
            self._app.say(_("every content type has its panel"))
            return

        def answered(values: dict[str, str] | None) -> None:
            if values is not None:
                self._officer.do(lambda: self._officer.desk.watch(situation.action.slug, ContentType(values["type"])))

        fields = (Field("type", _("content type"), choices=left),)
        await self._app.push_screen(
            FormScreen(_("a panel"), fields, lambda values: words.unit(ContentType(values["type"]))),
            answered,
        )

    async def action(self) -> None:
        """Open the form that adds an action, and show it."""
        if not self._officer.may_write():
            return
        yes_no = ((_("no"), "no"), (_("yes"), "yes"))
        fields = (
            _short_name("rad-2026-11", self._slugs(SituationOf)),
            Field("name", _("name")),
            Field("status", _("status"), str(ActionStatus.ONGOING),
                  tuple((words.status(one), str(one)) for one in ActionStatus)),
            Field("started_on", _("started on"), f"{self._app.reader.clock():%Y-%m-%d}",
                  hint=_("year-month-day, as 2026-11-24"), written=r"\d{4}(-\d\d(-\d\d)?)?"),
            Field("place", _("place"), optional=True),
            Field("command_post", _("command post"), optional=True),
            Field("objective", _("objective"), optional=True),
            Field("exercise", _("an exercise"), "no", yes_no),
        )  # fmt: skip

        give = self._officer.giving(
            lambda values: _("added: {slug}").format(slug=self._officer.desk.add_action(values)),
            lambda values: self._app.open_view(SituationOf(values["slug"])),
        )
        await self._app.push_screen(FormScreen(_("an action"), fields, lambda values: clean(values["name"]), give))


def _short_name(example: str, taken: frozenset[str]) -> Field:
    hint = _("small letters, digits and hyphens: {slug}").format(slug=example)
    return Field("slug", _("short name"), hint=hint, written="[a-z0-9]+(-[a-z0-9]+)*", taken=taken)
