"""Is a figure in a table read with its column and its row, and is it said where neither has a verb?"""

import pytest

from board.exchange.checking.marking import as_text
from board.exchange.checking.tables import tables_of
from tests.exchange.checking.conftest import Checks
from tests.exchange.checking.test_check import kinds

BY_TYPE = """Le bilan de l’action :

| Type     | Signalés | Supprimés |
|----------|---------:|----------:|
| Vidéos   |    9 437 |     7 321 |
| Comptes  |   10 853 |    10 853 |
| Groupes  |     1150 |       643 |
| Total    |   24 640 | 18 745 (76 %) |

Le parquet remercie ses partenaires.
"""


def test_the_column_says_the_verb_and_the_row_the_unit(checked: Checks) -> None:
    done = checked("room", BY_TYPE)
    assert [str(one.kind) for one in done.findings] == [*["agrees"] * 3, "other_verb", *["agrees"] * 4]
    assert [BY_TYPE[one.start : one.end] for one in done.passed_over] == ["76"]


def test_or_the_other_way_round(checked: Checks) -> None:
    table = "Stap | Video's | Accounts\n---|---|---\nMeldingen | 9.437 | 10.853\nVerwijderd | 7.321 | 96\n"
    text = f"De balans van de actie\n\n{table}"
    assert [kind for _text, kind in kinds(checked, "room", text)] == ["agrees", "agrees", "agrees", "other_verb"]


def test_a_cell_that_says_more_is_taken_at_its_word(checked: Checks) -> None:
    table = "| What | Removed |\n|-|-|\n| Channels | about 5,200 |\n| Items | more than 26,000 referred |\n"
    text = f"The figures of the action\n\n{table}"
    assert kinds(checked, "rough", text) == [("5,200", "agrees"), ("26,000", "agrees")]


def test_a_partner_in_the_row_is_whose_the_figure_is(checked: Checks) -> None:
    table = "| Partner | Typ | gemeldet |\n|:-|:-|-:|\n| BKA | Videos | 1.317 |\n| BKA | Konten | 611 |\n"
    text = f"Die Zahlen des Tages\n\n{table}"
    assert [kind for _text, kind in kinds(checked, "room", text)] == ["agrees", "part_for_whole"]


@pytest.mark.parametrize(
    "table",
    [
        "| Type | Nombre |\n|---|---|\n| Vidéos | 9 437 |\n",
        "| Refusés | Supprimés |\n|---|---|\n| Vidéos signalées | 9 437 |\n",
    ],
)
def test_without_a_verb_or_with_two_nothing_is_guessed(table: str, checked: Checks) -> None:
    """It is said, and no silent agreement: a script that asks for strictness stops there."""
    done = checked("room", f"Le bilan de l’action a été publié.\n\n{table}")
    assert done.findings == ()
    assert done.unread_numbers
    assert "no verb stands with it: 9 437" in as_text(done).replace("\n  ", " ")


def test_a_zero_where_the_board_has_nothing_agrees(checked: Checks) -> None:
    text = "| Type | Referred | Seized |\n|-|-|-|\n| Videos | 0 | 0 |\n\nThese are the figures of the action."
    assert [kind for _text, kind in kinds(checked, "room", text)] == ["unknown", "agrees"]


def test_offsets_in_a_table_are_those_of_the_draft(checked: Checks) -> None:
    assert [text for text, _kind in kinds(checked, "room", BY_TYPE)] == (
        ["9 437", "7 321", "10 853", "10 853", "1150", "643", "24 640", "18 745"]
    )


def test_a_rule_or_a_stroke_alone_makes_no_table() -> None:
    assert tables_of("a | b\nc | d\n\n---\n\n| e |\n") == []
    assert tables_of("|" * 100_000) == []
    assert tables_of("|-" * 50_000) == []


def test_a_table_of_a_hundred_thousand_lines_is_found_once() -> None:
    (table,) = tables_of("a | b\n--|--\n" + "x | y\n" * 100_000)
    assert len(table.rows) == 100_000
