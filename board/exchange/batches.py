"""The list of files that were taken in."""

from collections.abc import Sequence

from board.exchange.table import csv_text, json_text
from board.locale import _, days, phrases
from board.store.batches import Batch


def printed(batches: Sequence[Batch], form: str, *, exercise: bool) -> str:
    """Return batches as text, CSV or JSON.

    Args:
        batches: The newest first.
        form: "text", "csv" or "json".
        exercise: Whether the store is one; every form says it.
    """
    if form == "text":
        return _as_text(batches, exercise=exercise)
    head = (
        "id", "action", "file", "operator", "taken_at", "new", "known", "shared", "refused", "skipped", "reverses",
        "why", "taken_back", "digest", "first_seq", "last_seq", "exercise",
    )  # fmt: skip
    rows = [
        (
            one.id,
            one.action,
            one.file,
            one.operator,
            one.taken_at.isoformat(timespec="milliseconds"),
            one.new,
            one.known,
            one.shared,
            one.refused,
            one.skipped,
            one.reverses,
            one.why,
            one.taken_back,
            one.digest,
            one.first_seq,
            one.last_seq,
            exercise,
        )
        for one in batches
    ]
    return (csv_text if form == "csv" else json_text)(head, rows)


def _as_text(batches: Sequence[Batch], *, exercise: bool) -> str:
    lines = [phrases.exercise_line()] if exercise else []
    if not batches:
        lines.append(_("no file was taken in"))
    for one in batches:
        lines.append(f"{one.id}  {days.instant(one.taken_at)}  {one.operator}  {one.file}")
        if one.reverses is not None:
            lines.append(_("    takes back {batch}: {why}").format(batch=one.reverses, why=one.why))
        else:
            lines.append(
                _("    rows: {new} new, {known} known, {shared} shared, {refused} refused, {skipped} skipped").format(
                    **{name: phrases.number(getattr(one, name)) for name in _COUNTS}
                )
            )
        if one.taken_back is not None:
            lines.append(_("    TAKEN BACK by {batch}").format(batch=one.taken_back))
    return "\n".join(lines) + "\n"


_COUNTS = ("new", "known", "shared", "refused", "skipped")
