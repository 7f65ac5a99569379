"""Is like held against like when a published figure is compared with the ledger?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from board.locale import phrases
from board.model.beside import Beside, beside
from board.model.figure import Quantity, share
from board.model.situation import Situation
from board.model.vocabulary import ContentType, Qualifier
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


POLICE, EUROPOL = ("federal-police-be", "removed"), ("europol", "referred")


def test_items_are_held_against_the_units_that_the_source_names(reader: Reader) -> None:
    """26 000 videos, publications, groups and accounts removed: together, said so; no links, nothing referred."""
    count(reader.store, "bka", "video", "removed", 25_000, at=NOON)
    count(reader.store, "bka", "account", "removed", 400, at=NOON)
    count(reader.store, "bka", "link", "removed", 9_000, at=NOON)
    count(reader.store, "bka", "account", "referred", 7, at=NOON)
    situation = reader.read(SituationOf(ACTION))
    found = said(situation, slug_of(situation, *POLICE))
    units = (ContentType.VIDEO, ContentType.ACCOUNT)
    assert found == Beside(Quantity(25_400), Quantity(-600), fits=False, units=units)
    assert phrases.held_against(found) == "the ledger has 25,400 of 2 kinds: 600 fewer"
    assert phrases.held_shortly(found) == "ledger Σ25,400 (−600)"


def test_items_without_named_units_are_held_against_all(reader: Reader) -> None:
    """Over 26 000 items referred: a mixture, so it is held against everything that was referred."""
    count(reader.store, "bka", "video", "referred", 26_000, at=NOON)
    count(reader.store, "bka", "link", "referred", 12, at=NOON)
    situation = reader.read(SituationOf(ACTION))
    found = said(situation, slug_of(situation, *EUROPOL))
    assert found is not None
    assert phrases.held_against(found) == "the ledger has 26,012 of 2 kinds: it fits"


def test_one_unit_is_no_mixture(reader: Reader) -> None:
    """320 videos are not 25,680 fewer than 26 000 items, and at least 5,366 videos do not fit them either."""
    count(reader.store, "bka", "video", "removed", 320, at=NOON)
    situation = reader.read(SituationOf(ACTION))
    found = said(situation, slug_of(situation, *POLICE))
    assert found is not None
    assert phrases.held_against(found) == "the ledger has 320 videos"
    assert phrases.held_shortly(found) == "ledger 320 videos"
    count(reader.store, "bka", "video", "removed", 5_046, at=NOON, qualifier=Qualifier.AT_LEAST)
    situation = reader.read(SituationOf(ACTION))
    found = said(situation, slug_of(situation, *POLICE))
    assert found is not None
    assert phrases.held_against(found) == "the ledger has at least 5,366 videos"


def test_items_are_held_against_items(reader: Reader) -> None:
    """Who counts items as such counts what the source counts, and nothing more need be said."""
    count(reader.store, "bka", "item", "removed", 25_400, at=NOON)
    situation = reader.read(SituationOf(ACTION))
    found = said(situation, slug_of(situation, *POLICE))
    assert found == Beside(Quantity(25_400), Quantity(-600), fits=False)
    assert phrases.held_against(found) == "the ledger has 25,400: 600 fewer"
    assert phrases.held_shortly(found) == "ledger 25,400 (−600)"


@pytest.mark.parametrize(
    ("quantity", "qualifier", "says"),
    [
        (26_012, Qualifier.EXACT, "26,012: it fits"),
        (26_000, Qualifier.ABOUT, "about 26,000: it fits"),
        (25_000, Qualifier.AT_LEAST, "at least 25,000: at most 1,000 fewer"),
        (25_000, Qualifier.AT_MOST, "at most 25,000: at least 1,000 fewer"),
        (320, Qualifier.ABOUT, "about 320: about 25,680 fewer"),
    ],
)
def test_a_difference_is_as_firm_as_the_tally(reader: Reader, quantity: int, qualifier: Qualifier, says: str) -> None:
    """Whoever said "more than 26 000" is not contradicted by 26 012; a tally that may be more is less short of it."""
    count(reader.store, "bka", "item", "removed", quantity, at=NOON, qualifier=qualifier)
    situation = reader.read(SituationOf(ACTION))
    found = said(situation, slug_of(situation, *POLICE))
    assert found is not None
    assert phrases.held_against(found) == f"the ledger has {says}"


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


def test_what_is_no_part_has_no_share() -> None:
    """More than all of it, less than nothing of it: no percentage, however it is qualified."""
    assert share(Quantity(100), Quantity(100)) == Quantity(100)
    assert share(Quantity(101), Quantity(100)) is None
    assert share(Quantity(5_368, Qualifier.AT_LEAST), Quantity(20)) is None
    assert share(Quantity(-1), Quantity(100)) is None
