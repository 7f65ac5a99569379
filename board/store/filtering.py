"""Which entries fit a filter, in words of SQL."""

from board.model.text import clean, in_any_case
from board.model.wanted import Filter

MOST_FOLDED = 50
"""Different letters beyond ASCII that are looked for in any case; those beyond these are looked for as typed."""


def conditions_of(which: Filter) -> tuple[list[str], list[object]]:
    """Return the conditions of a query on the ledger, called l, for what fits a filter, and their values in order."""
    conditions: list[str] = []
    values: list[object] = []
    for column, value in (
        ("agency", which.agency),
        ("provider", which.provider),
        ("content_type", which.content_type),
        ("stage", which.stage),
    ):
        if value is not None:
            conditions.append(f"l.{column} = ?")
            values.append(str(value))
    if which.text is not None:
        wanted, folded = _folding(which.text)
        operator, ref, note = (folded.format(column) for column in ("l.operator", "coalesce(l.ref, '')", "notes.text"))
        conditions.append(
            f"""(
            instr({operator}, ?) OR instr({ref}, ?) OR instr(lower(hex(l.hash)), ?) = 1
            OR EXISTS (SELECT 1 FROM notes WHERE notes.hash = l.note_hash AND instr({note}, ?))
        )"""  # noqa: S608 ours
        )
        values += [wanted] * 4
    return conditions, values


def _folding(text: str) -> tuple[str, str]:
    """Return a text with the case of its letters taken away, and what does the same in SQL to "{}", a column.

    SQLite's own `lower` knows ASCII letters only. Of the others only those of the text are changed, so that a look
    through the ledger is no slower for a word that has none.
    """
    wanted, folded = clean(text), "lower({})"
    others = sorted({char for char in wanted if not char.isascii() and len(in_any_case(char)) > 1})
    for char in others[:MOST_FOLDED]:
        one, *forms = sorted(in_any_case(char), key=lambda form: (form.isupper(), form))
        for form in forms:  # no quotation mark among them: they are letters
            wanted, folded = wanted.replace(form, one), f"replace({folded}, '{form}', '{one}')"
    return "".join(char.lower() if char.isascii() else char for char in wanted), folded
