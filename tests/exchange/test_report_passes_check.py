"""Does what `board report` writes pass `board check` in every language, whatever was counted?"""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.exchange.checking.check import check
from board.exchange.checking.draft import draft_of
from board.exchange.checking.match import Kind
from board.exchange.communique.report import LANGUAGES, report, wording_of
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, Qualifier
from board.store.opening import open_store
from board.store.reader import Reader
from tests.conftest import NOON
from tests.entries import AGENCIES, count

BARE = "amaq-2016"
"""An action of which nothing was published."""

ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(AGENCIES),
        st.sampled_from(LEDGER_TYPES),
        st.sampled_from(LEDGER_STAGES),
        st.integers(1, 10**7),
        st.sampled_from(Qualifier),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_passes_the_check(made_store: Path, tmp_path_factory: pytest.TempPathFactory, language: str) -> None:
    """No figure is marked: above the footnotes, which are no figures."""
    heading = wording_of(language).says["notes"].upper()

    @settings(max_examples=6, suppress_health_check=list(HealthCheck))
    @given(ENTRIES)
    def holds(entries: list[tuple[str, str, str, int, Qualifier]]) -> None:
        store = open_store(Path(shutil.copy(made_store, tmp_path_factory.mktemp("check") / "b.db")), record=None)
        for agency, unit, stage, quantity, qualifier in entries:
            count(store, agency, unit, stage, quantity, at=NOON, qualifier=qualifier, action=BARE)
        text = report(store, language, "txt", BARE, None).split(f"\n{heading}\n")[0]
        found = check(Reader(store, lambda: NOON), draft_of(text), BARE)
        marked = [one for one in found.findings if one.kind != Kind.AGREES]
        store.close()
        assert [(one.kind, text[max(0, one.claim.start - 60) : one.claim.end + 60]) for one in marked] == []
        assert re.search(r"\d", text)

    holds()
