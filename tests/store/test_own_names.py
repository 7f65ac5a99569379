"""Do agencies bear their names in the language in use?"""

import pytest

from board.locale import use
from board.model.wanted import SituationOf
from board.store.reader import Reader


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Germany (authority not named)"), ("fr", "Allemagne (autorité non précisée)")],
)
def test_an_authority_that_is_only_a_country_is_named_in_the_language(reader: Reader, language: str, said: str) -> None:
    """It is the board's own words for it, as every word that a user sees."""
    use(language)
    names = {panel.agency.slug: panel.agency.name for panel in reader.read(SituationOf("ra-2021-12-smug")).partners}
    assert names["authorities-de"] == said
    assert names["europol"] == "Europol"
