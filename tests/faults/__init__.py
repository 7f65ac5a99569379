"""What must hold when something goes wrong: kills, crowds, damage, other programs, a full disk, a clock set back.

The normal suite runs small numbers. The full ones, with a table of what was seen, take some minutes:

    python3 -m tests.faults

or, for one file, BOARD_FAULTS=full python3 -m pytest tests/faults/test_killed.py. Where chance decides, the seed is
printed with a failure; BOARD_FAULTS_SEED sets it.

Killing a process proves nothing about a loss of power: what the operating system has taken survives the process.
"""

import os
import random

FULL = os.environ.get("BOARD_FAULTS") == "full"
"""Whether the full numbers are run."""

SEED = int(os.environ.get("BOARD_FAULTS_SEED") or random.SystemRandom().randrange(2**32))
"""Of everything that chance decides."""
