"""Does an encrypted store keep what it holds from whoever lacks the key, and does the key stay out of sight?"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click
import pytest

pytest.importorskip("sqlcipher3", reason="this machine has no SQLite that encrypts")

from board.cli import main
from board.exchange.key import SHORTEST_KEY, key_for, new_key
from board.model.wanted import SituationOf
from board.store.connection import HEADER
from board.store.edition import shipped_record
from board.store.opening import open_store
from board.store.reader import Reader
from board.store.refused import Refused
from tests.cli.run import board, done, process, refusal

KEY = "correct horse battery staple"

WORDS = ("Federal", "Europol", "26 000", "is-2019-11", "CREATE TABLE", "supprim")
"""What stands in every store in plain text, if it is not encrypted."""


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key comes from the machine's own keyring."""
    monkeypatch.setitem(sys.modules, "keyring", None)


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted store with the shipped record; read it, do not write to it."""
    path = tmp_path_factory.mktemp("encrypted") / "board.db"
    open_store(path, record=shipped_record(), key=KEY, encrypt=True).close()
    return path


@pytest.fixture
def with_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is in the environment."""
    monkeypatch.setenv("BOARD_KEY", KEY)


def _legible(content: bytes) -> list[str]:
    return [word for word in WORDS if word.encode() in content]


def test_the_words_are_there_in_a_plain_store(store_path: Path) -> None:
    """The search below finds what it searches for where it is to be found."""
    assert _legible(store_path.read_bytes()) == list(WORDS)


def test_nothing_is_legible_in_the_file(encrypted: Path) -> None:
    """Not the header, not a name, not a figure, not the schema."""
    content = encrypted.read_bytes()
    assert content[: len(HEADER)] != HEADER
    assert len(content) > 100_000
    assert _legible(content) == []


def test_nothing_is_legible_beside_the_file_while_it_is_open(tmp_path: Path) -> None:
    """The log that SQLite keeps beside an open store is encrypted too."""
    path = tmp_path / "board.db"
    with closing(open_store(path, record=shipped_record(), key=KEY, encrypt=True).connection):
        beside = {file.name: file.read_bytes() for file in tmp_path.glob("board.db*")}
    assert len(beside["board.db-wal"]) > 100_000
    assert [name for name, content in beside.items() if _legible(content)] == []


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_an_encrypted_store_is_private_too(encrypted: Path) -> None:
    """Encryption is no reason to let others read the file."""
    assert oct(encrypted.stat().st_mode & 0o777) == "0o600"


def test_it_opens_with_the_key(encrypted: Path) -> None:
    """The key gives the record back, also for reading only."""
    for read_only in (False, True):
        store = open_store(encrypted, record=None, key=KEY, read_only=read_only)
        with closing(store.connection):
            assert Reader(store).read(SituationOf()).action.slug == "is-2019-11"


@pytest.mark.parametrize("key", [None, "wrong key", KEY + " ", KEY.upper(), "' OR 1=1; --", "x" * 5000, "é\u202e"])
def test_it_does_not_open_without_the_key(encrypted: Path, key: str | None) -> None:
    """No key, a wrong one, one that is nearly right or that is SQL: refused, and the file is as it was."""
    before = encrypted.read_bytes()
    with pytest.raises(Refused, match="BOARD_KEY"):
        open_store(encrypted, record=shipped_record(), key=key)
    assert encrypted.read_bytes() == before


@pytest.mark.parametrize(
    "key", ["it's a key with 'quotes'", 'with "double" quotes', "clé à molette ≥ 8", "x'00ff'; --"]
)
def test_any_key_that_made_a_store_opens_it(tmp_path: Path, key: str) -> None:
    """Quotes, accents and what looks like SQL are part of the key, and nothing else opens the store."""
    path = tmp_path / "board.db"
    open_store(path, record=None, key=key, encrypt=True).close()
    open_store(path, record=None, key=key).close()
    with pytest.raises(Refused):
        open_store(path, record=None, key=key[:-1])


def test_a_key_with_nul_is_refused(tmp_path: Path) -> None:
    """SQLite would take only what stands before it: a shorter key than the person believes."""
    path = tmp_path / "board.db"
    with pytest.raises(Refused, match="NUL"):
        open_store(path, record=None, key="secret\0longer", encrypt=True)
    assert not path.exists()


@pytest.mark.parametrize("key", [None, ""])
def test_no_key_never_makes_a_plain_store(tmp_path: Path, key: str | None) -> None:
    """Asked to encrypt and given no key, a store must not come out legible instead."""
    path = tmp_path / "board.db"
    with pytest.raises(Refused):
        open_store(path, record=shipped_record(), key=key, encrypt=True)
    assert not path.exists()


def test_another_program_sees_no_database(encrypted: Path) -> None:
    """Python's own SQLite finds nothing to read."""
    with (
        closing(sqlite3.connect(encrypted)) as connection,
        pytest.raises(sqlite3.DatabaseError, match="not a database"),
    ):
        connection.execute("SELECT * FROM agencies").fetchall()


@pytest.mark.usefixtures("with_key")
def test_made_and_shown_by_the_command_line(tmp_path: Path) -> None:
    """`init --encrypt` makes it, `show` reads it, `where` says that it is encrypted, an addition goes in."""
    path = tmp_path / "board.db"
    done(board("--store", path, "init", "--encrypt", "--marking", "AMBER"))
    assert done(board("--store", path, "show")).startswith("TLP:AMBER\n")
    assert any(line.split() == ["encrypted", "yes"] for line in done(board("--store", path, "where")).splitlines())
    done(board("--store", path, "agencies", "add", "new-one", "A new agency", "--kind", "police"))
    assert b"A new agency" not in path.read_bytes()
    assert "A new agency" in done(board("--store", path, "agencies", "list"))


@pytest.mark.parametrize("key", [None, "wrong key"])
@pytest.mark.parametrize("command", ["show", "where", "init"])
def test_one_line_without_the_key(encrypted: Path, key: str | None, command: str) -> None:
    """No or the wrong key: one line that names the variable, and never the key itself; exit 1."""
    line = refusal(board("--store", encrypted, command, env={"BOARD_KEY": key}))
    assert "BOARD_KEY" in line
    assert "wrong key" not in line


def test_a_key_in_another_encoding_is_refused_or_works(tmp_path: Path) -> None:
    """A key that is no UTF-8, as an old terminal sets it, is no traceback; whatever it makes it opens again."""
    path = tmp_path / "board.db"
    env = {"BOARD_KEY": "cl\udce9 \udce0 molette"}
    made = process("--store", path, "init", "--encrypt", env=env)
    if made.returncode == 0:
        done(process("--store", path, "show", env=env))
    else:
        assert "key" in refusal(made)
        assert not path.exists()


def test_a_wrong_key_is_quiet_in_a_process_of_its_own(encrypted: Path) -> None:
    """SQLCipher's own log of a wrong key stays off the terminal."""
    refusal(process("--store", encrypted, "show", env={"BOARD_KEY": "wrong key"}))


def test_no_command_takes_a_key() -> None:
    """A key on the command line would stand in the process list and in the shell's history: no option takes one."""

    def options(command: click.Command) -> Iterator[str]:
        for param in command.params:
            yield from param.opts
        if isinstance(command, click.Group):
            for one in command.commands.values():
                yield from options(one)

    found = list(options(main))
    assert "--store" in found
    assert [one for one in found if any(word in one for word in ("key", "pass", "secret"))] == []


@pytest.mark.usefixtures("with_key")
def test_an_existing_store_is_not_encrypted(store_path: Path) -> None:
    """Only a new store can be encrypted: saying so is better than seeming to do it."""
    before = store_path.read_bytes()
    assert "only a new store" in refusal(board("--store", store_path, "init", "--encrypt"))
    assert store_path.read_bytes() == before


def test_a_new_key_must_be_long_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven characters are refused and make nothing, eight are taken."""
    path = tmp_path / "board.db"
    line = refusal(board("--store", path, "init", "--encrypt", env={"BOARD_KEY": "x" * (SHORTEST_KEY - 1)}))
    assert str(SHORTEST_KEY) in line
    assert not path.exists()
    monkeypatch.setenv("BOARD_KEY", "x" * SHORTEST_KEY)
    assert new_key(path) == "x" * SHORTEST_KEY


def test_no_new_key_without_a_terminal(tmp_path: Path) -> None:
    """A script that gives no key is told how to give one; nothing is made."""
    assert "BOARD_KEY" in refusal(board("--store", tmp_path / "board.db", "init", "--encrypt"))
    assert list(tmp_path.glob("board.db*")) == []


@pytest.mark.usefixtures("with_key")
def test_a_plain_store_needs_no_key(store_path: Path, tmp_path: Path) -> None:
    """Nobody is asked for the key of a store that is not encrypted, or not there."""
    assert key_for(store_path) is None
    assert key_for(tmp_path / "none.db") is None
    assert board("--store", store_path, "show").exit_code == 0


@pytest.mark.usefixtures("with_key")
@pytest.mark.parametrize("command", ["show", "init", "verify"])
def test_a_key_for_a_plain_store_is_said_to_be_of_no_use(store_path: Path, command: str) -> None:
    """Whoever gave it takes the store for an encrypted one; the key itself is not said."""
    said = board("--store", store_path, command)
    assert said.exit_code == 0
    assert "BOARD_KEY is set, but the store" in said.stderr
    assert "is not encrypted" in said.stderr
    assert os.environ["BOARD_KEY"] not in said.output + said.stderr


@pytest.mark.usefixtures("with_key")
def test_an_encrypted_store_is_said_to_be_new(tmp_path: Path) -> None:
    """`init --encrypt` answers that it made one, and that it is encrypted."""
    assert "a new store was made, encrypted" in done(board("--store", tmp_path / "a.db", "init", "--encrypt"))


def test_no_key_is_asked_for_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that was named by mistake is no encrypted store; nobody is asked, and it stays as it is."""
    monkeypatch.setattr("board.exchange.key._asked", lambda prompt: pytest.fail(prompt))
    for text in ("# Board\n", "é" * 3_000, "\t\r\n" * 400):
        path = tmp_path / "README.md"
        path.write_bytes(text.encode())
        assert "no board store but a text" in refusal(board("--store", path, "show"))
        assert path.read_bytes() == text.encode()


def test_a_key_is_asked_for_an_encrypted_store(encrypted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first bytes are those of no text."""
    monkeypatch.delenv("BOARD_KEY", raising=False)
    monkeypatch.setattr("board.exchange.key._asked", lambda _prompt: "as asked for")
    assert key_for(encrypted) == "as asked for"


@pytest.fixture
def without_sqlcipher(tmp_path: Path) -> dict[str, str]:
    """An environment in which sqlcipher3 cannot be imported."""
    stub = tmp_path / "stub" / "sqlcipher3"
    stub.mkdir(parents=True)
    (stub / "__init__.py").write_text("raise ImportError('no wheel for this machine')\n", encoding="utf-8")
    return {"PYTHONPATH": str(stub.parent)}


@pytest.mark.parametrize("command", ["show", "where"])
def test_without_sqlcipher_the_board_still_works(
    store_path: Path, without_sqlcipher: dict[str, str], command: str
) -> None:
    """Python's own SQLite reads the plain store, and the person is told once, on standard error."""
    ended = process("--store", store_path, command, env=without_sqlcipher)
    assert ended.returncode == 0
    assert {"show": "26,000", "where": "(sqlite3)"}[command] in ended.stdout
    assert [line for line in ended.stderr.splitlines() if "no sqlcipher3" in line] == ended.stderr.splitlines()
    assert len(ended.stderr.splitlines()) == 1


def test_without_sqlcipher_a_new_store_is_made(tmp_path: Path, without_sqlcipher: dict[str, str]) -> None:
    """The first run works there too, and the other SQLite reads what it made."""
    path = tmp_path / "board.db"
    assert process("--store", path, "init", env=without_sqlcipher).returncode == 0
    assert "26,000" in done(board("--store", path, "show"))


@pytest.mark.parametrize("command", [["show"], ["init", "--encrypt"]], ids=["show", "encrypt"])
def test_without_sqlcipher_encryption_is_refused(
    encrypted: Path, tmp_path: Path, without_sqlcipher: dict[str, str], command: list[str]
) -> None:
    """What cannot be read or made encrypted there is refused, and above all not made unencrypted."""
    path = encrypted if command == ["show"] else tmp_path / "board.db"
    ended = process("--store", path, *command, env={**without_sqlcipher, "BOARD_KEY": KEY})
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.splitlines()) == 2
    assert not (tmp_path / "board.db").exists()
