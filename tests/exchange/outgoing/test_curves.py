"""Do the curves of a document show the numbers they are given, apart without colours, whatever the numbers are?"""

from datetime import timedelta
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from board.exchange.outgoing.curves import APART, BOTTOM, DASHES, HEIGHT, MOST_BLOCKS, TOP, line_of, said, svg
from board.model.figure import Quantity
from board.model.moment import Clock
from board.model.pulse import Curve, Group, Pulse
from board.model.vocabulary import LEDGER_STAGES, Marking, Qualifier, Stage
from tests.conftest import NOON


def pulse_of(*counts: list[int]) -> Pulse:
    """Return curves of the ledger's stages in turn."""
    stages = LEDGER_STAGES[: len(counts)]
    curves = tuple(
        Curve(
            str(stage), "", stage, before=0, counts=tuple(steps), at=Quantity(sum(steps), Qualifier.AT_LEAST), added=0
        )
        for stage, steps in zip(stages, counts, strict=True)
    )
    steps = len(counts[0])
    return Pulse(
        Marking.CLEAR, NOON, "x", "x", exercise=False, clock=Clock.KNOWN, group=Group.STAGE, stage=Stage.REMOVED,
        stages=stages, start=NOON - timedelta(hours=steps), minutes=60, curves=curves, left_out=0, cursor=None,
        entries=(1,) * steps, corrections=(0,) * steps, first=NOON, late={},
        since=NOON - timedelta(hours=1), entries_since=0, corrections_since=0,
    )  # fmt: skip


COUNTS = st.integers(1, 12).flatmap(
    lambda steps: st.lists(
        st.lists(st.integers(-(10**6), 10**9), min_size=steps, max_size=steps), min_size=1, max_size=len(LEDGER_STAGES)
    )
)


@given(COUNTS)
def test_a_drawing_is_whole_and_within_its_frame(counts: list[list[int]]) -> None:
    """It is XML, every point lies between the edges, and no name stands on another."""
    root = ElementTree.fromstring(svg(pulse_of(*counts)))
    lines = root.findall("polyline")
    assert len(lines) == len(counts)
    for line in lines:
        heights = [float(place.split(",")[1]) for place in (line.get("points") or "").split()]
        assert len(heights) == len(counts[0]) + 1
        assert all(TOP - 0.1 <= height <= HEIGHT - BOTTOM + 0.1 for height in heights)
    names = sorted(float(one.get("y") or 0) for one in root.findall("text") if "at least" in (one.text or ""))
    assert len(names) == len(counts)
    assert all(later - earlier >= APART - 0.1 for earlier, later in pairwise(names))
    assert names[-1] <= HEIGHT


def test_no_two_curves_look_the_same_without_colour() -> None:
    """By dashes and width; each is named with its tally, and described in words."""
    pulse = pulse_of(*[[number] for number in range(1, len(LEDGER_STAGES) + 1)])
    root = ElementTree.fromstring(svg(pulse))
    looks = [(line.get("stroke-dasharray"), line.get("stroke-width")) for line in root.findall("polyline")]
    assert len(set(looks)) == len(looks) > len(DASHES)
    described = root.findtext("desc") or ""
    assert all(sentence in described for sentence in said(pulse))
    assert "at least 1 detected, all content types; most in 60 min: 1, from 23 Nov 2026 11:00 UTC" in described


@given(st.lists(st.integers(-5, 10**9), min_size=1, max_size=200))
def test_a_line_of_blocks(counts: list[int]) -> None:
    """Short, as high as can be where most was added, and never empty where anything was."""
    line = line_of(Curve("x", "", Stage.REMOVED, before=0, counts=tuple(counts), at=Quantity(0), added=0))
    assert 1 <= len(line) <= MOST_BLOCKS
    assert ("█" in line) == any(count > 0 for count in counts)
    if len(counts) <= MOST_BLOCKS:
        assert [block == "▁" for block in line] == [count <= 0 for count in counts]
