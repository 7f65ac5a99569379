"""Which language is spoken, and are numbers and dates those of the language?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.dates import format_date, format_skeleton, get_month_names
from babel.numbers import format_decimal

from board.locale import LANGUAGES, _, days, everywhere, from_environment, language, phrases, speaking, use, words
from board.model.figure import Quantity
from board.model.vocabulary import LEDGER_STAGES, ContentType, Qualifier, Stage

NOVEMBER = datetime(2019, 11, 24, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("environment", "asked"),
    [
        ({}, "en"),
        ({"LANG": "nl_BE.UTF-8"}, "nl"),
        ({"LANG": "de_DE@euro"}, "de"),
        ({"LANG": "nl_BE.UTF-8", "LC_MESSAGES": "fr_BE.UTF-8"}, "fr"),
        ({"LANG": "nl_BE.UTF-8", "LC_ALL": "de"}, "de"),
        ({"LANG": "nl_BE.UTF-8", "LANGUAGE": "ja:fr"}, "fr"),
        ({"LANG": "ja_JP.UTF-8"}, "en"),
        ({"LANG": "", "LC_ALL": ""}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "\x1b[31mfr"}, "en"),
        ({"LANG": "f" * 100_000}, "en"),
    ],
)
def test_environment(environment: dict[str, str], asked: str) -> None:
    """The environment is asked in gettext's order; a language the board does not have is English."""
    assert from_environment(environment) == asked


@pytest.mark.parametrize("asked", ["ja", "", "../../etc", "fr_BE"])
def test_unknown_language_is_english(asked: str) -> None:
    """What is no language of the board changes nothing but to English."""
    use("de")
    use(asked)
    assert (language(), _("removed")) == ("en", "removed")


def test_missing_catalog_is_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalog that is missing, or damaged, leaves the board in English instead of nowhere."""
    monkeypatch.setattr("board.locale.FOLDER", tmp_path)
    use("fr")
    assert (language(), _("removed")) == ("en", "removed")
    (tmp_path / "fr" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "fr" / "LC_MESSAGES" / "board.mo").write_bytes(b"no catalog at all")
    use("fr")
    assert (language(), _("removed")) == ("en", "removed")


def test_spoken_for_a_while() -> None:
    """Another language can be spoken within, and the first one is back afterwards."""
    use("fr")
    with speaking("de"):
        assert _("removed") == "entfernt"
    assert _("removed") == "retirés"


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("value", [0, 7, 1000, 26_000, 7_800_000, -1300])
def test_numbers_are_those_of_the_language(spoken: str, value: int) -> None:
    """Thousands are grouped as CLDR does; French has a whole no-break space, as all cells of a terminal are as wide."""
    use(spoken)
    cldr = format_decimal(value, locale=spoken).replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")
    assert phrases.number(value) == cldr.replace("-", "\N{MINUS SIGN}")


@pytest.mark.parametrize("spoken", ["fr", "nl", "de"])
def test_months_are_those_of_the_language(spoken: str) -> None:
    """The short names of months are CLDR's."""
    use(spoken)
    assert list(days.months()) == list(get_month_names("abbreviated", "format", spoken).values())


@pytest.mark.parametrize(("spoken", "said"), [
    ("en", "24 Nov 2019"), ("fr", "24\N{NO-BREAK SPACE}nov. 2019"), ("nl", "24 nov 2019"),
    ("de", "24. Nov. 2019"),
])  # fmt: skip
def test_days_are_said_as_in_the_language(spoken: str, said: str) -> None:
    """A day stands in the order and with the points of its language, as CLDR's skeleton yMMMd.

    The number of a day is not parted from its month at the end of a line where the language keeps them together.
    """
    use(spoken)
    assert days.day("2019-11-24") == said
    if spoken != "en":  # the board's English is that of Europe, CLDR's "en" that of America
        assert format_skeleton("yMMMd", NOVEMBER, locale=spoken) == said.replace("\N{NO-BREAK SPACE}", " ")
        assert format_date(NOVEMBER, "MMM y", locale=spoken) == days.day("2019-11")


def test_a_period_in_german() -> None:
    """Both days of a German period are ordinals."""
    use("de")
    assert days.period("2019-11-21", "2019-11-24") == "21. bis 24. Nov. 2019"


def test_verbs_agree_in_french() -> None:
    """A French verb agrees with its unit in gender and number; alone it is masculine plural."""
    use("fr")
    assert (
        phrases.tally(Quantity(26_000, Qualifier.EXACT), ContentType.VIDEO, Stage.REMOVED)
        == "26\xa0000 vidéos retirées"
    )
    assert phrases.tally(Quantity(1, Qualifier.EXACT), ContentType.VIDEO, Stage.REFERRED) == "1 vidéo signalée"
    assert phrases.tally(Quantity(2, Qualifier.EXACT), ContentType.ACCOUNT, Stage.REMOVED) == "2 comptes retirés"
    assert words.stage(Stage.REMOVED) == "retirés"


@pytest.mark.parametrize("spoken", ["fr", "nl", "de"])
def test_stages_stay_apart(spoken: str) -> None:
    """No two stages, and no two units, have one word in a language: a figure's verb is never blurred by translation."""
    use(spoken)
    assert len({words.stage(one) for one in Stage}) == len(Stage)
    assert len({words.unit(one) for one in ContentType}) == len(ContentType)
    assert len({words.stage(one, ContentType.VIDEO) for one in LEDGER_STAGES}) == len(LEDGER_STAGES)


def test_keywords_of_a_line_are_known_everywhere() -> None:
    """The little words of a typed line are understood in each language."""
    assert {"on", "sur", "op", "auf"} <= everywhere("on")


def test_catalogs_are_in_the_package() -> None:
    """What is read lies beside the module that reads it, so that a wheel carries it."""
    assert (Path(days.__file__).parent / "nl" / "LC_MESSAGES" / "board.mo").is_file()
