"""Is the one list of rows of a JSON document found wherever it is, and what is not clear refused?"""

import json
from pathlib import Path

import pytest

from board.exchange.incoming import json_document, json_values
from board.store.refused import Refused
from tests.exchange.incoming.sent_files import read


def test_what_stands_beside_the_rows_stands_above_them(given_file: Path) -> None:
    document = {
        "partner": "bka",
        "about": {"stage": "removed", "final": False},
        "countries": ["BE", "DE"],
        "figures": [1, 2],
        "data": {"items": [{"url": "https://a.example", "urls": [{"no": "row"}]}]},
        "end": None,
    }
    table = read(given_file, json.dumps(document, indent=1))
    assert table.header == ("url", "urls")
    assert table.above == (
        "partner: bka",
        "about.stage: removed",
        "about.final: False",
        "figures: [1, 2]",
        "end:",
        "countries: BE, DE",
    )
    assert [row.cells for row in table.rows()] == [("https://a.example", '[{"no": "row"}]')]


@pytest.mark.parametrize("content", ['["x", "y"]', '{"items": ["x", "y"]}', '{\n"items": [\n"x",\n"y"]}'])
def test_a_list_of_texts_is_one_column(given_file: Path, content: str) -> None:
    table = read(given_file, content)
    assert (table.kind, table.header) == ("json", ("item",))
    assert [row.cells for row in table.rows()] == [("x",), ("y",)]


def test_more_lists_and_objects_than_memory_are_refused(given_file: Path) -> None:
    with pytest.raises(Refused, match="send it as JSON Lines"):
        read(given_file, '[{"a": [' + "[]," * json_document.MOST_PARTS + "[]]}]")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('[{"a": 1}, {"a"', "breaks off in line 1"),
        ('[\n{"a": 1},\n', "breaks off in line"),
        ('{"a": 1}\n{"a": ', "breaks off in line 2"),
        ('[\n{"a": 1},\n{"a": x}]', "line 3 is no JSON"),
        ('[{"a": 1},]', "line 1 is no JSON"),
        ('[{"a": 1}] {}', "line 1 is no JSON"),
        ('{"a": 1}\n[2]\n', "line 2 is not one object"),
        ('{"a": 1}\n{"a": 1} {"a": 2}\n', "line 2 is not one object"),
        ('[{"a": 1},\n 2]', "line 2 holds neither"),
        ("[[1, 2], [3, 4]]", "line 1 holds neither"),
        ("[1, 2]", "line 1 holds neither"),
        ("[]", "holds no rows"),
        ("[{}]", "holds no rows"),
        ('{\n"a": 1\n}', "holds no rows"),
        ('{"a": [{"x": 1}], "b": {"c": [{"y": 2}]}}', "several lists of rows.*“a”, “b.c”"),
        ('[{"a": 1, "a": 2}]', "line 1 has “a” twice"),
        ('{"a": 1}\n{"a": 1, "a": 2}\n', "line 2 has “a” twice"),
        ('{"items": [{"x": 1}],\n "items": [{"x": 2}]}', "line 2 has “items” twice"),
        ('[{"a.b": 1, "a": {"b": 2}}]', "line 1 has “a.b” twice"),
    ],
)
def test_what_is_not_clear_is_refused(given_file: Path, content: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        list(read(given_file, content).rows())


@pytest.mark.parametrize("depth", [json_values.DEEPEST + 1, 900, 100_000])
@pytest.mark.parametrize("shape", ['{"items": %s1%s}', '[{"a": %s1%s}]', '{"a": %s1%s}\n{"a": 1}\n', "%s%s"])
def test_deep_nesting_is_refused(given_file: Path, depth: int, shape: str) -> None:
    with pytest.raises(Refused):
        list(read(given_file, shape % ('{"a":' * depth, "}" * depth)).rows())
    with pytest.raises(Refused):
        list(read(given_file, "[" * depth + "]" * depth).rows())
