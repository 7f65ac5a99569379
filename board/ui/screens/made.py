"""Which screen shows which view. Screens that the first one does not need are loaded when they are wanted."""

from collections.abc import Callable
from typing import Any

from board.exchange.names import Names
from board.model.pulse import Pulse
from board.model.situation import (
    AgencyFile,
    EntryFile,
    LedgerPage,
    Matrix,
    PartnerFile,
    Situation,
    Timeline,
)
from board.model.situation_report import Comparison, SituationReport, SituationReports
from board.model.wanted import LedgerOf, View, WallOf, Wanted
from board.ui.screens.base import BoardScreen
from board.ui.screens.main import MainScreen
from board.ui.widgets.edges import State

AnyScreen = BoardScreen[Any]
"""A screen of the board, whatever view it shows."""


def screen_for(
    wanted: Wanted,
    view: View,
    state: State,
    read: Callable[[LedgerOf], LedgerPage | None],
    names: Callable[[], Names],
) -> AnyScreen:
    """Return the screen that shows a view.

    Args:
        wanted: What the view answers.
        view: What is shown first.
        state: Clock and freshness.
        read: Reads a page of the ledger, for the screen that turns pages by itself.
        names: What a filter can name, for the same.
    """
    if isinstance(view, Situation) and isinstance(wanted, WallOf):
        from board.ui.screens.wall import WallScreen

        return WallScreen(wanted, view, state)
    if isinstance(view, Situation):
        return MainScreen(wanted, view, state)
    if isinstance(view, LedgerPage) and isinstance(wanted, LedgerOf):
        from board.ui.screens.ledger import LedgerScreen

        return LedgerScreen(wanted, view, state, read, names)
    return _other(view)(wanted, view, state)


def _other(view: View) -> Callable[[Wanted, Any, State], AnyScreen]:
    match view:
        case Timeline():
            from board.ui.screens.actions import ActionsScreen

            return ActionsScreen
        case AgencyFile():
            from board.ui.screens.agency import AgencyScreen

            return AgencyScreen
        case PartnerFile():
            from board.ui.screens.partner import PartnerScreen

            return PartnerScreen
        case Matrix():
            from board.ui.screens.matrix import MatrixScreen

            return MatrixScreen
        case EntryFile():
            from board.ui.screens.entry import EntryScreen

            return EntryScreen
        case Pulse():
            from board.ui.screens.time import TimeScreen

            return TimeScreen
        case SituationReports():
            from board.ui.screens.reports import ReportsScreen

            return ReportsScreen
        case SituationReport():
            from board.ui.screens.report import ReportScreen

            return ReportScreen
        case Comparison():
            from board.ui.screens.comparison import ComparisonScreen

            return ComparisonScreen
    from board.ui.screens.statements import StatementsScreen

    return StatementsScreen
