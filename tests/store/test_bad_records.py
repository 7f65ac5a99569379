"""Is a record that is wrong anywhere refused as a whole, in one line that names the file and the entry?"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.model.record import Record
from board.store.edition import shipped_record
from board.store.record import PARTS, read_record
from tests.cli.run import board, refusal
from tests.store.files import Rows, contents, edited_record, refused_by

SLUG = "is-2019-11-removed-federal-police"
"""The statement that is spoilt."""


def _set(field: str, value: object) -> Callable[[Rows], object]:
    def change(rows: Rows) -> None:
        next(row for row in rows if row["slug"] == SLUG)[field] = value

    return change


def _write(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(content)


STATEMENTS = {
    "unknown agency": (
        _set("agency", "federal-police-bee"),
        "statements.*federal-police-bee.*did you mean federal-police-be?",
    ),
    "unknown source": (_set("source", "be-police-2019-reprin"), "statements.*did you mean be-police-2019-reprint?"),
    "unknown action": (_set("action", "is-2019-12"), "statements.*is-2019-12.*did you mean is-2019-11"),
    "impossible date": (_set("as_of", "2019-02-30"), "as_of: not a date"),
    "month 13": (_set("as_of", "2019-13"), "as_of: not a date"),
    "date of another form": (_set("as_of", "25.11.2019"), "as_of: not a date"),
    "date in Arabic digits": (_set("as_of", "٢٠١٩"), "as_of: not a date"),
    "year far away": (_set("as_of", "0219-11-25"), "as_of: not a date"),
    "negative quantity": (_set("quantity", -1), "quantity"),
    "quantity as text": (_set("quantity", "26000"), "quantity"),
    "quantity with a fraction": (_set("quantity", 26000.5), "quantity"),
    "quantity true": (_set("quantity", True), "quantity"),
    "quantity out of this world": (_set("quantity", 10**30), "quantity"),
    "quantity not a number": (_set("quantity", float("nan")), "quantity"),
    "quantity without qualifier": (_set("qualifier", None), "a quantity needs a qualifier"),
    "unknown verb": (_set("stage", "deleted"), "stage"),
    "unknown unit": (_set("unit", "sujets"), "unit"),
    "extra field": (_set("totals", 3), "totals"),
    "slug with capitals": (_set("slug", "Not-A-Slug"), "slug"),
    "slug with a line end": (_set("slug", SLUG + "\n"), "slug"),
    "no wording": (_set("wording", " \t "), "wording"),
    "of an action and of an aggregate": (_set("aggregate", "eu-iru"), "one action or of one aggregate"),
    "duplicate slug": (lambda rows: rows.append(rows[0]), "statements.*stands twice"),
    "an entry that is a number": (lambda rows: rows.append(7), "entry"),
}
"""What is wrong with a statement, and what the refusal says besides the file and the entry."""

FOLDERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "not JSON": (_write("statements.json", b"[{,"), "statements.json is not JSON"),
    "empty file": (_write("statements.json", b""), "statements.json is not JSON"),
    "not UTF-8": (_write("statements.json", b'["caf\xe9"]'), "statements.json is not JSON in UTF-8"),
    "UTF-16": (_write("statements.json", "[]".encode("utf-16")), "statements.json is not JSON in UTF-8"),
    "nested 100 000 deep": (_write("statements.json", b"[" * 100_000 + b"]" * 100_000), "statements.json is not JSON"),
    "nested objects": (
        _write("findings.json", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
        "findings.json is not JSON",
    ),
    "a number of 5 000 digits": (_write("statements.json", b"[" + b"9" * 5_000 + b"]"), "statements.json is not JSON"),
    "an object, not a list": (_write("statements.json", b"{}"), "statements.json"),
    "a word, not a list": (_write("agencies.json", b'"europol"'), "agencies.json"),
    "no record.json": (lambda folder: (folder / "record.json").unlink(), "record.json cannot be read"),
    "record.json is a list": (_write("record.json", b"[]"), "record.json must hold one JSON object"),
    "unknown marking": (_write("record.json", b'{"edition": "2026", "marking": "PINK"}'), "record.json, marking"),
    "no edition": (_write("record.json", b'{"marking": "CLEAR"}'), "record.json, edition"),
    "a folder for a file": (lambda folder: (folder / "more.json").mkdir(), "cannot be read"),
    "no agencies": (lambda folder: (folder / "agencies.json").unlink(), ""),
}
"""What is wrong with the folder, and what the refusal says."""

HOSTILE = "\x1b]52;c;cm0gLXJmIH4=\x07\u202e[bold]"


def _refused(store: Path, record: Path) -> str:
    """Take the record in by the command line; return the refusal, after making sure that nothing changed."""
    before = contents(store)
    line = refusal(board("--store", store, "init", "--record", record))
    assert contents(store) == before
    return line


@pytest.mark.parametrize("kind", STATEMENTS)
def test_a_wrong_statement_is_named(store_path: Path, tmp_path: Path, kind: str) -> None:
    """File, entry and field; and nothing of the record comes in."""
    change, says = STATEMENTS[kind]
    line = _refused(store_path, edited_record(tmp_path / "record", "statements", change))
    assert "statements" in line
    assert re.search(says, line), line
    assert re.search(r"entry \d+|" + SLUG + "|stands twice", line), line


@pytest.mark.parametrize("kind", [kind for kind in FOLDERS if kind != "no agencies"])
def test_a_wrong_folder_is_named(store_path: Path, tmp_path: Path, kind: str) -> None:
    """The file at fault, or the folder; and nothing of the record comes in."""
    change, says = FOLDERS[kind]
    record = edited_record(tmp_path / "record")
    change(record)
    line = _refused(store_path, record)
    assert says in line
    assert str(record) in line


def test_a_record_may_leave_parts_out(store_path: Path, tmp_path: Path) -> None:
    """A record without agencies refers to those of the store."""
    record = edited_record(tmp_path / "record", "statements", lambda rows: rows.append({**rows[0], "slug": "new"}))
    FOLDERS["no agencies"][0](record)
    before = contents(store_path)
    assert board("--store", store_path, "init", "--record", record).exit_code == 0
    assert len(contents(store_path)["statements"]) == len(before["statements"]) + 1


@pytest.mark.parametrize("made", [True, False], ids=["empty", "missing"])
def test_a_folder_without_a_record(store_path: Path, tmp_path: Path, made: bool) -> None:
    """Nothing to take in is said, not passed over."""
    record = tmp_path / "record"
    if made:
        record.mkdir()
    assert f"there is no record in {record}" in _refused(store_path, record)


@pytest.mark.parametrize("field", ["slug", "agency", "stage", "as_of", "unit", HOSTILE])
def test_a_refusal_does_not_pass_an_attack_on(store_path: Path, tmp_path: Path, field: str) -> None:
    """The line about a hostile value, or a hostile field, is itself harmless on the terminal."""
    record = edited_record(tmp_path / "record", "statements", _set(field, HOSTILE))
    assert "\x1b" not in _refused(store_path, record)


def test_an_action_cannot_take_the_name_of_an_aggregate(store_path: Path, tmp_path: Path) -> None:
    """A subject is named by its slug: two of one name would show each other's figures."""
    taken = json.loads((shipped_record() / "aggregates.json").read_text(encoding="utf-8"))[0]["slug"]
    record = edited_record(tmp_path / "record", "actions", lambda rows: rows.append({**rows[0], "slug": taken}))
    assert taken in _refused(store_path, record)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.just("\ud800")
    | st.just(HOSTILE),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def _first_of(part: str) -> Rows:
    rows: Rows = json.loads((shipped_record() / f"{part}.json").read_text(encoding="utf-8"))
    return sorted(rows, key=len)[-1:]


FULLEST: dict[str, Rows] = {part: _first_of(part) for part in PARTS}
"""One entry of each part, the one with the most fields."""


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PARTS), st.data(), JSON)
def test_no_value_anywhere_is_more_than_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, part: str, data: st.DataObject, value: Any
) -> None:
    """Whatever stands in any field: a record, or one harmless line. Never another error."""
    field = data.draw(st.sampled_from([*FULLEST[part][0]]) | st.text(max_size=5))
    folder = tmp_path_factory.mktemp("record")
    (folder / "record.json").write_text('{"edition": "2026", "marking": "CLEAR"}', encoding="utf-8")
    (folder / f"{part}.json").write_text(json.dumps([{**FULLEST[part][0], field: value}]), encoding="utf-8")
    line = refused_by(lambda: Record.model_dump(read_record(folder)))
    assert line is None or line.startswith(str(folder / f"{part}.json"))
