"""Do three partners' ordinary files come in with nothing said beforehand, each count once?"""

from datetime import UTC, datetime

from board.model.incoming import Item, Sent, Skipped
from board.model.instants import milliseconds
from tests.exchange.incoming_understanding.tables import asked, read, recognised, said_of, sent, table

FRENCH = table(
    ["Date", "Plateforme", "Vidéos", "Publications", "Groupes", "Comptes", "Total"],
    ["21/11/2019", "Telegram", "120", "30", "", "5", "155"],
    ["21/11/2019", "Twitter", "10", "3", "1", "5", "19"],
    ["22/11/2019", "Telegram", "1 200", "30", "0", "-", "1 230"],
    ["Total", "", "1 330", "63", "1", "10", "1 404"],
    above=["PHAROS", "Signalements transmis aux plateformes - nouveaux signalements par jour"],
)

GERMAN = table(
    ["Datum", "Anbieter", "Art", "Maßnahme", "Anzahl", "Vorgang"],
    ["01.11.2019", "Telegram", "Videos", "gemeldet", "1.204", "V-1"],
    ["01.11.2019", "Telegram", "Videos", "gelöscht", "1.100", "V-2"],
    ["02.11.2019", "Internet Archive", "Konten", "gemeldet", "12", "V-3"],
    above=[],
    name="BKA_Meldungen_November.csv",
)

FEED = table(
    ["url", "type", "provider", "found_at", "id"],
    ("hxxps://video[.]example[.]org/a", "video", "telegram", "2019-11-24T18:00:00Z", "a1"),
    ("hxxps://video[.]example[.]org/b", "account", None, "2019-11-24T19:00:00+01:00", "a2"),
    above=["agency: eu-iru", "stage: referred"],
)


def test_nothing_is_asked() -> None:
    """Each says all that is needed."""
    assert [asked(one) for one in (FRENCH, GERMAN, FEED)] == [set(), set(), set()]


def test_the_french_sheet() -> None:
    """New referrals, a column for each content type; neither its totals column nor its totals row counts."""
    counts = sent(FRENCH)
    assert [(one.line, one.provider, one.content_type, one.quantity) for one in counts] == [
        (2, "telegram", "video", 120),
        (2, "telegram", "publication", 30),
        (2, "telegram", "account", 5),
        (3, "twitter", "video", 10),
        (3, "twitter", "publication", 3),
        (3, "twitter", "group", 1),
        (3, "twitter", "account", 5),
        (4, "telegram", "video", 1200),
        (4, "telegram", "publication", 30),
    ]
    assert {(one.agency, one.stage, one.total) for one in counts} == {("pharos", "referred", False)}
    assert isinstance(read(FRENCH)[-1], Skipped)
    assert recognised(FRENCH).notices == ("the column “Total” is left out: it sums up others, which are counted",)


def test_the_german_sheet() -> None:
    """Dotted thousands, days by points, both verbs, each row its own reference."""
    last_second = milliseconds(datetime(2019, 11, 1, 23, 59, 59, tzinfo=UTC))
    assert sent(GERMAN)[:2] == [
        Sent(2, "bka", "referred", "video", 1204, "exact", "telegram", last_second, None, "V-1"),
        Sent(3, "bka", "removed", "video", 1100, "exact", "telegram", last_second, None, "V-2"),
    ]
    assert said_of(GERMAN) == ["Sent 1204", "Sent 1100", "Sent 12"]


def test_the_feed() -> None:
    """Each address is one item, at the same instant whatever the offset says."""
    at = milliseconds(datetime(2019, 11, 24, 18, tzinfo=UTC))
    assert read(FEED) == [
        Item(2, "eu-iru", "referred", "video", "https://video.example.org/a", "telegram", at, None, "a1"),
        Item(3, "eu-iru", "referred", "account", "https://video.example.org/b", None, at, None, "a2"),
    ]
