"""Is a file known by its content, and refused in words where it is no table at all?"""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from board.exchange.incoming.opening import open_tables
from board.model.text import clean
from board.store.refused import Refused
from tests.exchange.incoming.sent_files import CSV, read
from tests.exchange.incoming.workbooks import workbook


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


def test_only_workbooks_have_sheets(given_file: Path) -> None:
    given_file.write_bytes(CSV)
    with pytest.raises(Refused, match="is no workbook"):
        open_tables(given_file, sheet="Videos")


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
                assert len(row.cells) >= len(table.header)
                assert row.line >= 1
