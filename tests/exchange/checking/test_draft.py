"""Does a draft come in as it is, and is what is none refused in one sentence?"""

from io import BytesIO
from pathlib import Path

import pytest

from board.exchange.checking.draft import LARGEST, draft_of, read_draft
from board.store.refused import Refused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_draft_is_read_in_the_encodings_of_offices(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_bytes("26 000 vidéos supprimées".encode(encoding))
    assert read_draft(str(file)).text == "26 000 vidéos supprimées"


def test_standard_input_is_a_draft() -> None:
    assert read_draft("-", BytesIO(b"26 000 items")).text == "26 000 items"


@pytest.mark.parametrize("data", [b"", b" \n\t", b"PK\x03\x04zip", b"%PDF-1.7", b"\xff\x00\x01" * 9])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_draft("-", BytesIO(data))


def test_a_draft_that_is_too_large_is_refused() -> None:
    with pytest.raises(Refused, match="20 MB"):
        read_draft("-", BytesIO(b"a" * (LARGEST + 1)))


def test_escapes_and_tags_are_blanks_of_the_same_length() -> None:
    text = "\x1b[31m26 000\x1b[0m <b class='x9'>items</b>"
    draft = draft_of(text)
    assert draft.plain.split() == ["26", "000", "items"]
    assert draft.plain.index("26") == text.index("26 000")
