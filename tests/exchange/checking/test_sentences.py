"""Is a text cut so that no phrase loses its number, however long it goes on without a full stop?"""

import unicodedata

import pytest

from board.exchange.checking.draft import draft_of
from board.exchange.checking.numerals import numerals
from board.exchange.checking.sentences import LONGEST, sentences
from tests.exchange.checking.conftest import Checks


@pytest.mark.parametrize(
    "phrase",
    [
        "plus de 26 000 contenus signalés ",
        "au moins 26 000 contenus ont été signalés ",
        "meer dan 26.000 inhouden werden aan de platformen gemeld ",
        "mehr als 26.000 Inhalte wurden den Anbietern gemeldet ",
        "more than 26,000 items were referred to the providers ",
    ],
)
def test_the_same_phrase_gets_the_same_finding_however_often(phrase: str, checked: Checks) -> None:
    found = checked("rough", phrase * 500).findings
    assert len(found) == 500
    assert {(str(one.kind), one.claim.said.qualifier, one.claim.stages) for one in found} == {
        ("agrees", "at_least", found[0].claim.stages)
    }


def test_every_number_of_a_long_sentence_is_read_once() -> None:
    plain = draft_of("wij verwijderden er 1.234 en toen nog eens wat meer en " * 200).plain
    found = numerals(plain)
    owned = [token.start for one in sentences(plain, found) for token in one.tokens if token.number and one.owns(token)]
    assert len(plain) > 5 * LONGEST
    assert owned == [one.start for one in found]


def test_accents_that_stand_apart_are_read(checked: Checks) -> None:
    """As some systems write them."""
    text = unicodedata.normalize("NFD", "Au total, 24 640 contenus ont été signalés et vingt-quatre vidéos retirées.")
    done = checked("room", text)
    assert [str(one.kind) for one in done.findings] == ["agrees", "unknown"]
    assert done.findings[0].claim.stages == {"referred"}


def test_a_text_without_a_blank_is_read_in_pieces_too() -> None:
    """So that the work grows with the text and no faster."""
    longest = max(len(one.words) for one in sentences("(" * 200_000, []))
    assert longest < 2 * LONGEST
