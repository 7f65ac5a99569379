"""Is a file known by its content, held against change, and refused in words where it is no table at all?"""

import errno
import io
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from board.exchange.incoming import opening
from board.exchange.incoming.opening import name_columns, open_tables
from board.model.incoming import Table
from board.model.text import clean
from board.store.refused import Refused
from tests.exchange.incoming.test_sheets import workbook

CSV = b"agency;count\n" + b"bka;1\n" * 100_000


@pytest.fixture
def given_file(tmp_path: Path) -> Path:
    return tmp_path / "a file"


def read(file: Path, content: bytes) -> Table:
    """Write a file and open its table."""
    file.write_bytes(content)
    (table,) = open_tables(file)
    return table


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"a;b\n1;2\n", "csv"),
        (b"[id];b\n1;2\n", "csv"),
        (b"{id};b\n1;2\n", "csv"),
        (b'\xef\xbb\xbf\n [{"a": 1}]', "json"),
        (b'{"a": 1}\n{"a": 2}\n', "jsonl"),
        (workbook([["a"], ["1"]]), "xlsx"),
    ],
    ids=range(6),
)
@pytest.mark.parametrize("name", ["counts.csv", "counts.json", "counts.xlsx", "counts"])
def test_the_kind_is_told_by_the_content(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    assert read(tmp_path / name, content).kind == kind


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "nothing but empty lines"),
        (b"\xef\xbb\xbf", "nothing but empty lines"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        (b"\x1f\x8b\x08\0\0", "a packed file"),
        (b"\n<!DOCTYPE html><table><tr><td>1", "a web page or XML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "a web page or XML"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "line 1 holds a NUL"),
        (b"a;b\n1;2\n" * 9 + b"\0" * 512, "line 19 holds a NUL"),
        ("a;b\n1;\0\n".encode("utf-16"), "line 2 holds a NUL"),
        (bytes(range(1, 256)), "neither UTF-8 nor Windows-1252"),
        (b"a;b\nx\x01;\xe9\n", "neither UTF-8 nor Windows-1252"),
        (b"a;b\n\n1;\x81\n", r"neither UTF-8 nor Windows-1252 \(line 3\)"),
        ("a;b\n1;é\n".encode() * 9 + b"1;\xe9\n", "line 19 is not UTF-8 as the rest is"),
        (b"\xef\xbb\xbfa;b\n1;\xe9\n", "line 2 is not UTF-8 as the rest is"),
        ("a;é\n1;é".encode()[:-1], "line 2 is not UTF-8 as the rest is"),
        ("a;b\n1;2\n".encode("utf-16")[:-1], "no longer UTF-16"),
        ("a;b\n1;😀\n".encode("utf-16")[:-4] + b"a\0", "no longer UTF-16"),
        (b"PK\x03\x04", "damaged or cut off"),
        (b"PK\x05\x06", "damaged or cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old XLS"),
    ],
    ids=range(22),
)
def test_what_is_no_table_is_refused(given_file: Path, content: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(given_file, content)


def test_a_few_characters_that_could_be_utf_8_in_windows_1252_are_noticed(given_file: Path) -> None:
    table = read(given_file, "n;b\n«DÉCLARÉ»;é\né;é\n".encode("cp1252"))
    assert [row.cells for row in table.rows()] == [("«DÉCLARÉ»", "é"), ("é", "é")]
    assert [("line 2" in notice) for notice in table.notices] == [True, True]


def test_utf_8_that_begins_late_is_still_utf_8(given_file: Path) -> None:
    table = read(given_file, CSV + "é😀;1\n".encode() * 3)
    assert table.notices == ()
    assert list(table.rows())[-1].cells == ("é😀", "1")


@pytest.mark.parametrize("shift", range(4))
def test_a_character_that_two_pieces_share_is_whole(given_file: Path, shift: int) -> None:
    table = read(given_file, b"a;b\n" + b"x" * shift + b";\n" + "😀;é\r\n".encode() * 60_000)
    assert {row.cells for row in table.rows() if row.line > 2} == {("😀", "é")}


def test_a_name_of_a_file_is_clean(tmp_path: Path) -> None:
    evil = "\x1b]52;c;eA==\x07\u202ex.csv"
    table = read(tmp_path / evil, CSV)
    assert clean(table.name) == table.name
    with pytest.raises(Refused) as refused:
        open_tables(tmp_path / (evil + "x"))
    assert clean(str(refused.value)) == str(refused.value)


@pytest.mark.parametrize("path", ["nothing there", "a\0b", "x" * 5000, "a file/below", "."])
def test_a_path_that_leads_to_no_file_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "a file").write_bytes(CSV)
    with pytest.raises(Refused):
        open_tables(tmp_path / path)


def test_a_pipe_does_not_hold_the_board(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused, match="a folder, a pipe or a device"):
        open_tables(tmp_path / "pipe")


def test_a_pipe_that_takes_the_files_place_does_not_hold_the_board(given_file: Path) -> None:
    table = read(given_file, CSV)
    given_file.unlink()
    os.mkfifo(given_file)
    with pytest.raises(Refused, match="was changed"):
        list(table.rows())


def test_a_device_is_refused() -> None:
    with pytest.raises(Refused, match="a folder, a pipe or a device"):
        open_tables(Path(os.devnull))


def test_a_file_that_may_not_be_read_is_refused(given_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given_file.write_bytes(CSV)

    def denied(*_args: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(Refused, match="cannot be read: Permission denied"):
        open_tables(given_file)


def test_a_file_that_fails_while_it_is_read_is_refused(given_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given_file.write_bytes(CSV)

    class Failing(io.FileIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(io, "FileIO", Failing)
    with pytest.raises(Refused, match="cannot be read: Input/output error"):
        open_tables(given_file)


def test_more_than_four_gigabytes_are_refused(given_file: Path) -> None:
    with given_file.open("wb") as file:
        file.truncate(opening.LARGEST + 1)
    with pytest.raises(Refused, match="larger than 4 GB"):
        open_tables(given_file)


def _grown(file: Path) -> None:
    with file.open("ab") as more:
        more.write(b"bka;1\n")


def _replaced(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(CSV.replace(b"1", b"2"))
    other.replace(file)


def _rewritten_unseen(file: Path) -> None:
    """With its size and its time as they were: only its digest tells."""
    was = file.stat()
    file.write_bytes(CSV[:-2] + b"2\n")
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))


@pytest.mark.parametrize("change", [_grown, _replaced, _rewritten_unseen, Path.unlink])
@pytest.mark.parametrize("read_before", [0, 1])
def test_a_file_that_changes_is_refused(given_file: Path, change: Callable[[Path], None], read_before: int) -> None:
    """Between two looks and while its rows are gone through."""
    rows = read(given_file, CSV).rows()
    for _ in range(read_before):
        next(rows)
    change(given_file)
    with pytest.raises(Refused, match=r"was changed|is not there"):
        list(rows)


def test_a_file_that_changes_while_it_is_opened_is_refused(given_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given_file.write_bytes(CSV)
    found = opening._utf_16

    def meanwhile(first: bytes) -> str:
        _grown(given_file)
        return found(first)

    monkeypatch.setattr(opening, "_utf_16", meanwhile)
    with pytest.raises(Refused, match="was changed"):
        open_tables(given_file)


def test_a_text_is_read_once_when_it_is_opened(given_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for its first bytes; and once when its rows are gone through."""
    sizes: list[int] = []

    class Counting(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            chunk = super().read(size) or b""
            sizes.append(len(chunk))
            return chunk

    monkeypatch.setattr(io, "FileIO", Counting)
    table = read(given_file, CSV)
    assert sum(sizes) == len(CSV) + 8
    sizes.clear()
    assert sum(1 for _row in table.rows()) == 100_000
    assert sum(sizes) == len(CSV)


def test_only_workbooks_have_sheets(given_file: Path) -> None:
    given_file.write_bytes(CSV)
    with pytest.raises(Refused, match="is no workbook"):
        open_tables(given_file, sheet="Videos")


@given(st.lists(st.sampled_from(["", "a", "a (2)", "a (3)", "b"]), max_size=12))
def test_no_two_columns_have_one_name(cells: list[str]) -> None:
    names, notices = name_columns(cells)
    given_names = [name for name in names if name]
    assert len(names) == len(cells)
    assert len(set(given_names)) == len(given_names) == sum(map(bool, cells))
    assert bool(notices) == (names != tuple(cells))


def _zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", content)
    return packed.getvalue()


SEEDS = [
    b'Title\n\nagency;note\r\nbka;"a ""b"""\r\n@x,\n',
    "agency\tdétail\nbka\té\n".encode("utf-16"),
    b'{"partner": "bka", "items": [{"a": 1, "b": {"c": "\\ud800"}}, {"a": NaN}]}',
    b'{"a": 1}\n{"a": [1, 2]}\n',
    workbook([["agency", "count"], ["bka", "1"]]),
]
MUTATED = st.builds(
    lambda seed, at, gone, new: seed[: at % len(seed)] + new + seed[at % len(seed) + gone :],
    st.sampled_from(SEEDS),
    st.integers(0, 5000),
    st.integers(0, 8),
    st.binary(max_size=3) | st.sampled_from([b'"', b"\r", b";", b"{", b"[", b"]", b",", b"\xef\xbb\xbf"]),
)


@settings(max_examples=250)
@given(st.binary(max_size=200) | MUTATED | st.binary(max_size=100).map(_zipped))
@example(b"http://a,")
@example(b'[{"a": 1},')
def test_any_bytes_are_tables_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any"
    file.write_bytes(content)
    with suppress(Refused):
        for table in open_tables(file):
            for text in (table.name, *table.header, *table.above, *table.notices):
                assert clean(text) == text
            for row in table.rows():
                assert len(row.cells) == len(table.header)
                assert row.line >= 1
