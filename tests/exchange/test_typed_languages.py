"""Is a typed line understood in four languages, whichever the board speaks?"""

from datetime import UTC, datetime

import pytest

from board.exchange.names import Names
from board.exchange.quick_entry import in_words, understand
from board.locale import LANGUAGES, use
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, ContentType, Qualifier, Stage

NOW = datetime(2019, 11, 24, 18, 0, tzinfo=UTC)
NAMES = Names(partners=("eu-iru",), agencies=("eu-iru",), providers=("telegram",))


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "unit", "stage"),
    [
        ("+120 vidéos retirées @eu-iru sur telegram", ContentType.VIDEO, Stage.REMOVED),
        ("+1 vidéo signalée @eu-iru sur telegram", ContentType.VIDEO, Stage.REFERRED),
        ("+120 video's verwijderd @eu-iru op telegram", ContentType.VIDEO, Stage.REMOVED),
        ("+120 accounts gemeld @eu-iru op telegram", ContentType.ACCOUNT, Stage.REFERRED),
        ("+120 Videos gelöscht @eu-iru auf telegram", ContentType.VIDEO, Stage.REMOVED),
        ("+120 Konten gemeldet @eu-iru auf telegram", ContentType.ACCOUNT, Stage.REFERRED),
        ("+120 videos removed @eu-iru on telegram", ContentType.VIDEO, Stage.REMOVED),
    ],
)
def test_whole_words_of_every_language(spoken: str, typed: str, unit: ContentType, stage: Stage) -> None:
    """The room speaks four languages at once: a whole word means the same whatever the board speaks."""
    use(spoken)
    line = understand(typed, NAMES, NOW)
    assert line.problems == ()
    assert (line.quantity, line.content_type, line.stage, line.agency, line.provider)[1:] == (
        unit, stage, "eu-iru", "telegram",
    )  # fmt: skip


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("unit", LEDGER_TYPES)
def test_what_was_understood_means_the_same_when_it_is_typed(spoken: str, unit: ContentType) -> None:
    """The board's own words are its input in each language, with every stage, qualifier, a day and a provider."""
    use(spoken)
    for stage in LEDGER_STAGES:
        for sign in (">", "~", ""):
            typed = f"+{sign}1200 {unit} {stage} @eu-iru on telegram 2019-11-22 14:05 # by phone"
            line = understand(typed, NAMES, NOW)
            assert line.problems == (), typed
            again = understand(in_words(line), NAMES, NOW)
            assert again == line, in_words(line)


@pytest.mark.parametrize(
    ("spoken", "typed"), [("fr", "+5 vid reti @eu"), ("nl", "+5 vid verwijderd @eu"), ("de", "+5 vid entf @eu")]
)
def test_beginnings_of_words_in_the_language_in_use(spoken: str, typed: str) -> None:
    """What is unique is enough."""
    use(spoken)
    line = understand(typed, NAMES, NOW)
    assert (line.content_type, line.qualifier) == (ContentType.VIDEO, Qualifier.EXACT)
    assert line.stage == Stage.REMOVED


def test_a_sign_typed_once_more_is_one_sign() -> None:
    """The key + opens the line with the sign; whoever types it again means it once."""
    assert understand("++12 videos removed @eu-iru", NAMES, NOW) == understand("+12 videos removed @eu-iru", NAMES, NOW)
    assert understand("+-12 videos removed @eu-iru", NAMES, NOW).problems
