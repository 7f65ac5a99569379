"""Runs the faults with their full numbers and prints what was seen: python3 -m tests.faults"""

import os
import sys
from pathlib import Path

import pytest

from tests import faults


class Table:
    """Keeps what the tests report, for the end."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.lines: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep a line for each figure, and one for each test that failed or was skipped."""
        name = report.nodeid.split("::")[-1]
        if hasattr(report, "wasxfail"):
            self.lines.append(f"{'OPEN':8} {name}: {report.wasxfail}")
        elif report.outcome != "passed":
            self.lines.append(f"{report.outcome.upper():8} {name}")
        elif report.when == "call":
            self.lines += [f"{'held':8} {value}" for key, value in report.user_properties if key == "seen"]


if __name__ == "__main__":
    os.environ["BOARD_FAULTS"] = "full"
    faults.FULL = True  # it was read before this ran
    table = Table()
    code = pytest.main([str(Path(__file__).parent), "--durations=0", "-p", "no:cacheprovider", *sys.argv[1:]], [table])
    print("\n".join(["", *table.lines]))
    sys.exit(code)
