"""A sender's own references: the same one counts once, in whatever case and with whatever spaces it is typed.

Programs make references that differ by the case of letters alone, so those within one file are compared exactly but for
spaces. Against what stands from before, a row whose reference differs by case alone, or by the noughts before its
number ("0017" is 17 in a spreadsheet), is refused, and the entry is named: nobody can tell whether it is the same.
"""

import re
from collections.abc import Iterator

from board.model.text import in_any_case
from board.store.connection import Connection

_NEXT = "SELECT min(ref) FROM ledger INDEXED BY ledger_by_ref WHERE agency = ? AND ref IS NOT NULL AND ref >= ?"

MOST_LOOKS = 1_000
"""After which a reference is taken for new: only one made of many letters among many like it, each in another case."""

LONGEST_NUMBER = 12
"""Digits up to which a number may be filled up with noughts."""

_NUMBER = re.compile(r"0*([0-9]{1,12})(?![0-9])", re.ASCII)
"""What begins a reference. A number that is nothing but noughts keeps one."""


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


def alike_sent(connection: Connection, agency: str, ref: str) -> Iterator[str]:
    """Yield references an agency has sent before that may be this one in another writing: by case, by leading noughts.

    Args:
        connection: The store.
        agency: Slug of the sender.
        ref: With single spaces; it is not yielded itself.
    """
    forms = [sorted(in_any_case(char)) for char in ref]
    spelling: str | None = in_one_case(ref)
    for _look in range(MOST_LOOKS):
        if spelling is None:
            break
        (there,) = connection.execute(_NEXT, (agency, spelling)).fetchone()
        if there is None:
            break
        if there == spelling and there != ref:
            yield there
        spelling = _from(f"{there}\0" if there == spelling else there, forms)
    number = _NUMBER.match(ref)
    if number is not None:
        shortest, rest = number[1], ref[number.end() :]
        written = [f"{shortest.zfill(width)}{rest}" for width in range(len(shortest), LONGEST_NUMBER + 1)]
        yield from (
            there
            for (there,) in connection.execute(
                f"SELECT ref FROM ledger WHERE agency = ? AND ref IN ({', '.join('?' * len(written))})",  # noqa: S608
                (agency, *written),
            ).fetchall()
            if there != ref
        )


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
