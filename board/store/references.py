"""A sender's own references: the same one counts once, in whatever case and with whatever spaces it is typed."""

from board.model.text import in_any_case
from board.store.connection import Connection

_NEXT = "SELECT min(ref) FROM ledger INDEXED BY ledger_by_ref WHERE agency = ? AND ref IS NOT NULL AND ref >= ?"

MOST_LOOKS = 1_000
"""After which a reference is taken for new: only one made of many letters among many like it, each in another case."""


def one_spaced(ref: str) -> str:
    """Return a reference with single spaces: how many there are, and of which kind, is no difference."""
    return " ".join(ref.split())


def in_one_case(ref: str) -> str:
    """Return a reference as all of its spellings that differ by the case of letters only are written."""
    return "".join(min(in_any_case(char)) for char in ref)


def sent_before(connection: Connection, agency: str, ref: str) -> str | None:
    """Return the reference that an agency has sent before and that differs from this one by the case of letters only.

    The index holds references as they are. The spellings of one are asked for in its order, and after each answer those
    that cannot be there any more are left out: where a sender writes in one way it is a look or two, not one for each
    spelling.

    Args:
        connection: The store.
        agency: Slug of the sender; references are its own, over all actions.
        ref: As it is typed now, with single spaces.
    """
    forms = [sorted(in_any_case(char)) for char in ref]
    spelling: str | None = in_one_case(ref)
    for _look in range(MOST_LOOKS):
        if spelling is None:
            return None
        found: tuple[str | None] = connection.execute(_NEXT, (agency, spelling)).fetchone()
        if found[0] is None or found[0] == spelling:
            return found[0]
        spelling = _from(found[0], forms)
    return None


def _from(there: str, forms: list[list[str]]) -> str | None:
    """Return the first spelling that is not before `there` in the order of code points, None where there is none."""
    kept = 0
    while kept < len(forms) and kept < len(there) and there[kept] in forms[kept]:
        kept += 1
    if kept == len(forms):  # all of it is the beginning of `there`: one that is greater differs before its end
        if len(there) == kept:
            return there
    elif kept == len(there):
        return there + "".join(form[0] for form in forms[kept:])
    else:
        greater = [char for char in forms[kept] if char > there[kept]]
        if greater:
            return there[:kept] + greater[0] + "".join(form[0] for form in forms[kept + 1 :])
    for place in range(kept - 1, -1, -1):
        greater = [char for char in forms[place] if char > there[place]]
        if greater:
            return there[:place] + greater[0] + "".join(form[0] for form in forms[place + 1 :])
    return None
