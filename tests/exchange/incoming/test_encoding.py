"""Are the characters of a text the ones that its sender wrote, and is it said where that is a guess?"""

from pathlib import Path

import pytest

from tests.exchange.incoming.sent_files import CSV, read


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
