"""Is a file only read where it is one, and is it refused once it is no longer what it was?"""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from board.exchange.incoming import encoding, opening, partners_file
from board.exchange.incoming.opening import open_tables
from board.model.text import clean
from board.store.refused import Refused
from tests.exchange.incoming.sent_files import CSV, read


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
        file.truncate(partners_file.LARGEST + 1)
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
    found = encoding.utf_16

    def meanwhile(first: bytes) -> str:
        _grown(given_file)
        return found(first)

    monkeypatch.setattr(opening, "utf_16", meanwhile)
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
