"""Are the objects of a JSON document rows, and does no value of them vanish or do harm?"""

import json
import sys
import tracemalloc
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.exchange.incoming import json_rows
from board.model.incoming import Row
from board.model.text import clean
from board.store.refused import Refused
from tests.exchange.incoming.sent_files import read


def test_a_list_of_objects(given_file: Path) -> None:
    table = read(given_file, '[{"a": 1, "b": "x"},\n\n {"b": null, "c": true}]\n')
    assert (table.kind, table.header, table.above) == ("json", ("a", "b", "c"), ())
    assert list(table.rows()) == list(table.rows()) == [Row(1, (1, "x", None)), Row(3, (None, None, True))]
    assert table.position() == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_encoding(given_file: Path, encoding: str) -> None:
    table = read(given_file, '[{"détail": "é"}]', encoding)
    assert (table.header, [row.cells for row in table.rows()]) == (("détail",), [("é",)])


def test_objects_within_a_row_make_columns(given_file: Path) -> None:
    table = read(given_file, '[{"a": {"b": 1, "c": {"d": 2}}, "e": 3}, {"a": {}}, {"a": 4}]')
    assert table.header == ("a.b", "a.c.d", "e", "a")
    assert [row.cells for row in table.rows()] == [(1, 2, 3, None), (None,) * 4, (None, None, None, 4)]


def test_json_lines(given_file: Path) -> None:
    table = read(given_file, '{"a": 1}\r\n\r\n  {"b": {"c": 2}}\r\n')
    assert (table.kind, table.header) == ("jsonl", ("a", "b.c"))
    assert list(table.rows()) == [Row(1, (1, None)), Row(3, (None, 2))]


def test_a_single_object_on_a_line_is_a_row(given_file: Path) -> None:
    table = read(given_file, '{"agency": "bka", "count": 1}\n')
    assert (table.kind, [row.cells for row in table.rows()]) == ("jsonl", [("bka", 1)])


def test_a_key_that_comes_late_is_refused_with_its_line(given_file: Path) -> None:
    table = read(given_file, '{"a": 1}\n' * 1200 + '{"a": 1, "late": 2}\n')
    assert table.header == ("a",)
    with pytest.raises(Refused, match=r"line 1201 has “late”"):
        list(table.rows())


def test_json_lines_may_be_larger_than_a_document(given_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_rows, "LARGEST", 1024 * 1024)
    line = json.dumps({"a": 1, "b": "x" * 10_000}) + "\n"
    assert sum(1 for _row in read(given_file, line * 200).rows()) == 200
    with pytest.raises(Refused, match="1 MB: send it as JSON Lines"):
        read(given_file, f"[{line}{f',{line}' * 199}]")


def test_json_lines_are_read_in_little_memory(given_file: Path) -> None:
    table = read(given_file, '{"agency": "bka", "count": 1}\n' * 100_000)
    tracemalloc.start()
    assert sum(1 for _row in islice(table.rows(), 20_000)) == 20_000
    assert tracemalloc.get_traced_memory()[1] < 4_000_000
    tracemalloc.stop()


def test_a_long_line_is_refused(given_file: Path) -> None:
    with pytest.raises(Refused, match="line 2 is longer"):
        list(read(given_file, '{"a": 1}\n{"a": "' + "x" * 10_000_000 + '"}\n').rows())


def test_numbers_that_no_machine_holds_stay_texts(given_file: Path) -> None:
    content = '[{"a": NaN, "b": -Infinity, "c": 1e400, "d": %s, "e": 12345678901234567890, "f": 0.5}]' % ("9" * 5000)
    (row,) = read(given_file, content).rows()
    assert row.cells == ("NaN", "-Infinity", "1e400", "9" * 5000, "12345678901234567890", 0.5)


def test_lone_surrogates_and_escapes_do_no_harm(given_file: Path) -> None:
    table = read(given_file, '{"x\\ud800\\u001b]52;c;\\u0007": "\\ud800"}\n{}\n')
    assert all(clean(name) == name for name in table.header)
    assert [row.cells for row in table.rows()] == [("\ud800",), (None,)]


def test_keys_that_look_alike_once_they_are_clean_are_two_columns(given_file: Path) -> None:
    table = read(given_file, '[{"a\\u202e": 1, "a\\u202d": 2}]')
    assert len(set(table.header)) == 2
    assert table.notices
    assert [row.cells for row in table.rows()] == [(1, 2)]


def test_more_than_a_thousand_columns_are_refused(given_file: Path) -> None:
    with pytest.raises(Refused, match="1001 columns"):
        read(given_file, json.dumps([{f"c{i}": i for i in range(1001)}]))


CELLS = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False) | st.text(max_size=8)


@settings(max_examples=50)
@given(st.lists(st.dictionaries(st.text(max_size=5), CELLS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]) -> None:
    """Both as a document and as JSON Lines, in the order of the keys."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    file = tmp_path_factory.getbasetemp() / "written.json"
    limit = sys.float_info.max
    for content in (json.dumps(rows, indent=1), "".join(json.dumps(row) + "\n" for row in rows)):
        table = read(file, content)
        assert len(table.header) == len(keys)
        for row, found in zip(rows, table.rows(), strict=True):
            for key, cell in zip(keys, found.cells, strict=True):
                value = row.get(key)
                assert cell == (str(value).replace("inf", "Infinity") if value in (2 * limit, -2 * limit) else value)
