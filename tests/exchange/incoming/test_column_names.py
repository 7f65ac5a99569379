"""Has each column a name of its own?"""

from hypothesis import given
from hypothesis import strategies as st

from board.exchange.incoming.column_names import name_columns


@given(st.lists(st.sampled_from(["", "a", "a (2)", "a (3)", "b"]), max_size=12))
def test_no_two_columns_have_one_name(cells: list[str]) -> None:
    names, notices = name_columns(cells)
    given_names = [name for name in names if name]
    assert len(names) == len(cells)
    assert len(set(given_names)) == len(given_names) == sum(map(bool, cells))
    assert bool(notices) == (names != tuple(cells))
