"""Is each column taken for what it is, with the reason, and is what the file leaves open asked and never guessed?"""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.exchange.incoming.recognition import Told, answered, told_of
from board.model.incoming import Cell, Table
from tests.exchange.incoming_understanding.tables import asked, read, recognised, said_of, sent, table
from tests.exchange.incoming_understanding.test_counts import CELLS

LONG = ["Date", "Plateforme", "Type", "Action", "Nombre"]


def meanings(of: Table, told: Told | None = None) -> list[str]:
    """Return what each column is taken for."""
    return [column.meaning for column in recognised(of, told).columns]


def test_every_column_says_why_and_shows_two_cells() -> None:
    """For the person who confirms it."""
    columns = recognised(table(LONG, ("22/11/2019", "Telegram", "vidéo", "retiré", 3))).columns
    assert [column.meaning for column in columns] == ["date", "provider", "content_type", "stage", "quantity"]
    assert all(column.why and column.samples for column in columns)


def test_a_stage_in_the_header_and_a_type_in_the_rows() -> None:
    """Wide by stage."""
    of = table(
        ["Datum", "Platform", "Soort", "Gemeld", "Verwijderd"],
        ("22-11-2019", "Telegram", "video's", 5, 3),
        above=["agency: pharos", "per dag"],
    )
    assert [(one.stage, one.content_type, one.quantity) for one in sent(of)] == [
        ("referred", "video", 5),
        ("removed", "video", 3),
    ]


def test_stage_and_type_in_one_header_with_a_total_of_each_stage() -> None:
    """The totals are left out, each the sum of its own stage."""
    of = table(
        ["Jour", "Vidéos signalées", "Vidéos retirées", "Comptes signalés", "Total signalés", "Total retirés"],
        ("22/11/2019", 5, 3, 2, 7, 3),
        above=["agency: pharos", "par jour"],
    )
    assert meanings(of) == ["date", "referred:video", "removed:video", "referred:account", "ignore", "ignore"]
    assert len(recognised(of).notices) == 2


def test_a_total_that_does_not_add_up_is_left_out_and_said() -> None:
    """The person sees that something is missing."""
    of = table(["Date", "Vidéos", "Comptes", "Total"], ("22/11/2019", 1, 2, 9), above=["pharos: retraits par jour"])
    assert "in 1 of its rows it is not their sum" in recognised(of).notices[0]


def test_a_column_that_sums_up_others_without_saying_so() -> None:
    """Found out by its cells."""
    rows = [(f"2{day}/11/2019", day + 1, 2 * day + 1, 3 * day + 2) for day in range(5)]
    of = table(["Date", "Vidéos", "Comptes", "Contenus"], *rows, above=["pharos: retraits par jour"])
    assert meanings(of) == ["date", "video", "account", "ignore"]


def test_total_alone_is_the_number() -> None:
    """In a long sheet that has no other."""
    of = table(["Date", "Type", "Total"], ("22/11/2019", "vidéo", 5), above=["pharos: retraits par jour"])
    assert [one.quantity for one in sent(of)] == [5]


def test_new_beside_cumulated_counts_once() -> None:
    """The running total of another column is left out."""
    of = table(["Datum", "Art", "Neu gelöscht", "Gelöscht kumuliert"], ("22.11.2019", "Video", 5, 100))
    assert [(one.quantity, one.total) for one in sent(of)] == [(5, False)]


@pytest.mark.parametrize(
    ("header", "about"),
    [
        ("Vidéos non retirées", "column:Vidéos non retirées"),
        ("Gesperrte Konten", "column:Gesperrte Konten"),
        ("Messages", "column:Messages"),
        ("Stories", "column:Stories"),
        ("Vidéos", "column:#3"),
    ],
)
def test_numbers_nobody_understands_are_asked_beside_counts(header: str, about: str) -> None:
    """Not done, said of several stages, no unit of the ledger, unknown, or twice the same."""
    of = table(["Date", "Vidéos", header, "Comptes"], ("22/11/2019", 1, 2, 3))
    assert about in asked(of, Told(stage="removed", totals=False))


def test_shares_and_other_columns_are_left_out_with_a_notice() -> None:
    """They count nothing."""
    of = table(["Date", "Vidéos", "Taux de retrait", "Langue"], ("22/11/2019", 1, 50, "fr"), above=["pharos: retraits"])
    assert meanings(of) == ["date", "video", "ignore", "ignore"]
    assert len(recognised(of).notices) == 2


def test_a_word_of_two_meanings_is_read_by_its_cells() -> None:
    """ "Service" is a platform or an agency."""
    assert meanings(table(["Service", "Date"], ("Telegram", "22/11/2019"), ("Twitter", "")))[0] == "provider"
    assert meanings(table(["Service", "Date"], ("PHAROS", "22/11/2019"), ("BKA", "")))[0] == "agency"


def test_links_are_a_count_or_addresses_by_their_cells() -> None:
    """The word is the same."""
    assert meanings(table(["Links"], (12,), (3,))) == ["link"]
    assert meanings(table(["Links"], ("hxxp://a[.]example",), ("http://b.example",))) == ["address"]


def test_columns_without_a_telling_name_are_read_by_their_cells() -> None:
    """But numbers are asked about."""
    of = table(["a", "b", "c", "d", ""], ("2019-11-22", "Telegram", "vidéo", "retiré", 3))
    assert meanings(of)[:4] == ["date", "provider", "content_type", "stage"]
    assert "quantity" in asked(of)
    assert [one.quantity for one in sent(of, Told(columns={"#5": "quantity"}, totals=False))] == [3]


def test_row_numbers_are_no_references() -> None:
    """The next file would number its rows the same, and nothing in it would count."""
    of = table(["Nr", *LONG[:4], "Neu"], *((n, "22/11/2019", "Telegram", "vidéo", "retiré", 3) for n in (1, 2, 3)))
    assert meanings(of)[0] == "ignore"
    assert {one.ref for one in sent(of)} == {None}


def test_a_reference_of_several_rows_is_asked() -> None:
    """A case with several counts, or the same sent twice?"""
    rows = [("V1", "22/11/2019", "Telegram", "vidéo", stage, 3) for stage in ("signalé", "retiré")]
    assert "column:Vorgang" in asked(table(["Vorgang", *LONG], *rows))
    same = table(["Vorgang", *LONG], rows[0], rows[0])
    assert "column:Vorgang" not in asked(same)


def test_what_holds_for_all_rows_comes_from_title_siblings_and_the_files_name() -> None:
    """Each with where it was found."""
    of = table(
        ["Plateforme", "Nombre"],
        ("Telegram", 3),
        above=["Bundeskriminalamt (BKA)", "Vidéos retirées, cumul au 24/11/2019"],
    )
    assert {found.what: found.value for found in recognised(of).found} == {
        "agency": "bka",
        "stage": "removed",
        "content_type": "video",
        "date": "2019-11-24",
        "totals": "totals",
    }
    assert asked(table(["Nombre"], (3,), above=[], name="bka_videos_geloescht_neu_2019-11-24.csv")) == set()


def test_what_is_missing_is_asked_with_its_answers() -> None:
    """One question each, and nothing is imported before."""
    of = table(["Nombre"], (3,), above=[])
    questions = {question.about: question.answers for question in recognised(of).questions}
    assert set(questions) == {"agency", "stage", "content_type", "date", "totals"}
    assert "pharos" in questions["agency"]
    assert "removed" in questions["stage"]
    assert questions["totals"] == ("increments", "totals")


def test_answers_settle_the_questions() -> None:
    """Each as it was offered."""
    of = table(["Nombre"], (3,), above=[])
    told = Told()
    answers = {
        "agency": "bka",
        "stage": "removed",
        "content_type": "video",
        "totals": "increments",
        "date": "1574380799000",
    }
    for question in recognised(of).questions:
        told = answered(told, question.about, answers[question.about])
    assert asked(of, told) == set()
    assert [(one.agency, one.occurred_at) for one in sent(of, told)] == [("bka", 1_574_380_799_000)]


def test_an_unknown_agency_is_asked_with_what_the_file_says() -> None:
    """It is never taken for another."""
    [question] = recognised(
        table(LONG, ("22/11/2019", "Telegram", "vidéo", "retiré", 3), above=["agency: Gendarmerie"]), Told(totals=False)
    ).questions
    assert question.about == "agency"
    assert "Gendarmerie" in question.text


def test_a_title_does_not_fill_the_empty_cells_of_a_column() -> None:
    """It speaks of the whole; what stands as "stage: …" beside the rows, and what a person says, does."""
    row = ("22/11/2019", "Telegram", "vidéo", "", 3)
    other = ("22/11/2019", "Telegram", "vidéo", "retiré", 3)
    assert said_of(table(LONG, row, other, above=["pharos: nouveaux signalements"])) == [
        "Unread: no stage is named",
        "Sent 3",
    ]
    keyed = table(LONG, row, other, above=["agency: pharos", "stage: referred", "par jour"])
    assert [one.stage for one in sent(keyed)] == ["referred", "removed"]


def test_numbers_beside_addresses_are_asked_unless_they_are_one() -> None:
    """An address is one item."""
    header = ["URL", "Type", "Nombre", "Date", "Statut"]
    assert "quantity" in asked(table(header, ("http://a", "vidéo", 2, "22/11/2019", "retiré")))
    assert said_of(table(header, ("http://a", "vidéo", 1, "22/11/2019", "retiré"))) == ["Item http://a"]


def test_ambiguous_days_and_numbers_are_asked() -> None:
    """And what a person says settles them."""
    of = table(LONG, ("05/11/2019", "Telegram", "vidéo", "retiré", "1.234"), above=["pharos par jour"])
    assert asked(of) == {"day_order"}
    assert [one.quantity for one in sent(of, Told(day_order="dmy"))] == [1234]
    doubt = table(LONG, *(("24/11/2019", "Telegram", "vidéo", "retiré", n) for n in ("1.234.567", "1.5")))
    assert "decimal" in asked(doubt)


def test_evidence_far_below_counts_too() -> None:
    """The whole file is one hand: row 5,001 shows how row 1 was written."""
    rows: list[tuple[Cell, ...]] = [("05/11/2019", "Telegram", "vidéo", "retiré", "1.234")] * 5000
    of = table(LONG, *rows, ("05/13/2019", "Telegram", "vidéo", "retiré", "1.5"), above=["pharos par jour"])
    recognition = recognised(of)
    assert recognition.day_order == "mdy"
    assert asked(of) == {"decimal"}
    assert recognised(of, Told(decimal=",")).decimal == ","


def test_what_is_remembered_reads_the_next_file_of_the_same_header() -> None:
    """As JSON, with what is said now before it."""
    first = table(["Datum", "Foo", "Konten"], ("05/11/2019", 3, 4), above=["neu"])
    said = Told(agency="bka", stage="removed", day_order="dmy", columns={"Foo": "video"})
    profile = json.loads(json.dumps(recognised(first, said).profile()))
    second = table(["Datum", "Foo", "Konten"], ("06/11/2019", 5, 6), above=["neu"])
    assert asked(second, told_of(profile)) == set()
    assert [(one.content_type, one.quantity) for one in sent(second, told_of(profile))] == [
        ("video", 5),
        ("account", 6),
    ]
    assert {one.stage for one in sent(second, told_of(profile, Told(stage="referred")))} == {"referred"}
    assert recognised(first, said).key == recognised(second).key


def test_a_file_that_speaks_against_what_is_remembered_is_asked_about() -> None:
    """It is another kind of file, and nobody said so."""
    header = ["Date", "Vidéos"]
    assert "stage" in asked(
        table(header, ("22/11/2019", 3), above=["pharos: retraits"]), told_of({"stage": "referred"})
    )
    assert "day_order" in asked(table(header, ("11/24/2019", 3)), told_of({"day_order": "dmy"}))
    assert "decimal" in asked(table(header, ("22/11/2019", "1.50")), told_of({"decimal": ","}))
    assert "totals" in asked(table(header, ("22/11/2019", 3), above=["retraits cumulés"]), told_of({"totals": False}))


def test_a_file_whose_name_speaks_against_what_a_person_says_gets_a_notice() -> None:
    """The person decides."""
    of = table(["Date", "Vidéos"], ("22/11/2019", 3), above=["agency: pharos", "par jour"], name="retraits.csv")
    assert {one.stage for one in sent(of, Told(stage="referred"))} == {"referred"}
    assert "removed" in recognised(of, Told(stage="referred")).notices[0]


def test_hostile_headers() -> None:
    """A megabyte, escapes, markup, formulas, 300 columns of one name."""
    header = ["\ufffd" * 1_000_000, "[b]x[/b]", "=1+1", "", *["Vidéos"] * 296]
    recognition = recognised(table(header, tuple(["=1+1"] * 300)))
    assert len(recognition.columns) == 300
    assert all(len(column.header) <= 200 for column in recognition.columns)
    assert all(len(question.text) < 1000 for question in recognition.questions)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(st.sampled_from([*LONG, "Vidéos", "URL", "Réf", "Note", "Heure", "Total"]), st.text()), max_size=6
    ),
    st.lists(st.lists(CELLS, max_size=7), max_size=4),
    st.lists(st.text(), max_size=2),
)
def test_no_table_raises(header: list[str], rows: list[list[Cell]], above: list[str]) -> None:
    """Whatever its header, its rows and the lines above it hold."""
    of = table(header, *rows, above=above, name="x")
    told = Told(
        agency="bka", stage="removed", content_type="video", totals=False, day_order="dmy", decimal=",", occurred_at=1
    )
    json.dumps(recognised(of, told).profile())
    if not asked(of, told):
        read(of, told)


@pytest.mark.parametrize("name", ["Plateforme", ""])
@pytest.mark.parametrize("last", ["Total", "TOTAL GÉNÉRAL"])
def test_a_wide_sheet_with_a_row_for_each_provider(name: str, last: str) -> None:
    """A column for each content type; whether or not the first column says what it is."""
    of = table(
        [name, "Vidéos", "Comptes"], ("Telegram", 3, 4), ("Twitter", 5, 6), (last, 8, 10), above=["pharos 22/11/2019"]
    )
    counts = sent(of, Told(stage="removed", totals=False))
    assert [(one.provider, one.content_type, one.quantity) for one in counts] == [
        ("telegram", "video", 3),
        ("telegram", "account", 4),
        ("twitter", "video", 5),
        ("twitter", "account", 6),
    ]


@pytest.mark.parametrize("name", ["Jour", ""])
@pytest.mark.parametrize("day", ["{}/11/2019", "2019-11-{}", "{} novembre 2019"])
def test_a_wide_sheet_with_a_row_for_each_day(name: str, day: str) -> None:
    """A column for each content type; the row of totals below it is no day and counts nothing."""
    rows = [(day.format(21), 3, 4), (day.format(22), 5, 6)]
    of = table([name, "Vidéos", "Comptes"], *rows, ("Total", 8, 10), above=["pharos"])
    counts = sent(of, Told(stage="removed", totals=False))
    days = [datetime.fromtimestamp((one.occurred_at or 0) / 1000, UTC).day for one in counts]
    assert days == [21, 21, 22, 22]
    assert [(one.content_type, one.quantity) for one in counts] == [
        ("video", 3),
        ("account", 4),
        ("video", 5),
        ("account", 6),
    ]
