"""Is a ledger read in pages the same as a ledger read at once, whatever is filtered and wherever a page starts?"""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from board.exchange.record_line import put_right, read
from board.model.moment import Clock, Moment
from board.model.situation import EntryView
from board.model.vocabulary import ContentType, Stage
from board.model.wanted import EVERYTHING, EntryOf, Filter, LedgerOf, MatrixOf, PartnerOf, SituationOf
from board.store import entries as reading
from board.store.ledger import reverse
from board.store.reader import Reader
from board.store.refused import Refused
from tests.conftest import NOON
from tests.entries import ACTION, count, rehearse

FILTERS = (
    EVERYTHING,
    Filter(agency="bka"),
    Filter(agency="bka", content_type=ContentType.VIDEO),
    Filter(provider="telegram"),
    Filter(stage=Stage.REMOVED),
    Filter(agency="eu-iru", provider="twitter", stage=Stage.REFERRED),
    Filter(operator="second officer"),
    Filter(operator="second officer", stage=Stage.REMOVED),
    Filter(text="14:30"),
    Filter(text="OFFICER", agency="bka"),
    Filter(text="nowhere"),
    Filter(agency="nobody"),
)


@pytest.fixture
def rehearsed(store_path: Path, open_readers: Callable[..., Reader]) -> Reader:
    """A store with some hundred entries, several at the same millisecond, and one of another action."""
    rehearse(store_path, NOON)
    reader = open_readers(store_path)
    count(reader.store, "bka", "video", "removed", 3, at=NOON, action="amaq-2018")
    return reader


def everything(reader: Reader) -> list[EntryView]:
    """Return all entries of the action, the newest first, read one by one."""
    rows = reader.store.connection.execute("SELECT site, seq FROM ledger WHERE action = ? ORDER BY seq DESC", (ACTION,))
    return [reader.entry(site, seq) for site, seq in rows.fetchall()]


def fits(entry: EntryView, which: Filter) -> bool:
    """Say in plain words of Python whether an entry fits."""
    text = (which.text or "").lower()
    return (
        which.agency in (None, entry.agency.slug)
        and which.provider in (None, entry.provider.slug if entry.provider else "")
        and which.content_type in (None, entry.content_type)
        and which.stage in (None, entry.stage)
        and which.operator in (None, entry.operator)
        and (text in entry.operator.lower() or text in (entry.note or "").lower())
    )


def walk(reader: Reader, which: Filter, most: int, *, older: bool) -> list[EntryView]:
    """Return everything that fits, page by page."""
    found: list[EntryView] = []
    beyond = None
    while True:
        page = reader.read(LedgerOf(ACTION, which, beyond, older, most))
        found += page.rows if older else page.rows[::-1]
        if page.looked_to is not None:
            beyond = page.looked_to
        elif page.rows:
            beyond = page.rows[-1 if older else 0].position
        else:
            return found


@pytest.mark.parametrize(("which", "most"), product(FILTERS, (1, 7, 500)))
def test_pages_are_the_whole(which: Filter, most: int, rehearsed: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """In both directions, in pages of any length, looking through a few at a time: each entry once, in order."""
    monkeypatch.setattr(reading, "STEP", 10)
    wanted = [entry for entry in everything(rehearsed) if fits(entry, which)]
    assert walk(rehearsed, which, most, older=True) == wanted
    assert walk(rehearsed, which, most, older=False) == wanted[::-1]


@pytest.mark.parametrize("which", FILTERS)
def test_few_tallies_or_many_make_no_difference(
    which: Filter, rehearsed: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether entries are found by tally or by looking through, they are the same ones."""
    by_tally = walk(rehearsed, which, 50, older=True)
    monkeypatch.setattr(reading, "MOST_TALLIES", -1)
    assert walk(rehearsed, which, 50, older=True) == by_tally


def test_a_rare_entry_is_looked_for_in_steps(rehearsed: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page says where looking stopped, so that somebody can go on; at the end it says that nothing is left."""
    monkeypatch.setattr(reading, "STEP", 50)
    page = rehearsed.read(LedgerOf(ACTION, Filter(text="nowhere")))
    assert page.rows == ()
    assert page.looked_to is not None
    assert page.looked_to.seq == 74  # the fiftieth from the end of 123
    pages = 1
    while page.looked_to is not None:
        page = rehearsed.read(LedgerOf(ACTION, Filter(text="nowhere"), page.looked_to))
        pages += 1
    assert pages == 3


def test_a_page_knows_its_action(rehearsed: Reader) -> None:
    """The count is of the action, whatever is filtered; an action that is not there is refused."""
    page = rehearsed.read(LedgerOf(ACTION, Filter(agency="bka"), most=1))
    assert (page.entries_in_all, page.exercise, len(page.rows)) == (123, True, 1)
    with pytest.raises(Refused, match="there is no action nowhere"):
        rehearsed.read(LedgerOf("nowhere"))


def test_an_entry_knows_its_reversal(reader: Reader) -> None:
    """Both sides name each other, and the reason stands with the reversal."""
    row = count(reader.store, "bka", "video", "removed", 5, at=NOON, ref="BKA-1")
    reverse(reader.store, row.site, row.seq, "typed twice", "second officer", NOON)
    first, second = reader.read(EntryOf(row.site, 1)), reader.read(EntryOf(row.site, 2))
    assert (first.entry.reversed_by, second.entry.reverses) == (2, 1)
    assert (first.other, second.other) == (second.entry, first.entry)
    assert (second.entry.note, second.entry.operator, first.entry.ref) == ("typed twice", "second officer", "BKA-1")
    assert (first.hash, first.hash) == (second.prev_hash, row.hash.hex())
    with pytest.raises(Refused, match="there is no entry 3"):
        reader.read(EntryOf(row.site, 3))


def test_the_tail_and_the_last_change(reader: Reader) -> None:
    """The situation ends with the last entries, and every panel knows its own last one."""
    for number in range(1, 8):
        count(reader.store, "bka", "video", "removed", number, at=NOON - timedelta(minutes=8 - number))
    count(reader.store, "eu-iru", "account", "referred", 9, at=NOON, provider="telegram")
    situation = reader.read(SituationOf(ACTION))
    assert [entry.quantity.value for entry in situation.tail] == [9, 7, 6, 5, 4]
    last = {panel.agency.slug: panel.last for panel in situation.partners}
    assert last["bka"] is not None
    assert last["bka"].quantity.value == 7
    assert last["europol"] is None
    types = {panel.type: panel.last for panel in situation.content_types}
    assert types[ContentType.ACCOUNT] == situation.tail[0]
    assert types[ContentType.GROUP] is None


def test_the_tempo_is_of_the_last_hours(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """Half hours of the last eight, the last hour by itself; what is older or still to come is left out."""
    reader = open_readers(store_path)

    def at(**before: int) -> datetime:
        return NOON - timedelta(**before)

    for quantity, when in ((1, at(hours=9)), (2, at(hours=7, minutes=40)), (4, at(minutes=55)), (8, at(minutes=5))):
        count(reader.store, "bka", "video", "removed", quantity, at=when)
    count(reader.store, "bka", "video", "removed", 16, at=NOON + timedelta(hours=1))
    tempo = reader.read(SituationOf(ACTION)).tempos[Stage.REMOVED]
    assert (sum(tempo.steps), tempo.steps[0], tempo.hour) == (14, 2, 12)
    assert len(tempo.steps) == 16
    panel = next(one for one in reader.read(SituationOf(ACTION)).partners if one.agency.slug == "bka")
    assert panel.tempos[Stage.REMOVED] == tempo


def test_a_partner_counts_by_type_and_provider(rehearsed: Reader) -> None:
    """The cells of a partner add up to its panel, and its entries are its own."""
    file = rehearsed.read(PartnerOf(ACTION, "eu-iru"))
    removed = sum(cell.stages[Stage.REMOVED].value for cell in file.cells if Stage.REMOVED in cell.stages)
    assert removed == file.panel.stages[Stage.REMOVED].value > 0
    assert {entry.agency.slug for entry in file.entries} == {"eu-iru"}
    assert len(file.entries) == 20 < file.entries_in_all
    with pytest.raises(Refused, match="no partner"):
        rehearsed.read(PartnerOf(ACTION, "nobody"))


def test_the_matrix_has_every_partner(rehearsed: Reader) -> None:
    """Partners and content types with a panel stand in it, and only stages at which something was counted."""
    matrix, situation = rehearsed.read(MatrixOf(ACTION)), rehearsed.read(SituationOf(ACTION))
    assert matrix.partners == situation.partners
    assert matrix.content_types == tuple(panel.type for panel in situation.content_types)
    assert set(matrix.stages) == set(situation.stages)


def test_whoever_counts_has_a_panel(reader: Reader) -> None:
    """An agency that is no partner and counts all the same is not lost from sight."""
    count(reader.store, "pharos", "video", "removed", 5, at=NOON)
    panel = reader.read(SituationOf(ACTION)).partners[-1]
    assert (panel.agency.slug, panel.roles, panel.stages[Stage.REMOVED].value) == ("pharos", (), 5)


def test_shares_are_as_firm_as_their_parts(rehearsed: Reader) -> None:
    """The shares of the content types are of the action's tally of the same stage."""
    situation = rehearsed.read(SituationOf(ACTION))
    for panel in situation.content_types:
        for stage, share in panel.shares.items():
            assert share.value == panel.stages[stage].value * 100 // situation.stages[stage].value


def test_a_correction_changes_the_tally_once(reader: Reader) -> None:
    """What is right stands in the place of what was wrong, in the sums too."""
    row = count(reader.store, "bka", "video", "removed", 50, at=NOON)
    right = reader.entry(row.site, row.seq)
    assert right.quantity.value == 50
    right_line = read(reader, "+40 video removed @bka on telegram").line
    said = put_right(reader, (row.site, row.seq), right_line, "no provider", "officer")
    assert "entry 1 taken back, entry 2 in its place" in said
    situation = reader.read(SituationOf(ACTION))
    assert situation.stages[Stage.REMOVED].value == 40
    assert [one.slug for one in situation.providers] == ["telegram"]
    with pytest.raises(Refused, match="taken back before"):
        put_right(reader, (row.site, row.seq), right_line, "again", "officer")
    with pytest.raises(Refused, match="not with ="):
        put_right(reader, (row.site, 2), right_line._replace(total=True), "again", "officer")


@pytest.mark.parametrize(
    ("note", "typed"),
    [
        ("appel de Évreux", ("Évreux", "évreux", "ÉVREUX", "E\u0301vreux", "appel de év")),
        ("ΟΔΟΣ Αθηνών, Σίσυφος", ("οδος", "ΟΔΟΣ", "αθηνών", "ΣΊΣΥΦΟΣ", "σίσυφοσ")),
        ("GROẞE STRAẞE", ("große", "Straße")),
        ("Русский канал", ("РУССКИЙ", "русский", "Канал")),
        ("100 % d'Été 'x' --", ("d'été 'X'", "100 % D'ÉTÉ")),
    ],
)
def test_a_text_is_found_in_any_case_of_any_alphabet(reader: Reader, note: str, typed: tuple[str, ...]) -> None:
    """SQLite's own `lower` knows ASCII letters only; what is typed decomposed is the same word."""
    count(reader.store, "bka", "video", "removed", 3, at=NOON, note=note)
    count(reader.store, "bka", "video", "removed", 4, at=NOON, note="another call")
    for text in typed:
        found = reader.read(LedgerOf(ACTION, Filter(text=text)))
        assert [entry.quantity.value for entry in found.rows] == [3], text
    assert reader.read(LedgerOf(ACTION, Filter(text="Évreuy"))).rows == ()


def test_a_text_of_many_alphabets_is_looked_for_all_the_same(reader: Reader) -> None:
    """More letters than a line holds, each in two forms: SQLite's limits are not reached."""
    letters = "".join(filter(str.islower, map(chr, range(0x80, 0x10000))))
    count(reader.store, "bka", "video", "removed", 3, at=NOON, note=letters)
    assert len(reader.read(LedgerOf(ACTION, Filter(text=letters))).rows) == 1


@pytest.mark.parametrize("which", FILTERS, ids=str)
def test_how_many_fit_is_known_without_looking_through(rehearsed: Reader, which: Filter) -> None:
    """The sums tell it for whatever names a tally, now and at any moment; of a word that was typed nobody knows it."""
    for moment in (
        None,
        Moment(NOON - timedelta(hours=3), Clock.KNOWN),
        Moment(NOON - timedelta(hours=3), Clock.HAPPENED),
    ):
        page = rehearsed.read(LedgerOf(ACTION, which, most=1_000, moment=moment))
        if which.text is None and which.operator is None:
            assert page.fitting == len(page.rows)
        else:
            assert page.fitting is None
