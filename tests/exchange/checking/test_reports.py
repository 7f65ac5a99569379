"""Does what the board itself drafts pass its own check?"""

import pytest

from board.exchange.communique.report import report
from board.store.opening import Store
from tests.benchmarks.check import actions
from tests.exchange.checking.conftest import Checks


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
@pytest.mark.parametrize(("board", "marks"), [("room", set()), ("rough", set()), ("record", {"disputed"})])
def test_a_draft_of_the_board_says_what_the_board_has(
    board: str, marks: set[str], language: str, stores: dict[str, Store], checked: Checks
) -> None:
    """Without a mark; on the record with no other than that its sources disagree."""
    done = checked(board, report(stores[board], language, "txt", actions()[board], None, None))
    assert len(done.findings) > 10
    assert not done.unread_numbers
    assert {str(one.kind) for one in done.marked} == marks
