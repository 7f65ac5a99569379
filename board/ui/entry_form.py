"""The form of an entry: field by field what a line says in one, understood by the same rules."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from board.exchange.names import Names
from board.exchange.quick_entry import Line, in_words, understand
from board.exchange.record_line import Extra, Meant, entry_of
from board.locale import _, punctuation, words
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, Qualifier
from board.store.refused import Refused
from board.ui.screens.form import Field, FormScreen

SIGNS = {Qualifier.EXACT: "", Qualifier.AT_LEAST: ">", Qualifier.ABOUT: "~", Qualifier.AT_MOST: "<"}
"""Of the qualifiers in a line."""

Values = dict[str, str]
"""Of the fields, by their names."""


def entry_form(
    action: str,
    names: Names,
    hint: str,
    clock: Callable[[], datetime],
    record: Callable[[Meant, Extra], Awaitable[None]],
) -> tuple[FormScreen, Callable[[Values | None], Awaitable[None]]]:
    """Return the form, and what follows when it is left.

    Args:
        action: Slug of the action that the entry is for.
        names: What can be named.
        hint: What the screen fills in, as in a line.
        clock: Returns what time it is, aware.
        record: Records what is meant.
    """
    chosen = understand(f"+1{hint}", names, clock())
    known = tuple(dict.fromkeys((*names.partners, *names.agencies)))
    fields = (
        Field("total", _("count"), "+", ((_("more"), "+"), (_("less"), "-"), (_("running total"), "="))),
        Field("quantity", _("number"), hint=_("a whole number"), written=r"\d.*"),
        Field("qualifier", _("qualifier"), str(Qualifier.EXACT),
              tuple((words.qualifier(one) or _("exactly"), str(one)) for one in Qualifier)),
        Field("content_type", _("content type"), str(chosen.content_type or ""),
              tuple((words.unit(one), str(one)) for one in LEDGER_TYPES)),
        Field("stage", _("stage"), choices=tuple((words.stage(one), str(one)) for one in LEDGER_STAGES)),
        Field("agency", _("agency"), chosen.agency or "", tuple((slug, slug) for slug in known)),
        Field("provider", _("provider"), choices=tuple((slug, slug) for slug in names.providers), optional=True),
        Field("when", _("when, UTC"), hint=_("now; or 14:05, yesterday 23:50, 2019-11-22 08:00"), optional=True),
        Field("note", _("note"), optional=True),
        Field("ref", _("sender's reference"), optional=True),
    )  # fmt: skip

    meant = Meant(Line(), action)

    def check(values: Values) -> str:
        nonlocal meant
        now = clock()
        line = understand(_line_of(values), names, now)
        if line.problems:
            raise ValueError(punctuation.one_by_one(line.problems))
        try:
            entry_of(line, action, now, Extra(ref=values["ref"] or None))
        except Refused as refusal:
            raise ValueError(str(refusal)) from refusal
        meant = Meant(line, action)
        return in_words(line)

    async def answered(values: Values | None) -> None:
        if values is not None:
            await record(meant, Extra(ref=values["ref"] or None))

    return FormScreen(_("an entry"), fields, check), answered


def _line_of(values: Values) -> str:
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
