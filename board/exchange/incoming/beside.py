"""What a row says beside its numbers: who, where, what was done, of what, how firmly, when; a note and a reference."""

from collections.abc import Callable, Sequence

from board.exchange.incoming import cells as said_by
from board.exchange.incoming.cells import Cells
from board.exchange.incoming.counts import Why
from board.exchange.incoming.headings import SUM_BEGINS, content_type_of, stage_of
from board.exchange.incoming.known import agencies, providers
from board.exchange.incoming.recognition import Recognition
from board.exchange.incoming.sum_rows import SumRows
from board.exchange.incoming.when import When
from board.locale import _
from board.model.incoming import Cell

Beside = tuple[str, str | None, str, str, str, int | None, str | None, str | None]
"""What a row says beside its numbers: agency, provider, stage, content type, qualifier, moment, note, reference."""


def beside_reader(
    recognition: Recognition, when: When, sums: SumRows, watched: Sequence[int]
) -> Callable[[Sequence[Cell]], Beside | list[Why]]:
    """Return what reads all that a row says beside its numbers, or why it cannot be counted.

    A closure over plain names, and what no column says worked out beforehand: this is half the work of a row.

    Args:
        recognition: Of the table.
        when: Reads when rows were true.
        sums: Tells which rows sum up others.
        watched: Places of the columns that say neither what was counted nor when.
    """
    places, counts, constant = recognition.places, recognition.counts, recognition.constant
    agencies_ = Cells(
        said_by.name_reader(agencies(recognition.known).find, constant("agency"), _("no agency is named"))
    )
    stages = Cells(said_by.name_reader(stage_of, constant("stage"), _("no stage is named")))
    types = Cells(said_by.name_reader(content_type_of, constant("content_type"), _("no content type is named")))
    needed = recognition.totals and "provider" in places
    providers_ = Cells(said_by.provider_reader(providers(recognition.known).find, constant("provider"), needed=needed))
    firmnesses = Cells(said_by.read_qualifier)
    has_stages = bool(counts) and all(count.stage is not None for count in counts)
    has_types = bool(counts) and all(count.content_type is not None for count in counts)
    of_agency, of_provider, of_stage, of_type = map(places.get, ("agency", "provider", "stage", "content_type"))
    of_firmness, of_note, of_ref = map(places.get, ("qualifier", "note", "ref"))
    no_agency, no_provider = agencies_[None], providers_[None]
    no_stage: str | Why = "" if has_stages else stages[None]
    no_type: str | Why = "" if has_types else types[None]
    if has_stages:
        of_stage = None
    if has_types:
        of_type = None
    exact = constant("qualifier") or "exact"
    at_of = when.reader(places.get("date"), places.get("time"))
    if any(count.day is not None for count in counts):
        at_of = _at_its_head
    may_sum, begins, note_of, ref_of = sums.may_be, SUM_BEGINS.match, said_by.read_note, said_by.read_ref

    def read(cells: Sequence[Cell]) -> Beside | list[Why]:
        for place in watched:
            cell = cells[place]
            if isinstance(cell, str) and begins(cell) is not None and (why := may_sum(cell, cells)) is not None:
                return [why]
        agency = no_agency if of_agency is None else agencies_[cells[of_agency]]
        provider = no_provider if of_provider is None else providers_[cells[of_provider]]
        stage = no_stage if of_stage is None else stages[cells[of_stage]]
        kind = no_type if of_type is None else types[cells[of_type]]
        at = at_of(cells)
        firmness = exact if of_firmness is None else firmnesses[cells[of_firmness]]
        ref = None if of_ref is None else ref_of(cells[of_ref])
        if (
            isinstance(agency, Why)
            or isinstance(provider, Why)
            or isinstance(stage, Why)
            or isinstance(kind, Why)
            or isinstance(at, Why)
            or isinstance(firmness, Why)
            or isinstance(ref, Why)
        ):
            return [one for one in (agency, provider, stage, kind, at, firmness, ref) if isinstance(one, Why)]
        note = None if of_note is None else note_of(cells[of_note])
        return agency, provider, stage, kind, firmness or exact, at, note, ref

    return read


def _at_its_head(_cells: Sequence[Cell]) -> int | Why | None:
    """Return no moment for the row: each of its counts has its own."""
    return None
