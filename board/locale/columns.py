"""How a partner's sheet is read, in words: what a column is, what holds for all rows, what can be answered."""

from board.locale import _, words
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, ContentType, Qualifier, Stage


def meaning(of: str) -> str:
    """Return what a column is, in words: "videos removed" for "removed:video", "left out" for "ignore"."""
    first, _colon, second = of.partition(":")
    if first in ("date", "time") and second:
        return _("{what} ({zone})").format(what=meaning(first), zone=second)
    if first in LEDGER_STAGES and second in LEDGER_TYPES:
        return f"{words.unit(ContentType(second))} {words.stage(Stage(first), ContentType(second))}"
    if first in LEDGER_STAGES:
        return words.stage(Stage(first))
    if first in LEDGER_TYPES:
        return words.unit(ContentType(first))
    roles = {
        "agency": _("partner"),
        "stage": _("what was done"),
        "content_type": _("content type"),
        "provider": _("provider"),
        "quantity": _("number"),
        "date": _("date"),
        "time": _("time of day"),
        "note": _("note"),
        "ref": _("reference"),
        "qualifier": _("qualifier"),
        "address": _("address"),
        "ignore": _("left out"),
    }
    return roles.get(of, of)


def holding(what: str) -> str:
    """Return what holds for all rows, in words."""
    return {
        "agency": _("partner"),
        "stage": _("what was done"),
        "content_type": _("content type"),
        "provider": _("provider"),
        "qualifier": _("qualifier"),
        "totals": _("the numbers"),
        "date": _("as of"),
        "decimal": _("decimal mark"),
        "day_order": _("days"),
    }.get(what, what)


def value(what: str, of: str) -> str:
    """Return a value that holds for all rows in words; a slug stays as it is.

    Args:
        what: As for `holding`.
        of: A slug, a word of the vocabulary, "totals" or "increments", an order of days, a decimal mark.
    """
    if what == "stage" and of in LEDGER_STAGES:
        return words.stage(Stage(of))
    if what == "content_type" and of in LEDGER_TYPES:
        return words.unit(ContentType(of))
    if what == "qualifier" and of in tuple(Qualifier):
        return words.qualifier(Qualifier(of)) or _("exactly")
    said = {
        ("totals", "totals"): _("running totals"),
        ("totals", "increments"): _("each adds to what was sent before"),
        ("day_order", "dmy"): _("day first: 22/11/2019"),
        ("day_order", "mdy"): _("month first: 11/22/2019"),
        ("day_order", "ymd"): _("year first: 2019/11/22"),
        ("decimal", ","): _("comma: 1.234,5"),
        ("decimal", "."): _("point: 1,234.5"),
    }
    return said.get((what, of), of)


def answer(about: str, of: str) -> str:
    """Return an answer to a question in words.

    Args:
        about: What is asked: as for `holding`, "quantity", or "column:" and its name.
        of: The answer: as for `value`; of a column "NAME=MEANING" or the meaning.
    """
    if about == "quantity" or about.startswith("column:"):
        name, equals, said = of.rpartition("=")
        return f"{name}: {meaning(said)}" if equals else meaning(of)
    return value(about, of)
