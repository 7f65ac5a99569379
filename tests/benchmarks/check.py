"""How many of a draft's figures does `board check` find, and how many does it mark as they should be?

    python3 -m tests.benchmarks.check                # all sets, as tables
    python3 -m tests.benchmarks.check --misses       # and each figure that came out otherwise

The cases lie in tests/benchmarks/drafts (README.md says how). `seen.json` and `grammar.json` were looked at while the
check was built, `unseen.json` was not; each is counted for itself. A figure is found where its first character is;
precision and recall are of pairs (first character, kind) over all drafts of a set.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from board.exchange.checking.check import Against, ready
from board.exchange.checking.draft import draft_of
from board.exchange.checking.match import Kind
from board.model.entry import Entry
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.store.additions import add
from board.store.edition import shipped_record
from board.store.ledger import append
from board.store.opening import Store, open_store
from board.store.reader import Reader
from board.store.refused import Refused

DRAFTS = Path(__file__).parent / "drafts"
SETS = ("seen", "grammar", "unseen", "later")


class Figure(NamedTuple):
    """A figure of a draft as it should be marked, or as it is."""

    start: int
    kind: str


class Outcome(NamedTuple):
    """What came of one case."""

    case: str
    language: str
    text: str
    expected: frozenset[Figure]
    found: frozenset[Figure]


def boards(folder: Path, described: Mapping[str, object] | None = None) -> dict[str, Store]:
    """Make the stores of `boards.json`, each with its entries appended as the board appends them, and the record's."""
    made = {"record": open_store(folder / "record.db", record=shipped_record())}
    described = described or json.loads((DRAFTS / "boards.json").read_text("utf-8"))
    for name, board in described.items():
        assert isinstance(board, dict)
        store = made[name] = open_store(folder / f"{name}.db", record=shipped_record())
        action = board["action"]
        source = {
            "slug": "boards-json", "publisher": "EXERCISE", "title": "invented", "date": action["started_on"],
            "address": None, "language": "en", "kind": "primary",
        }  # fmt: skip
        add(store, "sources", source)
        add(store, "actions", {**action, "status": "ongoing", "sources": ["boards-json"]})
        for agency, roles in board["partners"].items():
            add(
                store,
                "participations",
                {"action": action["slug"], "agency": agency, "roles": roles, "source": "boards-json"},
            )
        at = datetime.fromisoformat(board["as_of"])
        entries = [
            Entry(
                action=action["slug"],
                agency=one["agency"],
                content_type=ContentType(one["content_type"]),
                stage=Stage(one["stage"]),
                provider=one.get("provider"),
                quantity=one["quantity"],
                qualifier=Qualifier(one["qualifier"]),
                occurred_at=at,
            )
            for one in board["entries"]
        ]
        append(store, entries, "duty officer", at)
    return made


def actions() -> dict[str, str]:
    """Return the action of each board."""
    described = json.loads((DRAFTS / "boards.json").read_text("utf-8"))
    return {"record": "is-2019-11", **{name: board["action"]["slug"] for name, board in described.items()}}


def outcomes(cases: Iterable[Mapping[str, object]], stores: Mapping[str, Store]) -> list[Outcome]:
    """Check each case, and return what came of it."""
    slugs, result = actions(), []
    boards_ready: dict[tuple[str, str], Against] = {}
    for case in cases:
        board, text = str(case["board"]), str(case["text"])
        action = str(case.get("action") or slugs[board])
        if (board, action) not in boards_ready:
            boards_ready[board, action] = ready(Reader(stores[board]), action)
        try:
            checked = boards_ready[board, action].check(draft_of(text))
            found = frozenset(Figure(one.claim.start, str(one.kind)) for one in checked.findings)
        except Refused:
            found = frozenset()
        expected = case["expected"]
        assert isinstance(expected, list)
        right = frozenset(Figure(place_of(text, one["quote"], one.get("nth", 1)), one["kind"]) for one in expected)
        result.append(Outcome(str(case["id"]), str(case["language"]), text, right, found))
    return result


def place_of(text: str, quote: str, nth: int) -> int:
    """Return where a quote stands for the nth time."""
    place = -1
    for _count in range(nth):
        place = text.index(quote, place + 1)
    return place


class Score(NamedTuple):
    """How many there were, were found, and were found rightly."""

    expected: int
    found: int
    right: int

    def row(self, name: str) -> str:
        """Return them as a line of a table, with precision and recall in per cent."""
        precision = f"{100 * self.right / self.found:5.1f}" if self.found else "    –"
        recall = f"{100 * self.right / self.expected:5.1f}" if self.expected else "    –"
        return f"| {name:22} | {self.expected:8} | {self.found:5} | {self.right:5} | {precision:>9} | {recall:>6} |"


def scores(all_of_them: Iterable[Outcome]) -> dict[str, Score]:
    """Return the scores of a set by kind, by language, of all, and of finding figures at all."""
    expected: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in all_of_them:
        for counter, figures in ((expected, one.expected), (found, one.found), (right, one.expected & one.found)):
            for figure in figures:
                counter.update({figure.kind: 1, one.language: 1, "all": 1})
        starts = [{figure.start for figure in figures} for figures in (one.expected, one.found)]
        expected["detection"] += len(starts[0])
        found["detection"] += len(starts[1])
        right["detection"] += len(starts[0] & starts[1])
    names = [*map(str, Kind), "fr", "nl", "de", "en", "all", "detection"]
    return {name: Score(expected[name], found[name], right[name]) for name in names}


def table(all_of_them: Iterable[Outcome]) -> list[str]:
    """Return the scores of a set as a table."""
    head = f"| {'':22} | {'expected':8} | {'found':5} | {'right':5} | precision | recall |"
    rows = [score.row(name) for name, score in scores(all_of_them).items()]
    return [
        head,
        "|" + "-" * 24 + "|" + "-" * 10 + "|" + "-" * 7 + "|" + "-" * 7 + "|" + "-" * 11 + "|" + "-" * 8 + "|",
        *rows,
    ]


def misses(one: Outcome) -> list[str]:
    """Return what came out otherwise in a case."""
    lines = []
    for figure in sorted(one.expected ^ one.found):
        side = "should be" if figure in one.expected else "is"
        lines.append(
            f"  {one.case}: {side} {figure.kind}: …{one.text[max(0, figure.start - 30) : figure.start + 40]!r}"
        )
    return lines


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="also print each figure that came out otherwise")
    parser.add_argument("--set", choices=SETS, help="only one of the sets")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        stores = boards(Path(folder))
        for name in (chosen.set,) if chosen.set else SETS:
            file = DRAFTS / f"{name}.json"
            if not file.exists():
                print(f"\n{name}: there is no {file.name} yet: its cases are written by somebody else")
                continue
            done = outcomes(json.loads(file.read_text("utf-8")), stores)
            whole = sum(1 for one in done if one.expected == one.found)
            print(f"\n{name}: {len(done)} drafts, {whole} of them without a single difference\n")
            print("\n".join(table(done)))
            if chosen.misses:
                print("\n".join(line for one in done for line in misses(one)))
        for store in stores.values():
            store.close()


if __name__ == "__main__":
    main()
