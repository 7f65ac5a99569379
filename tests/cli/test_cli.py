"""Does the `board` command do what its help says, and refuse everything else in one line?"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from board import __version__
from board.cli import main
from board.model.text import clean
from board.store.edition import shipped_record
from board.store.place import default_store
from tests.cli.run import board, done, process, refusal
from tests.store.files import contents

PARTS = ("actions", "agencies", "sources", "statements")


def _without_clock(text: str) -> str:
    return re.sub(r"read on .*|\"as_of\": \"[^\"]*Z\"", "", text)


def test_without_a_terminal_board_prints_what_show_prints(store_path: Path) -> None:
    """`board | less` is a print-out, not a screen."""
    shown = _without_clock(done(board("--store", store_path, "show")))
    assert _without_clock(done(board("--store", store_path))) == shown
    assert _without_clock(done(process("--store", store_path))) == shown
    assert "more than 26,000 items removed" in shown


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only here the tests can move the user's data folder")
def test_the_first_run_makes_the_store_in_its_place(tmp_path: Path) -> None:
    """No option, no variable: the user's data folder; and the record is in it."""
    path = default_store()
    assert tmp_path in path.parents
    assert "26,000" in done(board())
    assert path.is_file()
    assert f"  {path}" in done(board("where"))


def test_where_makes_nothing(tmp_path: Path) -> None:
    """Asking where a store would lie does not make it."""
    path = tmp_path / "none" / "board.db"
    assert "not made yet" in done(board("--store", path, "where"))
    assert not path.parent.exists()


def test_where_says_what_a_person_wants_to_know(store_path: Path) -> None:
    """Board, SQLite, record, store and what is in it."""
    said = done(board("--store", store_path, "where"))
    for part in (__version__, str(shipped_record()), str(store_path), "TLP:CLEAR", "2026-11-23"):
        assert part in said
    assert f"{store_path.stat().st_mode & 0o777:04o}" in said


def test_the_store_can_be_named_by_the_environment(store_path: Path, tmp_path: Path) -> None:
    """BOARD_STORE names it, --store outdoes it."""
    assert str(store_path) in done(board("where", env={"BOARD_STORE": str(store_path)}))
    other = tmp_path / "other.db"
    assert str(other) in done(board("--store", other, "where", env={"BOARD_STORE": str(store_path)}))


@pytest.mark.parametrize("form", ["json", "csv", "text"])
def test_show_in_each_form(store_path: Path, form: str) -> None:
    """The named action, in the named form."""
    said = done(board("--store", store_path, "show", "--format", form, "--action", "amaq-2018"))
    if form == "json":
        assert json.loads(said)["action"]["slug"] == "amaq-2018"
    elif form == "csv":
        assert {row["row"] for row in csv.DictReader(io.StringIO(said))} == {"statement"}
    else:
        assert said.startswith("TLP:CLEAR\n")
        assert "Amaq" in said


def test_an_unknown_action_offers_the_nearest(store_path: Path) -> None:
    """Exit 1 and the name that was meant, for every command that takes one."""
    for command in (["show"], ["snapshot", store_path.with_suffix(".svg")]):
        line = refusal(board("--store", store_path, *command, "--action", "is-2019-12"))
        assert "is-2019-12" in line
        assert "did you mean is-2019-11?" in line
    assert not store_path.with_suffix(".svg").exists()


@pytest.mark.parametrize("part", PARTS)
def test_lists(store_path: Path, part: str) -> None:
    """Text, JSON and CSV hold the same things, as many as the store, in the same order."""
    listed = json.loads(done(board("--store", store_path, part, "list", "--format", "json")))
    rows = list(csv.DictReader(io.StringIO(done(board("--store", store_path, part, "list", "--format", "csv")))))
    lines = done(board("--store", store_path, part, "list")).splitlines()
    more = len(contents(store_path)["aggregates"]) if part == "actions" else 0
    assert len(listed) == len(contents(store_path)[part]) + more
    slugs = [one["slug"] for one in listed]
    assert [row["slug"] for row in rows] == slugs
    assert [line.split()[0] for line in lines[1:]] == [slug if len(slug) <= 60 else slug[:59] + "…" for slug in slugs]


SOURCE = ("sources", "add", "order-12", "Order of 3 May", "--publisher", "Federal Prosecutor", "--kind", "primary",
          "--language", "fr")  # fmt: skip
AGENCY = ("agencies", "add", "nl-iru", "Netherlands IRU", "--kind", "referral_unit", "--country", "NL")
ACTION = ("actions", "add", "spring-2027", "Spring action", "--source", "order-12", "--started-on", "2027-03-01",
          "--status", "ongoing", "--exercise")  # fmt: skip
STATEMENT = ("statements", "add", "spring-nl", "--action", "spring-2027", "--stage", "removed", "--unit", "item",
             "--quantity", "120", "--qualifier", "at_least", "--agency", "nl-iru", "--source", "order-12",
             "--wording", "meer dan 120 berichten", "--quoted", "--of", "video", "--of", "account",
             "--as-of", "2027-03")  # fmt: skip
ADDITIONS = {"sources": SOURCE, "agencies": AGENCY, "actions": ACTION, "statements": STATEMENT}


@pytest.fixture
def added(store_path: Path) -> Path:
    """A store to which one thing of each part was added."""
    for add in ADDITIONS.values():
        assert done(board("--store", store_path, *add)) == f"added: {add[2]}\n"
    return store_path


def test_what_was_added_is_shown(added: Path) -> None:
    """The new action is the newest ongoing one; its figure stands with its verb, its words and who says it."""
    shown = json.loads(done(board("--store", added, "show", "--format", "json")))
    assert shown["action"] == {
        "slug": "spring-2027",
        "name": "Spring action",
        "status": "ongoing",
        "started_on": "2027-03-01",
        "ended_on": None,
        "exercise": True,
    }
    assert shown["statements"] == [
        {
            "slug": "spring-nl",
            "stage": "removed",
            "quantity": 120,
            "qualifier": "at_least",
            "unit": "item",
            "agency": "nl-iru",
            "as_of": "2027-03",
            "source": "order-12",
            "wording": "meer dan 120 berichten",
        }
    ]
    text = done(board("--store", added))
    assert text.startswith("EXERCISE")
    assert "more than 120 items removed\n      Netherlands IRU (NL) · as of Mar 2027" in text
    for part, add in ADDITIONS.items():
        assert add[2] in done(board("--store", added, part, "list"))


@pytest.mark.parametrize("part", PARTS)
def test_the_same_slug_twice_is_refused(added: Path, part: str) -> None:
    """A second thing does not take the first one's place, nor vanish silently."""
    before = contents(added)
    assert "is there already" in refusal(board("--store", added, *ADDITIONS[part]))
    assert contents(added) == before


@pytest.mark.parametrize(
    ("option", "value", "near"),
    [
        ("--agency", "europoll", "europol"),
        ("--source", "be-police-2019-reprin", "be-police-2019-reprint"),
        ("--action", "is-2019-12", "is-2019-11"),
        ("--share-of", "guardia-civill", "guardia-civil"),
    ],
)
def test_an_unknown_reference_is_refused_with_the_nearest(added: Path, option: str, value: str, near: str) -> None:
    """A figure is never put down to nobody."""
    before = contents(added)
    line = refusal(board("--store", added, *STATEMENT[:2], "second", *STATEMENT[3:], option, value))
    assert value in line
    assert f"did you mean {near}" in line
    assert contents(added) == before


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--stage", "deleted", "stage"),
        ("--unit", "sujets", "unit"),
        ("--of", "sujets", "of"),
        ("--qualifier", "roughly", "qualifier"),
        ("--quantity", "-1", "quantity"),
        ("--quantity", "9999999999999", "quantity"),
        ("--as-of", "2019-02-30", "as_of"),
        ("--as-of", "", "as_of"),
        ("--wording", " ", "wording"),
        ("--aggregate", "eu-iru", "one action or of one aggregate"),
    ],
)
def test_a_wrong_value_is_refused(added: Path, option: str, value: str, says: str) -> None:
    """The field is named, and nothing is added."""
    before = contents(added)
    line = refusal(board("--store", added, *STATEMENT[:2], "second", *STATEMENT[3:], option, value))
    assert says in line
    assert contents(added) == before


@pytest.mark.parametrize("slug", ["Not A Slug", "-x", "a--b", "x\n", "", "ü", "../x", "a" * 81, "\x1b[2J", "\udce9"])
def test_a_slug_that_is_none_is_refused(store_path: Path, slug: str) -> None:
    """Small letters, digits and single hyphens; the refusal passes nothing on."""
    result = board("--store", store_path, "agencies", "add", "--kind", "other", "--", slug, "Name")
    assert "slug" in refusal(result)


def test_an_action_does_not_take_an_aggregates_name(store_path: Path) -> None:
    """A subject is named by its slug: two of one name would show each other's figures."""
    taken = str(contents(store_path)["aggregates"][0][0])
    source = str(contents(store_path)["sources"][0][0])
    assert taken in refusal(board("--store", store_path, "actions", "add", taken, "Name", "--source", source))


HOSTILE = "\x1b]52;c;cm0gLXJmIH4=\x07\x9b2J\u202eEvil\u2066 [link=https://example.org]x[/bar]\r\nsecond line"


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_hostile_name_is_stored_clean(store_path: Path, form: str) -> None:
    """What came from outside is data: nothing that acts reaches the file, let alone the screen."""
    done(board("--store", store_path, "agencies", "add", "evil", HOSTILE, "--kind", "other", "--note", HOSTILE))
    stored = next(row for row in contents(store_path)["agencies"] if row[0] == "evil")
    assert stored[1] == stored[4] == clean(HOSTILE)
    listed = done(board("--store", store_path, "agencies", "list", "--format", form))
    assert [line for line in listed.splitlines() if clean(line) != line] == []
    assert "Evil" in listed


def test_a_name_in_another_encoding_is_stored_clean(store_path: Path) -> None:
    """Bytes that are no UTF-8, as an old terminal sends them, become marks of replacement."""
    done(process("--store", store_path, "agencies", "add", "old", "Caf\udce9", "--kind", "other"))
    assert ("old", "Caf\N{REPLACEMENT CHARACTER}") in [row[:2] for row in contents(store_path)["agencies"]]


def test_a_name_of_10_000_characters(store_path: Path) -> None:
    """Kept whole, clipped where it is shown in columns; above 20 000 it is refused."""
    add = ("--store", store_path, "agencies", "add")
    done(board(*add, "long", "N" * 10_000, "--kind", "other"))
    listed = done(board("--store", store_path, "agencies", "list")).splitlines()
    line = next(line for line in listed if line.startswith("long "))
    assert "N" * 59 + "…" in line
    assert max(map(len, listed)) < 200
    whole = json.loads(done(board("--store", store_path, "agencies", "list", "--format", "json")))
    assert "N" * 10_000 in [one["name"] for one in whole]
    assert "20000" in refusal(board(*add, "longer", "N" * 20_001, "--kind", "other"))


def test_version() -> None:
    """One line with the version."""
    assert done(board("--version")) == f"board, version {__version__}\n"


def _commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            yield from _commands(one, (*path, name))


@pytest.mark.parametrize("path", [path for path, _command in _commands(main)], ids=" ".join)
def test_every_help_has_an_example(path: tuple[str, ...]) -> None:
    """--help and -h say what it does and how it is called, with this very command in the example."""
    said = done(board(*path, "--help"))
    assert said == done(board(*path, "-h"))
    if not isinstance(dict(_commands(main))[path], click.Group) or not path:
        assert re.search(rf"Example: board .*{' '.join(path)}", said)
    assert said.startswith("Usage: board")


@pytest.mark.parametrize(
    "args",
    [
        ["no-such-command"],
        ["show", "--format", "yaml"],
        ["show", "surplus"],
        ["--wait", "soon", "show"],
        ["--wait", "-1", "show"],
        ["snapshot"],
        ["snapshot", "board.svg", "--screen", "nothing"],
        ["agencies"],
        ["agencies", "add", "slug"],
        ["agencies", "add", "slug", "Name"],
        ["statements", "add", "slug", "--quantity", "many"],
        ["--no-such-option"],
        ["init", "--marking", "PINK"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(store_path: Path, args: list[str]) -> None:
    """What click cannot read is wrong usage: exit 2, said on standard error, and nothing done."""
    before = contents(store_path)
    result = board("--store", store_path, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: board" in result.stderr
    assert contents(store_path) == before


URL = re.compile(r"url\(\s*['\"]?([^)]*)", re.IGNORECASE)


def test_snapshot_as_svg_fetches_nothing(store_path: Path, tmp_path: Path) -> None:
    """A picture is one file that calls nobody: no font, picture, script or style from anywhere else."""
    file = tmp_path / "board.svg"
    assert done(board("--store", store_path, "snapshot", file, "--size", "100x30")) == ""
    picture = file.read_text(encoding="utf-8")
    assert [target for target in URL.findall(picture) if not target.startswith("#")] == []
    assert "@import" not in picture
    root = ElementTree.fromstring(picture)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    values = [value for node in root.iter() for value in node.attrib.values()]
    assert [value for value in values if "//" in value] == []
    names = {node.tag.rpartition("}")[2] for node in root.iter()}
    assert names & {"script", "image", "a", "use", "foreignObject", "iframe"} == set()
    styles = "".join(node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}style"))
    assert "http" not in styles
    assert "26,000" in "".join(root.itertext()).replace("\xa0", " ")


@pytest.mark.parametrize("screen", ["main", "actions", "agency", "statements"])
def test_snapshot_as_text(store_path: Path, tmp_path: Path, screen: str) -> None:
    """As many lines as asked for, none wider, nothing that acts; the marking is on it."""
    file = tmp_path / "board.txt"
    of = ("--agency", "europol") if screen == "agency" else ()
    done(board("--store", store_path, "snapshot", file, "--size", "120x40", "--screen", screen, *of))
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 40
    assert max(map(len, lines)) <= 120
    assert [line for line in lines if clean(line) != line] == []
    assert any("TLP:CLEAR" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "size", "says"),
    [
        ("board.svg", "big", "no size"),
        ("board.svg", "160", "no size"),
        ("board.svg", "160x", "no size"),
        ("board.svg", "0x50", "no size"),
        ("board.svg", "160x-5", "no size"),
        ("board.svg", "20x5", "needs 80x24"),
        ("board.svg", "79x24", "needs 80x24"),
        ("board.svg", "99999x50", "no size"),
        ("board.svg", "1001x50", "no size"),
        ("board.svg", "١٦٠x٥٠", "no size"),
        ("board.svg", "\x1b[2J", "no size"),
        ("board.png", "160x50", ".svg or .txt"),
        ("board", "160x50", ".svg or .txt"),
        ("no folder/board.svg", "80x24", "cannot be written"),
        ("file/board.txt", "80x24", "cannot be written"),
    ],
)
def test_a_snapshot_that_cannot_be_is_refused(
    store_path: Path, tmp_path: Path, name: str, size: str, says: str
) -> None:
    """A size that is none, another ending, a place that may not be written: one line, and no file."""
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    assert says in refusal(board("--store", store_path, "snapshot", tmp_path / name, "--size", size))
    assert not (tmp_path / name).exists()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


def test_a_snapshot_of_an_unknown_agency_is_refused(store_path: Path, tmp_path: Path) -> None:
    """The nearest is named; no picture is made."""
    file = tmp_path / "board.svg"
    line = refusal(board("--store", store_path, "snapshot", file, "--screen", "agency", "--agency", "europoll"))
    assert "did you mean europol?" in line
    assert not file.exists()


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    """The shell gets a script that asks `board` for the words."""
    script = done(board(env={"_BOARD_COMPLETE": f"{shell}_source"}))
    assert "_BOARD_COMPLETE" in script
    assert f"{shell}_complete" in script


@pytest.mark.skipif(os.name != "posix", reason="bash")
def test_the_completion_script_for_bash() -> None:
    """`_BOARD_COMPLETE=bash_source board` prints what bash can read."""
    ended = board(env={"_BOARD_COMPLETE": "bash_source"})
    assert ended.exit_code == 0
    assert "bash_complete" in ended.stdout
    subprocess.run(["bash", "-n"], input=ended.stdout, text=True, check=True)


def _completed(store: Path, words: str, env: dict[str, str] | None = None) -> list[str]:
    values = {"_BOARD_COMPLETE": "zsh_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    ended = CliRunner().invoke(main, [], prog_name="board", env={**values, "BOARD_STORE": str(store), **(env or {})})
    assert ended.stderr == ""
    return ended.stdout.split()


def test_actions_are_completed_from_the_store(store_path: Path) -> None:
    """`--action am` offers the actions against Amaq, and only those."""
    offered = {word for word in _completed(store_path, "board show --action am") if word.startswith("am")}
    assert offered >= {"amaq-2016", "amaq-2017", "amaq-2018"}
    assert "is-2019-11" not in offered


def test_completion_without_a_store_is_silent(tmp_path: Path) -> None:
    """No store, or none that can be read: no words, no message, and no store made."""
    path = tmp_path / "none.db"
    assert _completed(path, "board show --action am") == []
    assert not path.exists()
    path.write_text("minutes", encoding="utf-8")
    assert _completed(path, "board show --action am") == []
    assert _completed(tmp_path / ("a" * 300), "board show --action am") == []


def test_init_sets_the_marking(store_path: Path) -> None:
    """From then on every print-out says with whom it may be shared."""
    assert str(store_path) in done(board("--store", store_path, "init", "--marking", "amber+strict"))
    assert done(board("--store", store_path)).startswith("TLP:AMBER+STRICT\n")


def test_init_twice_changes_nothing(store_path: Path) -> None:
    """Bringing up to date what is up to date does nothing."""
    before = store_path.read_bytes()
    done(board("--store", store_path, "init"))
    assert store_path.read_bytes() == before


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_output_that_lacks_our_signs(store_path: Path, encoding: str) -> None:
    """`board > file` on Windows, or under an old locale: printed with replacements, no traceback."""
    ended = process("--store", store_path, "show", env={"PYTHONIOENCODING": encoding})
    assert "Traceback" not in ended.stderr
    assert ended.returncode == 0
    assert "26,000 items removed" in ended.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_that_is_full(store_path: Path) -> None:
    """The disk the print-out goes to is full: not done, one line, no traceback."""
    with Path("/dev/full").open("wb") as full:
        ended = process("--store", store_path, "show", stdout=full.fileno())
    assert "Traceback" not in ended.stderr
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1


def test_an_output_that_is_closed(store_path: Path) -> None:
    """`board show | head -1` ends quietly."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = process("--store", store_path, "show", stdout=writing)
    finally:
        os.close(writing)
    assert "Traceback" not in ended.stderr


def test_markup_in_a_name_is_only_text_on_the_screen(store_path: Path, tmp_path: Path) -> None:
    """A name that looks like markup is drawn as it is written, on every screen that shows it."""
    name = "[bold]Evil[/bar] [link=https://example.org]x"
    done(board("--store", store_path, *SOURCE))
    done(board("--store", store_path, "actions", "add", "markup", name, "--source", "order-12", "--status", "ongoing",
               "--started-on", "2030"))  # fmt: skip
    file = tmp_path / "board.txt"
    for screen in ("main", "actions", "statements"):
        done(board("--store", store_path, "snapshot", file, "--screen", screen, "--size", "200x60"))
        assert "[bold]Evil[/bar]" in file.read_text(encoding="utf-8"), screen


def test_show_is_wound_back(store_path: Path, tmp_path: Path) -> None:
    """--as-of gives the situation of then in every form and in a picture, and says so; a pipe sees the instant."""
    done(board("--store", store_path, "record", "+120 video removed @europol"))
    then = json.loads(done(board("--store", store_path, "show", "--format", "json", "--as-of", "1999-01-01 12:00")))
    assert (then["as_of"], then["entries"], then["stages"], then["head"]) == ("1999-01-01T12:00:00Z", 0, {}, None)
    now = json.loads(done(board("--store", store_path, "show", "--format", "json")))
    assert now["stages"] == {"removed": 120}
    text = done(board("--store", store_path, "show", "--as-of", "2019-11-26 12:00 +01:00", "--clock", "happened"))
    assert "WOUND BACK to 26 Nov 2019 11:00 UTC · as it happened" in text
    picture = tmp_path / "then.txt"
    done(board("--store", store_path, "snapshot", picture, "--as-of", "2019-11-26 12:00"))
    assert "WOUND BACK to 26 Nov 2019 12:00 UTC" in picture.read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize("when", ["soon", "2999-01-01 00:00", "2019-10-27 02:30 Europe/Brussels", ""])
def test_a_moment_that_is_none_is_refused(store_path: Path, when: str) -> None:
    """Nonsense, the future and an hour that was there twice: one line, exit code 1."""
    assert refusal(board("--store", store_path, "show", "--as-of", when))
