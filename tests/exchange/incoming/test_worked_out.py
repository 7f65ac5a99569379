"""Is what a board worked out from its ledger never taken in beside that ledger?"""

from contextlib import closing
from pathlib import Path

import pytest

from board.exchange.incoming.handing_in import look, open_file
from board.exchange.incoming.opening import open_tables
from board.exchange.incoming.told import Told
from board.store.opening import open_store
from board.store.refused import Refused
from tests.cli.run import board, done

OF = ("--action", "is-2019-11")
SAID = Told(agency="bka", stage="referred", totals=False, occurred_at=1574380800000)


@pytest.mark.parametrize(
    ("what", "form"), [("totals", "csv"), ("totals", "jsonl"), ("statements", "csv"), ("statements", "jsonl")]
)
def test_an_export_of_totals_or_statements_is_refused(store_path: Path, tmp_path: Path, what: str, form: str) -> None:
    done(board("--store", store_path, "record", "+5 video referred @bka", *OF))
    file = tmp_path / f"board.{form}"
    done(board("--store", store_path, "export", form, file, "--what", what, *OF))
    with (
        closing(open_store(store_path, record=None)) as store,
        pytest.raises(Refused, match="export the ledger instead"),
    ):
        look(store, open_file(file)[0], "is-2019-11", SAID)


def test_what_the_board_shows_as_csv_is_refused(store_path: Path, tmp_path: Path) -> None:
    done(board("--store", store_path, "record", "+5 video referred @bka", *OF))
    file = tmp_path / "shown.csv"
    file.write_text(done(board("--store", store_path, "show", "--format", "csv", *OF)), encoding="utf-8")
    with (
        closing(open_store(store_path, record=None)) as store,
        pytest.raises(Refused, match="export the ledger instead"),
    ):
        look(store, open_file(file)[0], "is-2019-11", SAID)


def test_a_sheet_of_totals_saved_by_itself_is_refused(store_path: Path, tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    done(board("--store", store_path, "record", "+5 video referred @bka", *OF))
    file = tmp_path / "board.xlsx"
    done(board("--store", store_path, "export", "xlsx", file, *OF))
    names = [table.name for table in open_file(file)]
    assert len(names) == 1
    refused = 0
    with closing(open_store(store_path, record=None)) as store:
        for table in open_tables(file):
            try:
                look(store, table, "is-2019-11", SAID)
            except Refused as refusal:
                refused += "export the ledger instead" in str(refusal)
    assert refused == 2


def test_a_partner_with_some_columns_of_the_same_name_is_read(store_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "sent.csv"
    file.write_text("agency,provider,content_type,stage,quantity,as_of\nbka,,video,referred,5,2019-11-22\n")
    with closing(open_store(store_path, record=None)) as store:
        looked = look(store, open_file(file)[0], "is-2019-11", Told(totals=False))
    assert looked.recognition is not None
    assert not looked.recognition.questions
