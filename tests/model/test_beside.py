"""Is like held against like when a published figure is compared with the ledger?"""

from collections.abc import Callable
from pathlib import Path

from board.locale import phrases
from board.model.beside import Beside, beside
from board.model.figure import Quantity, share
from board.model.situation import Situation
from board.model.vocabulary import Qualifier
from board.model.wanted import SituationOf
from board.store.reader import Reader
from tests.conftest import NOON
from tests.entries import ACTION, count


def said(situation: Situation, slug: str) -> Beside | None:
    """Return what stands beside a statement of the record."""
    return beside(next(one for one in situation.statements if one.slug == slug), situation)


def slug_of(situation: Situation, agency: str, stage: str) -> str:
    """Return the first statement of an agency on the whole action at a stage."""
    return next(
        one.slug
        for one in situation.statements
        if one.agency.slug == agency and one.stage == stage and one.of_the_whole and one.quantity is not None
    )


def test_nothing_is_beside_while_nothing_is_counted(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """A figure of a stage that the ledger has not counted stands alone."""
    reader = open_readers(store_path)
    situation = reader.read(SituationOf(ACTION))
    assert all(beside(one, situation) is None for one in situation.statements)
    count(reader.store, "bka", "video", "held", 5, at=NOON)
    situation = reader.read(SituationOf(ACTION))
    assert said(situation, slug_of(situation, "europol", "referred")) is None


def test_items_are_held_against_all_units_of_the_same_verb(reader: Reader) -> None:
    """26 000 referred stands beside what was referred, of every unit; never beside what was removed."""
    count(reader.store, "bka", "video", "referred", 25_000, at=NOON)
    count(reader.store, "bka", "account", "referred", 400, at=NOON)
    count(reader.store, "bka", "account", "removed", 7, at=NOON)
    situation = reader.read(SituationOf(ACTION))
    found = said(situation, slug_of(situation, "europol", "referred"))
    assert found == Beside(Quantity(25_400), -600, fits=False)
    assert phrases.held_against(found) == "the ledger has 25,400: 600 fewer"
    assert phrases.held_shortly(found) == "ledger 25,400 (−600)"
    found = said(situation, slug_of(situation, "federal-police-be", "removed"))
    assert found is not None
    assert found.tally == Quantity(7)


def test_more_than_fits_more(reader: Reader) -> None:
    """Whoever said "more than 26 000" is not contradicted by 26 012."""
    count(reader.store, "bka", "video", "referred", 26_012, at=NOON)
    situation = reader.read(SituationOf(ACTION))
    found = said(situation, slug_of(situation, "europol", "referred"))
    assert found is not None
    assert found.fits
    assert phrases.held_against(found) == "the ledger has 26,012: it fits"


def test_a_partners_part_is_held_against_its_own_tally(reader: Reader) -> None:
    """The 1,300 accounts of the BKA stand beside the accounts that the BKA counted, and nobody else's."""
    count(reader.store, "bka", "account", "referred", 1_200, at=NOON)
    count(reader.store, "eu-iru", "account", "referred", 9_000, at=NOON)
    situation = reader.read(SituationOf(ACTION))
    own = next(panel for panel in situation.partners if panel.agency.slug == "bka").own
    part = next(one for one in own if one.quantity is not None and one.part is None and one.unit == "account")
    found = beside(part, situation)
    assert found is not None
    assert found.tally == Quantity(1_200)


def test_a_share_is_as_firm_as_both() -> None:
    """At least 50 of at least 100 is about a half; of nothing there is no share."""
    at_least, at_most, about = Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ABOUT
    assert share(Quantity(50), Quantity(100)) == Quantity(50)
    assert share(Quantity(50, at_least), Quantity(100)) == Quantity(50, at_least)
    assert share(Quantity(50), Quantity(100, at_least)) == Quantity(50, at_most)
    assert share(Quantity(50, at_least), Quantity(100, at_least)) == Quantity(50, about)
    assert share(Quantity(0), Quantity(0)) is None
