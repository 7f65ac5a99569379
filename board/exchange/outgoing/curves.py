"""The curves of an action in a document: drawn as SVG within HTML, in a line of text elsewhere.

They show the numbers of the time screen. No curve is told apart by its colour alone: it has its own dashes, and its
name and tally stand at its end.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from html import escape
from itertools import accumulate
from typing import NamedTuple

from board.locale import _, days, phrases, words
from board.model.pulse import Curve, Pulse

WIDTH, HEIGHT = 760, 320
"""Of the drawing, in its own units."""
LEFT, RIGHT, TOP, BOTTOM = 70, 200, 12, 30
"""Room around the curves, for numbers, names and times."""

APART = 15
"""Between two names at the right, so that none stands on another."""

DASHES = ("", "8 3", "2 3", "12 4 2 4", "5 5", "1 5", "14 3", "8 3 2 3 2 3")
"""Of the lines, in the order in which curves take them; with the widths below, all fourteen stages differ."""

MOST_BLOCKS = 48
"""Characters of a line of text."""
_BLOCKS = "▁▂▃▄▅▆▇█"


def name_of(curve: Curve) -> str:
    """Return what a curve is, with its tally: "at least 19,876 removed"."""
    return f"{phrases.quantity(curve.at)} {words.stage(curve.stage, number=curve.at.value)}"


def said(of: Pulse) -> tuple[str, ...]:
    """Return what the curves say, a sentence each: for those who do not see them."""
    return tuple(_curve_says(of, curve) for curve in of.curves)


def _curve_says(of: Pulse, curve: Curve) -> str:
    most = max(curve.counts, default=0)
    place = curve.counts.index(most)
    begin = of.start + timedelta(minutes=of.minutes) * place
    return _("{tally}, all content types; most in {minutes} min: {most}, from {begin}").format(
        tally=name_of(curve),
        most=phrases.number(most),
        minutes=phrases.number(of.minutes),
        begin=days.instant(begin),
    )


def line_of(curve: Curve) -> str:
    """Return what each interval added, as blocks: "▁▂▄▆█▇▅"; intervals that took back more than they added are low."""
    steps = [max(0, count) for count in curve.counts]
    each = -(-len(steps) // MOST_BLOCKS)
    sums = [sum(steps[place : place + each]) for place in range(0, len(steps), each)]
    top = max(sums, default=0)
    return "".join(_BLOCKS[-(-7 * count // top) if top else 0] for count in sums)


class _Scale(NamedTuple):
    """From numbers to places in the drawing."""

    steps: int
    low: int
    top: int

    def x(self, step: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * step / self.steps

    def y(self, count: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (count - self.low) / (self.top - self.low)


def svg(of: Pulse) -> str:
    """Return the curves as an SVG that stands within HTML: what had been counted by the end of each interval.

    Its colours are `currentColor` and the classes `curve` and `grid` of the page; it holds no link and no script.
    """
    lines = [list(accumulate(curve.counts, initial=curve.before)) for curve in of.curves]
    scale = _Scale(
        steps=len(of.entries),
        low=min(0, *(min(line) for line in lines)),
        top=max(1, *(max(line) for line in lines)),
    )
    title = escape(_("curves by stage"))
    desc = escape(". ".join(said(of)))
    return "\n".join([
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="curves-title curves-desc">',
        f'<title id="curves-title">{title}</title>',
        f'<desc id="curves-desc">{desc}</desc>',
        *_grid(of, scale),
        *_drawn(of, lines, scale),
        "</svg>",
    ])  # fmt: skip


def _grid(of: Pulse, scale: _Scale) -> Iterator[str]:
    """Yield the lines behind the curves, with their numbers and times."""
    right = WIDTH - RIGHT
    for tick in _round_numbers(scale.top):
        y = scale.y(tick)
        yield f'<path class="grid" d="M{LEFT} {y:.1f}H{right}"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{escape(phrases.number(tick))}</text>'
    for step, anchor in ((0, "start"), (scale.steps / 2, "middle"), (scale.steps, "end")):
        at = of.start + timedelta(minutes=of.minutes) * step
        x = scale.x(step)
        yield f'<path class="grid" d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}"/>'
        yield f'<text x="{x:.1f}" y="{HEIGHT - 8}" text-anchor="{anchor}">{escape(_time(at))}</text>'


def _drawn(of: Pulse, lines: Sequence[Sequence[int]], scale: _Scale) -> Iterator[str]:
    """Yield the curves and their names."""
    ends = _apart([scale.y(line[-1]) for line in lines])
    for number, (curve, line) in enumerate(zip(of.curves, lines, strict=True)):
        places = " ".join(f"{scale.x(step):.1f},{scale.y(count):.1f}" for step, count in enumerate(line))
        dash = DASHES[number % len(DASHES)]
        look = f' stroke-dasharray="{dash}"' if dash else ""
        thick = 2 if number < len(DASHES) else 4
        yield f'<polyline class="curve c{number % 6}" points="{places}" stroke-width="{thick}"{look}/>'
        x, y, end = WIDTH - RIGHT, scale.y(line[-1]), ends[number]
        way = f"M{x} {y:.1f}L{x + 14} {end:.1f}H{x + 34}"
        yield f'<path class="curve c{number % 6}" d="{way}" stroke-width="{thick}"{look}/>'
        yield f'<text x="{x + 38}" y="{end + 4:.1f}">{escape(name_of(curve))}</text>'


def _apart(ends: Sequence[float]) -> list[float]:
    """Return places for the names from top to bottom, each as near to its curve as the others let it."""
    found = [0.0] * len(ends)
    floor = HEIGHT - BOTTOM
    order = sorted(range(len(ends)), key=ends.__getitem__)
    last = float(TOP) - APART
    for rank, place in enumerate(order):
        highest = floor - APART * (len(order) - 1 - rank)
        last = max(last + APART, min(ends[place], highest))
        found[place] = last
    return found


def _round_numbers(top: int) -> list[int]:
    """Return round numbers from 0 to at most `top`, some five of them."""
    step = 1
    while top / step > 5:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return list(range(0, top + 1, step))


def _time(at: datetime) -> str:
    """Return a time below the curves, in UTC: "22 Nov 2019 14:00"."""
    return days.instant(at)
