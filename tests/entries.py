"""Entries for tests and pictures: real ones, appended as the board appends them."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from board.model.entry import Entry, LedgerRow
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.store.ledger import append, correct, reverse
from board.store.opening import Store, open_store

ACTION = "is-2019-11"
OFFICERS = ("duty officer", "second officer")
AGENCIES = ("eu-iru", "bka", "guardia-civil", "europol")
PROVIDERS = ("telegram", "twitter", "google", "instagram", None)
REHEARSED = (f"the record, actions, {ACTION}: it is not what was taken in",)
"""What `verify` says of a rehearsed store, in which the shipped action was made an exercise."""
NOTES = ("from the 14:30 call", "sheet of the morning", None, None)


def count(
    store: Store,
    agency: str,
    unit: str,
    stage: str,
    quantity: int,
    *,
    at: datetime,
    provider: str | None = None,
    qualifier: Qualifier = Qualifier.EXACT,
    action: str = ACTION,
    operator: str = "duty officer",
    note: str | None = None,
    ref: str | None = None,
) -> LedgerRow:
    """Append one entry that happened and was recorded at an instant."""
    entry = Entry(
        action=action,
        agency=agency,
        stage=Stage(stage),
        content_type=ContentType(unit),
        quantity=quantity,
        qualifier=qualifier,
        provider=provider,
        occurred_at=at,
        note=note,
        ref=ref,
    )
    return append(store, [entry], operator, at).rows[0]


def rehearse(path: Path, until: datetime, *, entries: int = 120, hours: int = 10) -> None:
    """Make the action of a store an EXERCISE and count in it: the same entries, to the byte of their hash, every time.

    Args:
        path: A store with the shipped record.
        until: When the last entry is recorded.
        entries: How many, besides a correction and something taken back.
        hours: Over how long.
    """
    store = open_store(path, record=None)
    store.connection.execute("UPDATE actions SET exercise = 1 WHERE slug = ?", (ACTION,))
    store.connection.execute("UPDATE settings SET value = '00000000-0000-4000-8000-000000000000' WHERE key = 'site'")
    with the_same_ids() as chance:
        rows = []
        for number in range(entries):
            at = until - timedelta(hours=hours) * (1 - number / entries)
            unit = chance.choices(("video", "publication", "group", "account", "channel"), (5, 2, 2, 6, 1))[0]
            stage = chance.choices(("assessed", "referred", "removed", "held", "refused"), (5, 6, 5, 1, 1))[0]
            rows.append(
                count(
                    store,
                    chance.choice(AGENCIES),
                    unit,
                    stage,
                    chance.randrange(3, 90),
                    at=at,
                    provider=chance.choice(PROVIDERS),
                    qualifier=Qualifier.ABOUT if stage == "assessed" and number % 20 == 0 else Qualifier.EXACT,
                    operator=chance.choice(OFFICERS),
                    note=chance.choice(NOTES),
                )
            )
        wrong = rows[-3]
        right = Entry.model_validate({
            **{name: getattr(wrong, name) for name in ("action", "agency", "stage", "content_type", "provider")},
            "quantity": wrong.quantity + 1,
            "occurred_at": until,
        })  # fmt: skip
        correct(store, wrong.site, wrong.seq, right, "one was missed", OFFICERS[0], until)
        reverse(store, rows[-1].site, rows[-1].seq, "typed twice", OFFICERS[1], until)
    store.close()


@contextmanager
def the_same_ids() -> Iterator[random.Random]:
    """Take the random part of every id from a seed, which is handed on for other choices."""
    chance = random.Random(7)
    with patch("board.store.appending.secrets.token_bytes", chance.randbytes):
        yield random.Random(11)
