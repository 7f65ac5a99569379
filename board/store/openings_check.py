"""Checking what is put aside every two hours: what had been recorded before, by the ten minutes that are kept."""

from collections.abc import Iterator

from board.locale import _
from board.model.moment import Clock
from board.store.connection import Connection
from board.store.spans import OPENING, SPAN

_KEY = "agency, provider, content_type, stage"
_PER_OPENING = OPENING // SPAN


def problems(connection: Connection) -> Iterator[str]:
    """Yield whether what was put aside is what the spans of ten minutes add up to; these are checked by themselves."""
    actions = connection.execute("SELECT action FROM spans UNION SELECT action FROM openings").fetchall()
    wrong = sum(_wrong(connection, action) for (action,) in actions)
    if wrong:
        yield _("what was put aside every two hours differs from the ledger {count} times").format(count=wrong)


def _wrong(connection: Connection, action: str) -> int:
    """Return how many openings of an action are not the one before with what was added since."""
    there: dict[tuple[str, ...], list[int]] = {}
    wrong = 0
    right: set[int] = set()
    for step in _steps(connection, action):
        right.add(step)
        kept = {
            tuple(row[:4]): list(row[4:])
            for row in connection.execute(
                f"SELECT {_KEY}, quantity, at_least, at_most, about, entries FROM openings "  # noqa: S608 ours
                "WHERE action = ? AND step = ?",
                (action, step),
            )
        }
        wrong += kept != {**there, ("",) * 4: [0] * 5}
        for row in connection.execute(
            f"""
            SELECT {_KEY}, sum(quantity), sum(at_least), sum(at_most), sum(about), sum(entries) FROM spans
            WHERE action = ? AND clock = '{Clock.KNOWN}' AND minutes = {SPAN} AND step BETWEEN ? AND ? GROUP BY {_KEY}
            """,  # noqa: S608 ours
            (action, step * _PER_OPENING, (step + 1) * _PER_OPENING - 1),
        ):
            sums = there.setdefault(tuple(row[:4]), [0] * 5)
            there[tuple(row[:4])] = [one + other for one, other in zip(sums, row[4:], strict=True)]
    kept_steps = connection.execute("SELECT DISTINCT step FROM openings WHERE action = ?", (action,))
    return wrong + sum(step not in right for (step,) in kept_steps)


def _steps(connection: Connection, action: str) -> Iterator[int]:
    """Yield in which two hours anything was recorded, the earliest first; each is asked for by itself."""
    query = f"""
        SELECT min(step) FROM spans
        WHERE action = ? AND clock = '{Clock.KNOWN}' AND minutes = {SPAN} AND step >= ?
    """  # noqa: S608 ours
    after = -(2**62)
    while (first := connection.execute(query, (action, after)).fetchone()[0]) is not None:
        step = first // _PER_OPENING
        yield step
        after = (step + 1) * _PER_OPENING
