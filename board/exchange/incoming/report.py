"""What is said of a partner's file: how it is read, before it is taken in, and what came of it, after."""

import json
from collections.abc import Sequence

from board.exchange.incoming.findings import Question
from board.exchange.incoming.handing_in import Looked
from board.exchange.incoming.refused_rows import RefusedRows
from board.exchange.lines import cells
from board.locale import _, columns, ngettext, phrases, punctuation
from board.model.address import defang
from board.model.figure import Quantity
from board.model.taken import Taken
from board.model.vocabulary import ContentType, Stage

FIRST = 10
"""Refused rows that are said at once; all of them stand in their file."""

WIDTHS = (26, 16, 46, 30)
"""Columns of the terminal that a column of the table takes at most."""

OPTIONS = {
    "agency": "--partner",
    "stage": "--stage",
    "content_type": "--content-type",
    "totals": "--increments / --totals",
    "day_order": "--day-order",
    "decimal": "--decimal",
    "date": "--as-of",
}
"""What answers a question on the command line; for a column it is --column."""


def as_read(looked: Looked) -> str:
    """Return how a table is read, as text."""
    recognition = looked.recognition
    lines = [_("{file}: {kind}").format(file=looked.table.name, kind=looked.table.kind.upper())]
    if recognition is None:
        lines.append(_("  the ledger of a board: every entry with its own id"))
    else:
        table = [(_("column"), _("taken for"), _("because"), _("for instance"))]
        table += [
            (defang(one.header) or "–", columns.meaning(one.meaning), one.why, " · ".join(one.samples))
            for one in recognition.columns
        ]
        lines += [f"  {line}" for line in _aligned(table)]
        for found in recognition.found:
            said = f"{columns.value(found.what, found.value)} ({defang(found.why)})"
            lines.append(f"  {punctuation.labelled(columns.holding(found.what), said)}")
    lines += [f"  ! {defang(notice)}" for notice in looked.notices]
    return "\n".join(lines) + "\n"


def _aligned(table: Sequence[tuple[str, ...]]) -> list[str]:
    """Return rows as lines with their columns below each other."""
    cut = [tuple(_cut(cell, width) for cell, width in zip(row, WIDTHS, strict=True)) for row in table]
    widths = [max(cells(row[place]) for row in cut) for place in range(len(WIDTHS))]
    return [
        "  ".join(cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cut
    ]


def _cut(text: str, width: int) -> str:
    if cells(text) <= width:
        return text
    while text and cells(text) >= width:
        text = text[: max(0, min(len(text) - 1, width))]
    return f"{text}…"


def question_in_words(question: Question) -> str:
    """Return a question with the option that answers it.

    A column is named without a live address; so it is found again (`told.told_meaning`).
    """
    about, offered = defang(question.about), [defang(answer) for answer in question.answers]
    if about == "quantity":
        option = f"--column {offered[0]}" if offered else "--column"
    elif about.startswith("column:"):
        option = f"--column '{about.partition(':')[2]}=…'"
    else:
        option = OPTIONS.get(about, about)
    answers = f" [{', '.join(offered[:14])}]" if offered else ""
    return _("{question}{answers} — say it with {option}").format(
        question=defang(question.text), answers=answers, option=option
    )


def came_of_it(looked: Looked, taken: Taken, refused: RefusedRows, *, dry_run: bool) -> str:
    """Return what came of a file, as text."""
    lines = [_("{file}: nothing was written, this is what would be").format(file=looked.table.name)] if dry_run else []
    if taken.same_as is not None:
        lines.append(
            _("{file} was taken in before, as batch {batch}: nothing counts again").format(
                file=looked.table.name, batch=taken.same_as
            )
        )
    counts = [
        (taken.new, ngettext("{count} new", "{count} new", taken.new)),
        (taken.known, ngettext("{count} known before", "{count} known before", taken.known)),
        (taken.shared, _shared(taken.shared)),
        (taken.refused, ngettext("{count} refused", "{count} refused", taken.refused)),
        (taken.skipped, _skipped(taken.skipped)),
    ]
    said = ", ".join(text.format(count=phrases.number(count)) for count, text in counts if count) or _("no row")
    lines.append(_("rows: {said}").format(said=said))
    for (agency, stage, unit), quantity in sorted(taken.tallies.items()):
        if quantity:
            sign = "+" if quantity > 0 else "−"
            figure = phrases.tally(Quantity(abs(quantity)), ContentType(unit), Stage(stage))
            lines.append(f"  {punctuation.labelled(agency, f'{sign}{figure}')}")
    if taken.batch is not None:
        lines.append(_("batch {batch}: board batches reverse {short} --why … takes it back whole").format(
            batch=taken.batch, short=taken.batch[-8:]))  # fmt: skip
    for line, why in refused.first(FIRST):
        lines.append(_("  row {line}: {why}").format(line=line, why=defang(why)))
    if len(refused) > FIRST:
        lines.append(_("  … and {count} more").format(count=phrases.number(len(refused) - FIRST)))
    return "\n".join(lines) + "\n"


def _shared(count: int) -> str:
    return ngettext("{count} shared with other partners", "{count} shared with other partners", count)


def _skipped(count: int) -> str:
    return ngettext("{count} skipped: totals rows and empty ones", "{count} skipped: totals rows and empty ones", count)


def as_json(looked: Looked, taken: Taken | None, refused: RefusedRows, refused_file: str | None) -> str:
    """Return how a file was read and what came of it, as one line of JSON."""
    recognition = looked.recognition
    return json.dumps(
        {
            "file": looked.table.name,
            "kind": looked.table.kind,
            "action": looked.action,
            "columns": [
                {"header": defang(one.header), "meaning": one.meaning, "why": defang(one.why)}
                for one in (recognition.columns if recognition else ())
            ],
            "found": {one.what: one.value for one in (recognition.found if recognition else ())},
            "questions": [
                {"about": defang(one.about), "text": defang(one.text), "answers": list(map(defang, one.answers))}
                for one in (recognition.questions if recognition else ())
            ],
            "notices": list(map(defang, looked.notices)),
            "batch": taken and taken.batch,
            "same_as": taken and taken.same_as,
            "rows": taken
            and {
                "new": taken.new,
                "known": taken.known,
                "shared": taken.shared,
                "refused": taken.refused,
                "skipped": taken.skipped,
            },
            "added": taken
            and [
                {"agency": agency, "stage": stage, "content_type": unit, "quantity": quantity}
                for (agency, stage, unit), quantity in sorted(taken.tallies.items())
            ],
            "refused": [{"row": line, "why": defang(why)} for line, why in refused.first(1_000)],
            "refused_file": refused_file,
        },
        ensure_ascii=False,
    )
