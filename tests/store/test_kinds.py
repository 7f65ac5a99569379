"""Does the board know which entries are of running totals and of lists, in a store from before as well?"""

from contextlib import closing
from pathlib import Path

import pytest

from board.model.vocabulary import Stage
from board.store.guards import GUARDS
from board.store.opening import SCHEMA, open_store
from board.store.running_total import LaterTotal, declare
from board.store.verify import verify
from tests.entries import count
from tests.store.files import contents, foreign
from tests.store.test_intake import NOW, hand_in, item
from tests.store.test_ledger import entry


def test_a_store_from_before_is_brought_up_to_date(store_path: Path) -> None:
    """The notes of its running totals and the lists it knows tell what it did not keep yet."""
    said = entry(150, agency="bka", stage=Stage.REMOVED, occurred_at=NOW)
    with closing(open_store(store_path, record=None)) as store:
        declare(store, said, "duty officer", NOW)
        hand_in(store, item("https://a.example.org/"), item("https://b.example.org/", 3))
        count(store, "bka", "account", "removed", 5, at=NOW, note="a running total of nothing")
    kept = contents(store_path)["entry_kinds"]
    assert [row[2] for row in kept] == ["total", "items"]
    foreign(
        store_path,
        *(f"DROP TRIGGER {name}" for name in GUARDS if name.startswith("kinds_")),
        "DROP TABLE entry_kinds",
        "DELETE FROM _sqlite_migrations WHERE name = 'entry_kinds'",
        f"PRAGMA user_version = {SCHEMA - 1}",
    )
    with closing(open_store(store_path, record=None)) as store:
        assert [row[:-1] for row in contents(store_path)["entry_kinds"]] == [row[:-1] for row in kept]
        assert verify(store).problems == ()
        earlier = said.model_copy(update={"quantity": 90, "occurred_at": NOW.replace(hour=10)})
        with pytest.raises(LaterTotal, match="a later running total stands"):
            declare(store, earlier, "duty officer", NOW)
