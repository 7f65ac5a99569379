"""Is every format the same for the same state, whole or not at all, and marked, and is nothing in it more than text?"""

import csv
import io
import json
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from itertools import pairwise, repeat
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from board.exchange.outgoing import ledger_file
from board.exchange.outgoing.export import FORMATS, export
from board.exchange.outgoing.rows import LEDGER, STATEMENTS, TOTALS, Rows, Value
from board.model.moment import Clock, Moment
from board.model.text import clean
from board.model.vocabulary import Marking
from board.store.additions import mark
from board.store.opening import Store, open_store
from board.store.refused import Refused
from tests.conftest import NOON
from tests.entries import ACTION, count, rehearse
from tests.exchange.outgoing.stores import one_long_text, poison
from tests.foreign import other_program


@pytest.fixture(scope="module")
def rehearsed(made_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, made once; copy it, do not write to it."""
    path = Path(shutil.copy(made_store, tmp_path_factory.mktemp("rehearsed") / "board.db"))
    rehearse(path, NOON, entries=30)
    store = open_store(path, record=None)
    mark(store, Marking.AMBER)
    store.close()
    return path


@pytest.fixture
def store(rehearsed: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of an exercise, marked AMBER."""
    store = open_store(Path(shutil.copy(rehearsed, tmp_path / "board.db")), record=None)
    yield store
    store.close()


def text_of(
    store: Store, form: str, tmp_path: Path, what: str | None = None, moment: Moment | None = None, action: str = ACTION
) -> str:
    """Return what a format that is text holds."""
    file = tmp_path / f"out.{form}"
    export(store, form, file, action, what, moment)
    return file.read_bytes().decode()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("moment", [None, Moment(NOON - timedelta(hours=3), Clock.HAPPENED)])
def test_the_same_state_gives_the_same_bytes(
    store: Store, form: str, moment: Moment | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the clock says, and the mask of permissions, and the zone of this machine."""
    first, second = tmp_path / "one", tmp_path / "two"
    export(store, form, first, ACTION, None, moment)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    mask = os.umask(0)
    try:
        export(store, form, second, ACTION, None, moment)
    finally:
        os.umask(mask)
    assert first.read_bytes() == second.read_bytes()
    assert b"2033" not in first.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_for_its_owner_only(store: Store, form: str, tmp_path: Path) -> None:
    """0600, and nothing else is left in the folder; what was there is replaced."""
    folder = tmp_path / "out"
    folder.mkdir()
    file = folder / "file"
    file.write_text("old")
    file.chmod(0o644)
    export(store, form, file, ACTION, None, None)
    assert [one.name for one in folder.iterdir()] == ["file"]
    assert file.stat().st_size > 3
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_csv_is_rfc_4180(store: Store, tmp_path: Path) -> None:
    """UTF-8 without a mark, CR LF, one head, as many cells in each row, instants in UTC, hashes in hex."""
    text = text_of(store, "csv", tmp_path)
    assert text.startswith("site,seq,id,")
    assert text.count("\r\n") == text.count("\n") == 34
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert tuple(rows[0]) == LEDGER
    assert {None} & {key for row in rows for key in row} == set()
    assert rows[0]["occurred_at"] == "2026-11-23T02:00:00.000+00:00"
    assert all(len(row["hash"]) == 64 and row["prev_hash"] == before for row, before in
               zip(rows[1:], [row["hash"] for row in rows], strict=False))  # fmt: skip


@pytest.mark.parametrize("what", ["ledger", "totals", "statements"])
def test_every_row_says_exercise_and_marking(store: Store, what: str, tmp_path: Path) -> None:
    """In CSV and in JSON lines, of each table."""
    rows = list(csv.DictReader(io.StringIO(text_of(store, "csv", tmp_path, what), newline="")))
    assert rows
    assert {(row["exercise"], row["marking"]) for row in rows} == {("yes", "AMBER")}
    lines = [json.loads(line) for line in text_of(store, "jsonl", tmp_path, what).splitlines()]
    assert len(lines) == len(rows)
    assert {(line["exercise"], line["marking"]) for line in lines} == {(True, "AMBER")}


def test_totals_add_up_to_the_ledger(store: Store, tmp_path: Path) -> None:
    """No row holds what another one holds; each has its qualifier, and as of when the ledger says so."""
    ledger = csv.DictReader(io.StringIO(text_of(store, "csv", tmp_path), newline=""))
    totals = list(csv.DictReader(io.StringIO(text_of(store, "csv", tmp_path, "totals"), newline="")))
    assert tuple(totals[0]) == TOTALS
    assert sum(int(row["quantity"]) for row in totals) == sum(int(row["quantity"]) for row in ledger)
    assert {(row["as_of"], row["clock"], row["says"]) for row in totals} == {
        ("2026-11-23T12:00:00.000+00:00", "", "ledger")
    }
    assert {row["qualifier"] for row in totals} == {"exact", "about"}


def test_statements_carry_what_makes_them_figures(store: Store, tmp_path: Path) -> None:
    """Verb, unit, qualifier, as of, who says so and where; a figure without a number has none."""
    rows = list(csv.DictReader(io.StringIO(text_of(store, "csv", tmp_path, "statements"), newline="")))
    assert tuple(rows[0]) == STATEMENTS
    first = rows[0]
    assert (first["stage"], first["unit"], first["quantity"], first["qualifier"]) == (
        "removed", "item", "26000", "at_least")  # fmt: skip
    assert first["agency_name"] == "Federal Police (BE)"
    assert any(row["quantity"] == row["qualifier"] == "" for row in rows)


def test_wound_back(store: Store, tmp_path: Path) -> None:
    """Fewer entries, the moment in every total, and in words in the documents."""
    moment = Moment(NOON - timedelta(hours=5))
    rows = list(csv.DictReader(io.StringIO(text_of(store, "csv", tmp_path, None, moment), newline="")))
    assert 0 < len(rows) < 33
    totals = list(csv.DictReader(io.StringIO(text_of(store, "csv", tmp_path, "totals", moment), newline="")))
    assert {(row["as_of"], row["clock"]) for row in totals} == {("2026-11-23T07:00:00.000+00:00", "recorded_at")}
    for form in ("md", "html"):
        text = text_of(store, form, tmp_path, None, moment)
        assert "WOUND BACK to 23 Nov 2026 07:00 UTC · as we knew it" in text
        assert "as of 23 Nov 2026 07:00:00 UTC" in text
        assert "12:00:00 UTC" not in text


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "xlsx"])
def test_hostile_texts_are_only_text(store: Store, form: str, tmp_path: Path) -> None:
    """No escape, no bidi control, nothing that acts on a terminal or its neighbours."""
    poison(store)
    said = text_of(store, form, tmp_path).replace("\r\n", "\n")
    assert "gnihton" in said
    assert all(clean(line) == line for line in said.split("\n"))


@pytest.mark.parametrize("form", FORMATS)
def test_a_text_of_a_megabyte(store: Store, form: str, tmp_path: Path) -> None:
    """Whole where data is; a document stays one that can be read."""
    one_long_text(store, "<r>" + "x" * 1_000_000 + "</r>")
    file = tmp_path / "out"
    export(store, form, file, ACTION, None, None)
    size = file.stat().st_size
    assert size > 2_000_000 if form in ("csv", "jsonl") else size < 500_000


def test_no_cell_of_csv_is_a_formula(store: Store, tmp_path: Path) -> None:
    """In no table; a number that is negative stays a number."""
    poison(store)
    for what in ("ledger", "totals", "statements"):
        rows = list(csv.reader(io.StringIO(text_of(store, "csv", tmp_path, what), newline="")))
        texts = [cell for row in rows for cell in row if not cell.lstrip("-").isdigit()]
        assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@"))]
    quantities = [row["quantity"] for row in csv.DictReader(io.StringIO(text_of(store, "csv", tmp_path), newline=""))]
    assert "-2" in quantities


class _Page(HTMLParser):
    """Collects what a page is made of, and checks that every tag that opens closes."""

    VOID = frozenset(("meta", "path", "polyline", "br", "hr"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


KNOWN_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "figure", "figcaption"),
    *("h1", "h2", "h3", "p", "dl", "dt", "dd", "ul", "li", "div", "table", "thead", "tbody", "tr", "th", "td"),
    *("svg", "desc", "path", "polyline", "text"),
}


def test_html_loads_runs_and_links_nothing(store: Store, tmp_path: Path) -> None:
    """Whatever its texts are: no tag but those of a plain page, no address in an attribute or the style, a policy."""
    poison(store)
    said = text_of(store, "html", tmp_path)
    page = _Page(said)
    assert {tag for tag, _attributes in page.tags} <= KNOWN_TAGS
    names = {name for _tag, attributes in page.tags for name in attributes}
    assert not [name for name in names if name.startswith("on") or name in ("href", "src", "style", "action", "srcset")]
    style = said[said.index("<style>") : said.index("</style>")]
    assert not [word for word in ("url(", "@import", "//", "<!") if word in style]
    assert "<script>alert(1)</script>" in page.text
    assert ("html", {"lang": "en"}) in page.tags
    assert any("default-src 'none'" in (attributes.get("content") or "") for _tag, attributes in page.tags)


def test_html_is_for_every_reader(store: Store, tmp_path: Path) -> None:
    """A title, headings in order, heads of columns, a name and a description of the drawing, light, dark and paper."""
    said = text_of(store, "html", tmp_path)
    page = _Page(said)
    levels = [int(tag[1]) for tag, _attributes in page.tags if tag in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert levels.count(1) == 1
    assert all(attributes.get("scope") == "col" for tag, attributes in page.tags if tag == "th")
    drawing = next(attributes for tag, attributes in page.tags if tag == "svg")
    assert drawing["role"] == "img"
    ids = [attributes["id"] for _tag, attributes in page.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    assert set((drawing["aria-labelledby"] or "").split()) <= set(ids)
    for words in ("color-scheme: light dark", "prefers-color-scheme: dark", "@media print", "@page"):
        assert words in said


def test_markdown_is_only_text_to_a_reader_of_markdown(store: Store, tmp_path: Path) -> None:
    """One that makes links of addresses by itself finds none, no markup of others', and the words letter for letter."""
    poison(store)
    rendered = MarkdownIt("gfm-like").render(text_of(store, "md", tmp_path))
    page = _Page(rendered)
    tags = {tag for tag, _attributes in page.tags}
    assert tags <= KNOWN_TAGS | {"strong", "code", "br", "hr"}
    assert "<script>alert(1)</script> ]]> --> &lt; [x](http://e.vil) www.e.vil a@e.vil" in page.text
    assert {name for _tag, attributes in page.tags for name in attributes} <= {"style"}
    assert len([tag for tag, _attributes in page.tags if tag == "h1"]) == 1


@pytest.mark.parametrize("form", ["md", "html"])
def test_documents_say_exercise_and_marking_at_both_ends(store: Store, form: str, tmp_path: Path) -> None:
    """In words, and that all numbers are invented; as of when, and the head of the ledger."""
    said = text_of(store, form, tmp_path)
    shown = _Page(said).text if form == "html" else said
    lines = [line for line in shown.strip().splitlines() if line.strip()]
    shown_first = shown[: len(shown) // 3]
    assert "EXERCISE · TLP:AMBER · EXERCISE" in shown_first
    assert "EXERCISE · TLP:AMBER · EXERCISE" in lines[-1]
    assert "all numbers are invented" in shown
    assert "as of 23 Nov 2026 12:00:00 UTC, when the last entry was recorded" in shown
    head = store.connection.execute("SELECT lower(hex(hash)) FROM ledger ORDER BY seq DESC LIMIT 1").fetchone()[0]
    assert shown.count(head) == 2


@pytest.mark.parametrize("form", ["md", "html"])
def test_every_figure_of_a_document_is_more_than_a_number(store: Store, form: str, tmp_path: Path) -> None:
    """Each row of each table has what was counted with its verb, as of when, and who says so."""
    rows = _figures(text_of(store, form, tmp_path), form)
    assert len(rows) > 40
    assert all(what and when and who for _number, what, when, who in rows)
    numbers = {(number, what.split("<br>")[0].split("“")[0]): (when, who) for number, what, when, who in rows}
    assert ("about 78", "assessed, all content types") in numbers or any(
        number.startswith("about ") and what == "assessed, all content types" for number, what in numbers
    )
    when, who = next(value for (_number, what), value in numbers.items() if what == "removed, all content types")
    assert when == "as of 23 Nov 2026 12:00:00 UTC"
    assert who.startswith("the ledger: ")
    when, who = next(value for (number, what), value in numbers.items()
                     if (number, what) == ("more than 26,000", "items referred"))  # fmt: skip
    assert (when, who) == (
        "21 to 24 Nov 2019", "Europol (EU) · reprint: Europe Diplomatic Magazine, 26 Nov 2019")  # fmt: skip


def _figures(said: str, form: str) -> list[list[str]]:
    """Return the cells of every row of every table."""
    if form == "md":
        lines = [line for line in said.splitlines() if line.startswith("| ")]
        return [
            [cell.strip() for cell in line.strip("|").split(" | ")]
            for line in lines
            if not line.startswith(("| ---", "| figure"))
        ]
    rows = said.split("<tr><td")[1:]
    return [
        [cell.split(">", 1)[1].replace("<p>", "<br>").replace("</p>", "") for cell in row.split("</td>")[:4]]
        for row in rows
    ]


def test_an_action_without_entries(reader_path: Path, tmp_path: Path) -> None:
    """Documents say that nothing was recorded, of when the record is, and show no curve."""
    store = open_store(reader_path, record=None)
    for form in FORMATS:
        export(store, form, tmp_path / f"none.{form}", ACTION, None, None)
    page = (tmp_path / "none.html").read_text(encoding="utf-8")
    store.close()
    assert "nothing was recorded; the public record is of " in page
    assert "1970" not in page
    assert "<svg" not in page
    assert (tmp_path / "none.jsonl").read_bytes() == b""


@pytest.fixture
def reader_path(store_path: Path) -> Path:
    """A store in which nothing was counted."""
    return store_path


@pytest.mark.parametrize("form", FORMATS)
def test_a_folder_and_a_device_are_no_files(store: Store, form: str, tmp_path: Path) -> None:
    """One sentence each, and nothing is made."""
    with pytest.raises(Refused, match="is a folder"):
        export(store, form, tmp_path, ACTION, None, None)
    with pytest.raises(Refused, match="cannot be written"):
        export(store, form, tmp_path / "no" / "folder", ACTION, None, None)
    with pytest.raises(Refused, match="cannot be written"):
        export(store, form, tmp_path / ("n" * 300), ACTION, None, None)
    with pytest.raises(Refused, match="cannot be written"):
        export(store, form, tmp_path / "a\0b", ACTION, None, None)
    if sys.platform != "win32":
        with pytest.raises(Refused, match="is no file"):
            export(store, form, Path("/dev/null"), ACTION, None, None)
        assert not stat.S_ISREG(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
def test_the_store_itself_is_never_overwritten(store: Store, end: str) -> None:
    """Nor what lies beside it, nor behind a link."""
    before = store.path.read_bytes()
    with pytest.raises(Refused, match="is the store itself"):
        export(store, "csv", Path(f"{store.path}{end}"), ACTION, None, None)
    link = store.path.with_name("link")
    link.symlink_to(store.path)
    with pytest.raises(Refused, match="is the store itself"):
        export(store, "md", link, ACTION, None, None)
    assert store.path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="limits are those of POSIX")
@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_leaves_what_was_there(store: Store, form: str, tmp_path: Path) -> None:
    """The old file stays, the half of the new one is gone, and a sentence says why."""
    import resource

    folder = tmp_path / "full"
    folder.mkdir()
    file = folder / "file"
    file.write_text("old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, hard))
        with pytest.raises(Refused, match="file cannot be written: "):
            export(store, form, file, ACTION, None, None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert file.read_text() == "old"
    assert [one.name for one in folder.iterdir()] == ["file"]


def test_a_store_that_breaks_in_the_middle_leaves_no_half_file(store: Store, tmp_path: Path) -> None:
    """What another program has written is found at the third entry: there is no file then."""
    with other_program(store.path) as other:
        other.execute("DROP TRIGGER ledger_never_changes")
        other.execute("UPDATE ledger SET recorded_at = -5 WHERE seq = 3")
    folder = tmp_path / "half"
    folder.mkdir()
    for form in ("csv", "jsonl", "xlsx"):
        export(store, form, folder / f"whole.{form}", "amaq-2018", None, None)
    for form in ("csv", "jsonl", "xlsx"):
        with pytest.raises(Refused, match="another program changed it"):
            export(store, form, folder / f"half.{form}", ACTION, None, None)
    assert sorted(one.name for one in folder.iterdir()) == ["whole.csv", "whole.jsonl", "whole.xlsx"]


def test_documents_hold_everything(store: Store, tmp_path: Path) -> None:
    """So does a workbook: there is nothing to choose."""
    for form in ("xlsx", "md", "html"):
        with pytest.raises(Refused, match="leave out --what"):
            export(store, form, tmp_path / "x", ACTION, "ledger", None)


def test_a_real_store_says_nothing_of_exercises(store_path: Path, tmp_path: Path) -> None:
    """No word of it in a document, "no" in a row."""
    store = open_store(store_path, record=None)
    count(store, "bka", "video", "removed", 5, at=NOON)
    for form in ("md", "html"):
        assert "EXERCISE" not in text_of(store, form, tmp_path)
    assert text_of(store, "csv", tmp_path).splitlines()[1].endswith(",CLEAR,no")
    store.close()


def test_one_apostrophe_is_put_before_and_taken_off() -> None:
    """Before what looks like a formula, and before a text that begins with one itself."""
    for text in ("=1", "+1", "-x", "@a", "\ta", "\ra", "'", "'=1", "''", "a", "", "＝1"):
        cell = ledger_file._csv_cell(text)
        assert isinstance(cell, str)
        assert ledger_file.unguarded(cell) == text
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def test_a_machine_without_xlsxwriter(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so, and the other formats are written."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(Refused, match="to write workbooks, run: pip install"):
        export(store, "xlsx", tmp_path / "x.xlsx", ACTION, None, None)
    assert not (tmp_path / "x.xlsx").exists()
    assert text_of(store, "csv", tmp_path)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_two_hundred_thousand_rows_are_never_held_together(form: str) -> None:
    """However many there are, no more than a portion of them is written in one go."""
    row: tuple[Value, ...] = ("x" * 400, -1, False)
    chunks = lines = 0
    for chunk in ledger_file.FORMATS[form](Rows("ledger", ("note", "quantity", "exercise"), repeat(row, 200_000))):
        assert len(chunk) < 250_000
        lines += chunk.count(b"\n")
        chunks += 1
    assert lines == 200_000 + (form == "csv")
    assert chunks >= 200_000 / ledger_file.PORTION


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_it_is_told_how_far_a_ledger_is(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Its share rises to all of it, and the file is the same."""
    monkeypatch.setattr("board.exchange.outgoing.export.EACH", 2)
    told: list[tuple[float, int]] = []
    export(store, form, tmp_path / "told", ACTION, None, None, lambda share, rows: told.append((share, rows)))
    export(store, form, tmp_path / "untold", ACTION, None, None)
    assert [rows for _share, rows in told] == list(range(2, 2 * len(told) + 1, 2))
    assert 0 < told[0][0] < told[-1][0] <= 1
    assert (tmp_path / "told").read_bytes() == (tmp_path / "untold").read_bytes()
