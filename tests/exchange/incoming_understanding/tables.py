"""Tables as a file reader hands them on, made by hand; and the names that they may use."""

from collections.abc import Sequence
from datetime import UTC, datetime

from board.exchange.incoming.findings import Recognition
from board.exchange.incoming.known import Known
from board.exchange.incoming.reading import understand
from board.exchange.incoming.recognition import recognise
from board.exchange.incoming.told import Told
from board.model.incoming import Cell, Item, Row, Sent, Skipped, Table, Understood, Unread

NOW = datetime(2019, 11, 25, 12, tzinfo=UTC)

KNOWN = Known(
    partners={
        "bka": "bka",
        "federal criminal police office (bka)": "bka",
        "bundeskriminalamt (bka)": "bka",
        "pharos": "pharos",
        "eu-iru": "eu-iru",
        "eu internet referral unit (europol)": "eu-iru",
        "federal-police-be": "federal-police-be",
        "police fédérale": "federal-police-be",
        "federale politie": "federal-police-be",
    },
    agencies={"guardia-civil": "guardia-civil", "guardia civil": "guardia-civil", "pharos": "pharos", "bka": "bka"},
    providers={
        "telegram": "telegram",
        "twitter": "twitter",
        "google": "google",
        "internet-archive": "internet-archive",
        "internet archive": "internet-archive",
    },
)


def table(
    header: Sequence[str], *rows: Sequence[Cell], above: Sequence[str] = ("agency: pharos",), name: str = "sent.csv"
) -> Table:
    """Return a table of these rows, the first of them on line 2."""
    kept = [Row(line, tuple(cells)) for line, cells in enumerate(rows, 2)]
    return Table(name, "csv", tuple(header), tuple(above), "0" * 64, 1, (), lambda: iter(kept), lambda: 1.0)


def normalised(address: str) -> str:
    """Stand in for the normaliser of addresses."""
    if " " in address:
        raise ValueError("an address holds no space")
    return address.replace("hxxp", "http").replace("[.]", ".")


def recognised(of: Table, told: Told | None = None) -> Recognition:
    """Return how a table is read."""
    return recognise(of, KNOWN, told or Told())


def read(of: Table, told: Told | None = None) -> list[Understood]:
    """Return what the rows of a table say."""
    return list(understand(recognised(of, told), of, normalised, NOW))


def sent(of: Table, told: Told | None = None) -> list[Sent]:
    """Return the counts of a table."""
    return [one for one in read(of, told) if isinstance(one, Sent)]


def asked(of: Table, told: Told | None = None) -> set[str]:
    """Return what has to be asked about a table."""
    return {question.about for question in recognised(of, told).questions}


def said_of(of: Table, told: Told | None = None) -> list[str]:
    """Return each row of a table in short: "Sent 12", "Item …", "Skipped: …", "Unread: …"."""
    short: list[str] = []
    for one in read(of, told):
        if isinstance(one, Sent):
            short.append(f"Sent {one.quantity}")
        elif isinstance(one, Item):
            short.append(f"Item {one.address}")
        else:
            assert isinstance(one, Unread | Skipped)
            short.append(f"{type(one).__name__}: {one.why}")
    return short
