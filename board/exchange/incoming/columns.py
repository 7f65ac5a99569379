"""Which column means what: by what a person said, by the words of its name, by what its cells show."""

from collections.abc import Callable
from typing import NamedTuple

from board.exchange.incoming.evidence import Seen
from board.exchange.incoming.findings import Question
from board.exchange.incoming.headings import Heading, quoted
from board.exchange.incoming.told import LONGEST_KEY, Told, column_key, told_meaning
from board.locale import _
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES

_MOST = 0.8
"""Share of the cells from which on they show what their column is."""


class Meant(NamedTuple):
    """What one column means; a count has a stage or a content type, or both, in place of a role."""

    role: str
    """One of `told.ROLES`, or "count", "sum", "unknown"."""
    why: str
    stage: str | None = None
    content_type: str | None = None
    provider: str | None = None
    """Slug, of a count whose column is headed by a provider."""
    day: str | None = None
    """As its name writes it, of a count whose column is headed by a day."""
    zone: str | None = None
    told: bool = False
    question: Question | None = None


def meant_by(told: Told, names: tuple[str, ...], place: int, says: Heading, seen: Seen) -> Meant:
    """Return what one column means by itself.

    Args:
        told: What a person said of it goes before everything.
        names: Of all columns.
        place: Of this one, from 0.
        says: What its name says.
        seen: What its cells show.
    """
    return _said(told, place, names[place]) or _named(column_key(names, place), says, seen) or _shown(seen)


def _said(told: Told, place: int, name: str) -> Meant | None:
    meaning = told_meaning(told, place, name)
    if meaning is None:
        return None
    remembered = {f"column:#{place + 1}", f"column:{name[:LONGEST_KEY]}"} & told.remembered
    why = _("remembered from the partner's last file") if remembered else _("as you stated")
    first, _colon, second = meaning.partition(":")
    if first in ("date", "time"):
        return Meant(first, why, zone=second or None, told=True)
    if first in LEDGER_STAGES:
        return Meant("count", why, first, second or None, told=True)
    if first in LEDGER_TYPES:
        return Meant("count", why, None, first, told=True)
    return Meant(first, why, told=True)


def _named(key: str, says: Heading, seen: Seen) -> Meant | None:
    """Return what the words of a name and the cells below it make of a column, None where the words say nothing."""
    why = _("its name says so")
    if says.types or says.stages or says.either:
        count = (
            _counting(key, says, seen, why)
            if (seen.may_count or "quantity" in says.roles) and not {"date", "time", "ref"} & {*says.roles}
            else None
        )
        if count is not None:
            return count
    for role, fits in _FITS.items():
        if role in says.roles and fits(seen):
            return _best(says.roles, role, seen, why)
    if says.sum and seen.may_count:
        return Meant("sum", why)
    if (says.new or says.cumulative) and seen.is_counted:
        return Meant("quantity", why)
    if says.stages and seen.stages >= _MOST:
        return Meant("stage", _("its cells show it"))
    if (says.types or says.stages) and seen.moments >= _MOST:
        return Meant("date", _("its cells show it"))
    if says.types and seen.addresses >= _MOST:
        return Meant("address", _("its cells show it"))
    return None


_FITS: dict[str, Callable[[Seen], bool]] = {
    "date": lambda seen: not seen.is_counted or seen.moments > 0 or _is_serial(seen),
    "time": lambda seen: True,
    "address": lambda seen: not seen.is_counted,
    "ref": lambda seen: True,
    "qualifier": lambda seen: not seen.is_counted,
    "provider": lambda seen: not seen.is_counted,
    "agency": lambda seen: not seen.is_counted,
    "content_type": lambda seen: not seen.is_counted,
    "stage": lambda seen: not seen.is_counted,
    "note": lambda seen: True,
    "quantity": lambda seen: True,
}
"""Whether the cells below a name can be what the name says."""


def _is_serial(seen: Seen) -> bool:
    """Days of a spreadsheet without their format (five digits), 20191124, or Unix time."""
    return all(len(text.partition(".")[0]) in (5, 8, 10, 13) for text in seen.samples) and seen.filled > 0


def _best(roles: tuple[str, ...], first: str, seen: Seen, why: str) -> Meant:
    """Return which of several things that a name can say the cells show; "service" is an agency or a provider."""
    shares = {"agency": seen.agencies, "provider": seen.providers, "content_type": seen.types, "stage": seen.stages}
    among = [role for role in roles if role in shares]
    if first in shares and len(among) > 1:
        first = max(among, key=lambda role: shares[role])
    if first == "time" and seen.moments >= _MOST:
        first = "date"
    return Meant(first, why)


def _counting(key: str, says: Heading, seen: Seen, why: str) -> Meant | None:
    """Return what a column of numbers counts by its name; one that leaves it open is a question."""
    types = [one for one in says.types if one in LEDGER_TYPES]
    stages = [one for one in says.stages if one in LEDGER_STAGES]
    if len(types) > 1 and "item" in types:  # "éléments vidéo"
        types.remove("item")
    clear = not says.negated and not says.share and not says.either and {*says.types, *says.stages} <= {*types, *stages}
    if clear and len(types) <= 1 and len(stages) <= 1:
        if says.sum and not types:
            return Meant("sum", why, stages[0] if stages else None)
        return Meant("count", why, stages[0] if stages else None, types[0] if types else None)
    if not seen.filled:
        return Meant("unknown", _("nothing that the board keeps is known by this name"))
    if says.share:
        return None
    either = [f"{stage}:{types[0]}" if types else stage for stage in says.either]
    return Meant("unknown", why, question=which(key, (*either, "ignore") if either else (*LEDGER_TYPES, "ignore")))


def may_slip(says: Heading, seen: Seen) -> bool:
    """Say whether a column that is called like one that counts may hold numbers with a slip in each."""
    if not seen.nearly or says.negated or says.share or says.either or not (says.types or says.stages):
        return False
    several = len(says.types) > 1 or len(says.stages) > 1
    return not several and {*says.types, *says.stages} <= {*LEDGER_TYPES, *LEDGER_STAGES}


def which(key: str, answers: tuple[str, ...]) -> Question:
    """Return the question what a column of numbers counts."""
    return Question(
        f"column:{key}",
        _("what does the column {name} count? It is in no way clear from its name").format(name=quoted(key)),
        tuple(map(str, answers)),
    )


def _shown(seen: Seen) -> Meant:
    """Return what the cells alone make of a column whose name says nothing."""
    shares = {
        "address": seen.addresses,
        "date": seen.moments,
        "provider": seen.providers,
        "agency": seen.agencies,
        "content_type": seen.types,
        "stage": seen.stages,
    }
    role = max(shares, key=lambda one: shares[one])
    if shares[role] >= _MOST:
        return Meant(role, _("its cells show it"))
    return Meant("unknown", _("nothing that the board keeps is known by this name"))
