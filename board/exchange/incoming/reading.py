"""The rows of a recognised table, understood one after the other: counts, items, and what cannot be counted and why.

A row is counted whole or not at all: who puts it right and sends it again then counts nothing twice. An empty cell, a
dash or a nought reports nothing; beside several columns of counts "n/a" does too, but alone it is no number.

A row sums up others, and is passed over, where a word for a sum and nothing else stands in place of its day or a name,
unless provider and content type are named beside it. Elsewhere such a word may mean anything: a row that it makes
doubtful is refused, so that a person sees it.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from board.exchange.incoming import cells as said_by
from board.exchange.incoming import counts
from board.exchange.incoming.beside import beside_reader
from board.exchange.incoming.cells import LONGEST_REF, Cells, blank
from board.exchange.incoming.counts import Amount, Why
from board.exchange.incoming.headings import quoted
from board.exchange.incoming.heads import suffix_of
from board.exchange.incoming.recognition import Recognition
from board.exchange.incoming.sections import Sections
from board.exchange.incoming.sum_rows import SumRows, in_words
from board.exchange.incoming.when import When
from board.locale import _, punctuation
from board.model.incoming import Cell, Item, Sent, Skipped, Table, Understood, Unread
from board.store.refused import Refused


def understand(
    recognition: Recognition, table: Table, normalise: Callable[[str], str], now: datetime
) -> Iterator[Understood]:
    """Yield what the rows of a table say, in their order.

    Args:
        recognition: Of this table.
        table: Gone through once.
        normalise: Returns an address or handle in its one form; raises ValueError that says in words why it has none.
        now: The present instant, aware. No count lies after it.

    Raises:
        Refused: A question still stands, or as `Table.rows`.
    """
    if recognition.questions:
        raise Refused(recognition.questions[0].text)
    yield from _Rows(recognition, table, normalise, now).understood()


class _Counting(NamedTuple):
    """A column of counts, ready to be read."""

    place: int
    amounts: Cells[Amount | Why]
    stage: str | None
    content_type: str | None
    provider: str | None
    """By its head; so is the next."""
    at: int | Why | None
    suffix: str
    """Tells the references of several counts of one row apart."""


class _Rows:
    """Reads rows; what a cell means is worked out once for each different text."""

    def __init__(self, recognition: Recognition, table: Table, normalise: Callable[[str], str], now: datetime) -> None:
        self._table, self._normalise = table, normalise
        self._totals, self._wide = recognition.totals, recognition.wide
        self._places = places = recognition.places
        self._width = len(table.header)
        when = When(recognition.days, recognition.clock, recognition.at, now)
        most = said_by.MOST_REMEMBERED // max(1, len(recognition.counts) // 4)  # of all columns of counts together
        self._counting = [
            _Counting(
                count.place,
                Cells(self._amount_reader(recognition.numbers.get(count.place, counts.Writing())), most),
                count.stage,
                count.content_type,
                count.provider,
                None if count.day is None else when.on(count.day),
                suffix_of(count, recognition.days) if self._wide else "",
            )
            for count in recognition.counts
        ]
        read = {places[role] for role in ("agency", "provider", "stage", "content_type", "date") if role in places}
        read |= {count.place for count in self._counting}
        self._watched = [place for place in range(self._width) if place not in read]
        self._sums = SumRows(places, self._watched)
        self._told: list[Understood] = []
        """What is said of rows above the one that is being read, once that is known."""
        self._sections = Sections(recognition, table.header, self._told)
        self._read_beside = self._beside = beside_reader(recognition, when, self._sums, self._watched)
        self._numbers: list[int] | None = None
        """Of the row that was read last, None where it was not counted."""

    def _amount_reader(self, writing: counts.Writing) -> Callable[[Cell], Amount | Why]:
        wide = self._wide

        def read(cell: Cell) -> Amount | Why:
            if wide and counts.says_nothing(cell):
                return Why(_("it reports nothing"), nothing=True)
            return counts.read(cell, writing)

        return read

    def understood(self) -> Iterator[Understood]:
        """Yield what each row says; the last one only once it is known whether it sums up all others."""
        row = self._item if "address" in self._places else self._counts
        told, before = self._told, [0] * len(self._counting)
        counted = 0
        last: list[Understood] = []
        last_cells: Sequence[Cell] = ()
        for line, cells in self._table.rows():
            if last:
                yield from last
                if self._numbers is not None:
                    counted += 1
                    for place, number in enumerate(self._numbers):
                        before[place] += number
            self._numbers = None
            if len(cells) == self._width:
                last, last_cells = row(line, cells), cells
            else:
                last, last_cells = self._of_other_width(row, line, cells)
            if told:
                yield from told
                told.clear()
        self._sections.end()
        yield from told
        if last:
            yield from self._unless_sum(last, last_cells, before, counted)

    def _of_other_width(
        self, row: Callable[[int, Sequence[Cell]], list[Understood]], line: int, cells: Sequence[Cell]
    ) -> tuple[list[Understood], Sequence[Cell]]:
        """Return what a row says that has fewer cells than the header, or more, and its cells as they are read."""
        if len(cells) < self._width:
            cells = (*cells, *(None,) * (self._width - len(cells)))
            return row(line, cells), cells
        why = Why(_("the row has more cells than the header: what holds a comma, or what parts cells, must be quoted"))
        return self._looked_at(line, cells, [why], Unread(line, why.text, tuple(cells))), cells

    def _unless_sum(
        self, last: list[Understood], cells: Sequence[Cell], before: list[int], counted: int
    ) -> Iterator[Understood]:
        """Yield what the last row says, unless its numbers are the sums of all that were counted above."""
        amounts = [counting.amounts[cells[counting.place]] for counting in self._counting]
        numbers = [amount.quantity if isinstance(amount, Amount) else 0 for amount in amounts]
        several = counted > 2 and sum(1 for number in numbers if number) > 1
        if counted < 2 or isinstance(last[0], Skipped) or numbers != before:
            yield from last
        elif self._sums.lacks_all(cells):
            yield Skipped(
                last[0].line, _("its numbers are the sums of all rows above: counted, they would count twice")
            )
        elif several or self._sums.lacks_some(cells):
            why = _("its numbers are the sums of all rows above: if they are new all the same, record them by hand")
            yield Unread(last[0].line, why, tuple(cells))
        else:
            yield from last

    def _counts(self, line: int, cells: Sequence[Cell]) -> list[Understood]:
        beside = self._beside(cells)
        if isinstance(beside, list):
            return self._uncounted(line, cells, beside)
        agency, provider, row_stage, row_type, firmness, at, note, ref = beside
        understood: list[Understood] = []
        numbers: list[int] = []
        nothing: list[Why] = []
        for place, amounts, stage, content_type, of_provider, of_day, suffix in self._counting:
            amount = amounts[cells[place]]
            if isinstance(amount, Why):
                if not amount.nothing:
                    return self._uncounted(line, cells, [self._in_column(place, amount)])
                nothing = [amount]
                numbers.append(0)
                continue
            if isinstance(of_day, Why):
                return self._uncounted(line, cells, [self._in_column(place, of_day)])
            quantity, qualifier = amount
            numbers.append(quantity)
            if ref is not None and suffix:
                if len(ref) + len(suffix) > LONGEST_REF:
                    why = Why(_("a reference has at most {most} characters").format(most=LONGEST_REF - len(suffix)))
                    return self._uncounted(line, cells, [why])
                own = ref + suffix
            else:
                own = ref  # type: ignore[assignment]
            understood.append(
                Sent(
                    line,
                    agency,
                    stage or row_stage,
                    content_type or row_type,
                    quantity,
                    qualifier or firmness,
                    of_provider or provider,
                    at if of_day is None else of_day,
                    note,
                    own,
                    self._totals,
                )
            )
        if not understood:
            return self._uncounted(line, cells, nothing)
        self._numbers = numbers
        return understood

    def _in_column(self, place: int, why: Why) -> Why:
        return Why(punctuation.labelled(quoted(self._table.header[place]), why.text)) if self._wide else why

    def _item(self, line: int, cells: Sequence[Cell]) -> list[Understood]:
        cell = cells[self._places["address"]]
        beside = self._beside(cells)
        if blank(cell):
            beside = beside if isinstance(beside, list) else []
            return self._uncounted(line, cells, [Why(_("no address stands in it"), nothing=True), *beside])
        if isinstance(beside, list):
            return self._uncounted(line, cells, beside)
        for counting in self._counting:
            amount = counting.amounts[cells[counting.place]]
            if amount != (1, None) and not blank(cells[counting.place]):
                why = _("an address is one item, and {text} stands beside it")
                return self._uncounted(line, cells, [Why(why.format(text=quoted(cells[counting.place])))])
        address = self._address(cell)
        if isinstance(address, Why):
            return self._uncounted(line, cells, [address])
        agency, provider, stage, content_type, _firmness, at, note, ref = beside
        return [Item(line, agency, stage, content_type, address, provider, at, note, ref)]

    def _address(self, cell: Cell) -> str | Why:
        if not isinstance(cell, str):
            return Why(_("{text} is no address").format(text=quoted(cell)))
        try:
            return said_by.formula(cell) or self._normalise(cell)
        except ValueError as error:
            return Why(str(error))

    def _uncounted(self, line: int, cells: Sequence[Cell], whys: list[Why]) -> list[Understood]:
        """Return a row that is not counted as what it is; nothing where that is told later.

        A row of which there is a count speaks of itself.
        """
        verdict = self._verdict(line, cells, whys)
        if self._counting and any(isinstance(one.amounts[cells[one.place]], Amount) for one in self._counting):
            found = [verdict]
        else:
            found = self._looked_at(line, cells, whys, verdict)
        if found == [verdict] and isinstance(verdict, Unread):
            self._sections.settle()
        return found

    def _looked_at(self, line: int, cells: Sequence[Cell], whys: list[Why], verdict: Understood) -> list[Understood]:
        """Return a row that is not counted as what it is, unless it speaks of the rows below it."""
        said = self._sections.seen(line, cells, whys, verdict)
        self._beside = self._sections.watching(self._read_beside)
        return [] if said is None else [said]

    def _verdict(self, line: int, cells: Sequence[Cell], whys: list[Why]) -> Understood:
        """Return a row that is not counted as what it is: a sum of others, one that reports nothing, or not read."""
        if self._sums.is_one(cells, whys):
            return Skipped(line, _("it sums up other rows: counted, it would count twice"))
        if all(blank(cell) for cell in cells):
            return Skipped(line, _("the row is empty"))
        if self._counting and "address" not in self._places:
            amounts = [counting.amounts[cells[counting.place]] for counting in self._counting]
            if all(isinstance(amount, Why) and amount.nothing for amount in amounts):
                said = amounts[0]
                return Skipped(line, said.text if isinstance(said, Why) and not self._wide else _("it reports nothing"))
        whys = [in_words(why) for why in whys]
        if whys and all(why.nothing for why in whys) and "address" in self._places:
            return Unread(line, whys[0].text, tuple(cells))
        return Unread(line, punctuation.one_by_one(dict.fromkeys(why.text for why in whys)), tuple(cells))
