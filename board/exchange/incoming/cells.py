"""What single cells of a partner's row say, each different text worked out once."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TypeVar

from board.exchange.incoming import counts
from board.exchange.incoming.counts import NOTHING, Why
from board.exchange.incoming.headings import Meant, as_shown, is_wholly, quoted
from board.locale import _
from board.model.incoming import Cell
from board.model.text import REPLACEMENT, clean, is_visible

LONGEST_NOTE = 500
"""Characters; a longer one is cut and ends in "…"."""

LONGEST_REF = 200
"""Characters, as in an entry."""

MOST_REMEMBERED = 50_000
"""Different texts of one column; then it begins anew."""

_LONGEST_REMEMBERED = 200

Value = TypeVar("Value")


class Cells(dict[Cell, Value]):
    """What the cells of a column say, by the cell. Only texts are remembered: 1, 1.0 and true would be the same key."""

    def __init__(self, read: Callable[[Cell], Value], most: int = MOST_REMEMBERED) -> None:
        """Make it.

        Args:
            read: Works out what a cell says; never raises.
            most: Different texts that are remembered.
        """
        super().__init__()
        self._read, self._most = read, most

    def __missing__(self, cell: Cell) -> Value:
        value = self._read(cell)
        if cell is None or (isinstance(cell, str) and len(cell) <= _LONGEST_REMEMBERED):
            if len(self) >= self._most:
                self.clear()
            self[cell] = value
        return value


LONGEST_SUM = 60
"""Characters of a cell that can be a word for a sum."""

SUMS_UP = Why("", nothing=True)
"""Where a name or a day should be, there is a word for a sum and nothing else."""


def blank(cell: Cell) -> bool:
    """Say whether a cell names nothing: empty or a dash."""
    return cell is None or (isinstance(cell, str) and cell.strip() in NOTHING)


def is_sum_word(cell: Cell) -> bool:
    """Say whether a cell is a word for a sum and nothing else: "Total", "Somme :", "Total général"."""
    return isinstance(cell, str) and len(cell) <= LONGEST_SUM and is_wholly(cell, "sum")


def names_nothing(cell: Cell) -> bool:
    """Say whether a cell names none or all of what its column names: empty, a dash, "Total", "all"."""
    return blank(cell) or (isinstance(cell, str) and len(cell) <= LONGEST_SUM and is_wholly(cell, "sum", "all"))


def formula(cell: str) -> Why | None:
    """Return why a text that a spreadsheet takes for a formula is not read, None where it is none."""
    if not cell.lstrip().startswith("="):
        return None
    return Why(_("{text} is a formula, which is never worked out: send its value").format(text=quoted(cell)))


def name_reader(find: Callable[[str], Meant], otherwise: str | None, missing: str) -> Callable[[Cell], str | Why]:
    """Return how a cell that names an agency, stage or content type is read.

    Args:
        find: What a text means.
        otherwise: What holds where the cell is empty.
        missing: Why an empty cell cannot be counted where nothing holds.
    """

    def read(cell: Cell) -> str | Why:
        if blank(cell):
            return otherwise if otherwise is not None else Why(missing)
        text = cell if isinstance(cell, str) else as_shown(cell)
        meant = find(text)
        if meant.slug is not None:
            return meant.slug
        if len(text) <= LONGEST_SUM and is_wholly(text, "sum", "all"):
            return SUMS_UP
        return formula(text) or (counts.failed(text) if counts.is_error(text) else Why(meant.why))

    return read


def provider_reader(
    find: Callable[[str], Meant], otherwise: str | None, *, needed: bool
) -> Callable[[Cell], str | Why | None]:
    """Return how a cell that names a provider is read; "others" and "unknown" name none.

    Args:
        find: What a text means.
        otherwise: What holds where the cell is empty.
        needed: A row without a provider cannot be counted: a running total without one is of all providers.
    """

    def read(cell: Cell) -> str | Why | None:
        unnamed = isinstance(cell, str) and len(cell) <= 60 and is_wholly(cell, "nobody")
        if unnamed or blank(cell):
            if not unnamed and otherwise is not None:
                return otherwise
            return Why(_("a running total without a provider would be of all of them: name it")) if needed else None
        return name_reader(find, None, "")(cell)

    return read


def read_qualifier(cell: Cell) -> str | Why | None:
    """Return how firmly a number was said, None where the cell is empty."""
    if blank(cell):
        return None
    text = cell if isinstance(cell, str) else as_shown(cell)
    said = counts.qualifier_of(text)
    slug = text.strip().casefold()
    if said is None and slug in ("exact", "at_least", "at_most", "about"):
        said = slug
    return said or Why(_("{text} is no known qualifier: exact, at least, at most or about").format(text=quoted(cell)))


def read_note(cell: Cell) -> str | None:
    """Return a note as it is kept, None where there is nothing to see."""
    if cell is None:
        return None
    text = cell if isinstance(cell, str) else as_shown(cell)
    said = clean(text[: 4 * LONGEST_NOTE]).strip()
    if not said or not is_visible(said):
        return None
    return said if len(said) <= LONGEST_NOTE and len(text) <= 4 * LONGEST_NOTE else f"{said[: LONGEST_NOTE - 1]}…"


def read_ref(cell: Cell) -> str | Why | None:
    """Return the sender's own reference, None where there is none, or why it cannot be one."""
    if cell is None:
        return None
    if isinstance(cell, str):
        if cell.isalnum() and cell.isascii() and len(cell) <= LONGEST_REF:
            return cell
        text = cell
    elif isinstance(cell, float) and cell == cell and abs(cell) < 2**53 and cell == int(cell):
        text = str(int(cell))
    elif isinstance(cell, datetime | date):  # as a text file would have it
        midnight = isinstance(cell, datetime) and cell.time() == time(0)
        text = cell.date().isoformat() if isinstance(cell, datetime) and midnight else str(cell)
    else:
        text = as_shown(cell)
    if len(text) > 4 * LONGEST_REF or len(said := clean(text).strip()) > LONGEST_REF:
        return Why(_("a reference has at most {most} characters").format(most=LONGEST_REF))
    if said in NOTHING:
        return None
    if said[0] == "=":
        return formula(said)
    if counts.is_error(said):
        return counts.failed(said)
    if REPLACEMENT in said:  # two of the sender's must not become one
        return Why(_("the reference holds characters that cannot be kept: send it without them"))
    said = " ".join(said.split())
    return said if said.isascii() or is_visible(said) else Why(_("a reference needs something that can be seen"))
