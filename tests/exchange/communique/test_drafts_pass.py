"""Does whatever the board drafts pass its own check, whatever was counted and whoever published what?"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from board.exchange.checking.check import ready
from board.exchange.checking.draft import draft_of
from board.exchange.checking.marks import open_marks
from board.exchange.communique.forms import FORMS
from board.exchange.communique.report import LANGUAGES, report
from board.model.entry import Entry
from board.model.situation import Situation
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, ContentType, Drift, Qualifier, Role, Stage
from board.store.additions import add
from board.store.ledger import append
from board.store.opening import Store, open_store
from board.store.reader import Reader
from tests.conftest import NOON

ACTION = "a-random-action"
AGENCIES = ("eu-iru", "bka", "guardia-civil", "europol", "fjp-east-flanders", "federal-police-be")
PROVIDERS = (None, "telegram", "twitter", "google")
DRIFTS = frozenset({Drift.STAGE, Drift.UNIT, Drift.QUALIFIER, Drift.QUANTITY})


class Published(NamedTuple):
    """A figure that somebody published."""

    agency: str
    stage: Stage
    unit: ContentType
    quantity: int
    qualifier: Qualifier
    share_of: str | None
    day: str | None
    press: bool
    echo: Stage | None
    """The same number is published by Eurojust as well, with this verb."""


class Case(NamedTuple):
    """What a situation is made of."""

    exercise: bool
    partners: dict[str, set[Role]]
    entries: list[tuple[str, ContentType, Stage, str | None, int, Qualifier]]
    published: list[Published]


QUANTITIES = st.one_of(st.integers(1, 30), st.integers(31, 99_999), st.sampled_from([1000, 2019, 26_000, 1_000_000]))
CASES = st.builds(
    Case,
    st.booleans(),
    st.dictionaries(st.sampled_from(AGENCIES), st.sets(st.sampled_from(Role), min_size=1, max_size=2), max_size=4),
    st.lists(
        st.tuples(
            st.sampled_from(AGENCIES),
            st.sampled_from(LEDGER_TYPES),
            st.sampled_from(LEDGER_STAGES),
            st.sampled_from(PROVIDERS),
            QUANTITIES,
            st.sampled_from(Qualifier),
        ),
        max_size=8,
    ),
    st.lists(
        st.builds(
            Published,
            st.sampled_from(AGENCIES),
            st.sampled_from(Stage),
            st.sampled_from(ContentType),
            QUANTITIES,
            st.sampled_from(Qualifier),
            st.sampled_from((None, None, None, *AGENCIES[:2])),
            st.sampled_from((None, "2026-11-21", "2026-11")),
            st.booleans(),
            st.sampled_from((None, None, Stage.REMOVED, Stage.REFERRED)),
        ),
        max_size=4,
    ),
)


@contextmanager
def made(case: Case, made_store: Path) -> Iterator[Store]:
    """Make a store in which it is so, by the board's own ways."""
    with TemporaryDirectory() as folder:
        store = open_store(Path(shutil.copy(made_store, Path(folder) / "board.db")), record=None)
        for kind in ("primary", "press"):
            add(store, "sources", {
                "slug": f"source-{kind}", "publisher": "A publisher", "title": "A text", "date": "2026-11-22",
                "address": None, "language": "en", "kind": kind,
            })  # fmt: skip
        add(store, "actions", {
            "slug": ACTION, "name": "A random action", "started_on": "2026-11-20", "status": "ongoing",
            "exercise": case.exercise, "sources": ["source-primary"],
        })  # fmt: skip
        for agency, roles in case.partners.items():
            add(store, "participations", {
                "action": ACTION, "agency": agency, "roles": sorted(roles), "source": "source-primary",
            })  # fmt: skip
        entries = [
            Entry(action=ACTION, agency=agency, content_type=unit, stage=stage, provider=provider, quantity=quantity,
                  qualifier=qualifier, occurred_at=NOON - timedelta(hours=2))
            for agency, unit, stage, provider, quantity, qualifier in case.entries
        ]  # fmt: skip
        if entries:
            append(store, entries, "duty officer", NOON - timedelta(hours=1))
        for number, said in enumerate(case.published):
            add(store, "statements", {
                "slug": f"said-{number}", "action": ACTION, "stage": said.stage, "quantity": said.quantity,
                "qualifier": said.qualifier, "unit": said.unit, "agency": said.agency, "share_of": said.share_of,
                "as_of": said.day, "wording": "words", "quoted": False,
                "source": "source-press" if said.press else "source-primary",
            })  # fmt: skip
            if said.echo is not None:
                add(store, "statements", {
                    "slug": f"echo-{number}", "action": ACTION, "stage": said.echo, "quantity": said.quantity,
                    "qualifier": said.qualifier, "unit": said.unit, "agency": "eurojust", "share_of": said.share_of,
                    "as_of": said.day, "wording": "words", "quoted": False, "source": "source-primary",
                })  # fmt: skip
        yield store
        store.close()


def disputed(situation: Situation) -> set[str]:
    """Return the statements that another one of the situation contradicts."""
    real = [one for one in situation.disagreements if not one.caution and DRIFTS & set(one.drifts)]
    return {said.slug for one in real for said in one.statements}


@settings(max_examples=8)
@given(CASES)
def test_a_draft_leaves_no_mark_open(made_store: Path, case: Case) -> None:
    """In every language and form: what is disputed is marked so, and the draft gives both readings with who says so."""
    with made(case, made_store) as store:
        against = ready(Reader(store, clock=lambda: NOON), ACTION)
        known = disputed(against.situation)
        for language in LANGUAGES:
            for form in FORMS:
                checked = against.check(draft_of(report(store, language, form, ACTION, None)))
                assert not checked.unread_numbers
                assert checked.marked or case.entries or not known
                assert open_marks(checked) == (), (language, form)
                for one in checked.marked:
                    held = [figure.said.slug for figure in one.against if figure.said is not None]
                    text = checked.draft.text[one.claim.start - 80 : one.claim.end + 80]
                    assert str(one.kind) == "disputed", (language, form, text, one)
                    assert set(held) & known, (language, form, text, one)
