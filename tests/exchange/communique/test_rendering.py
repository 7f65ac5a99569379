"""Does a template that somebody else wrote reach nothing, print no bare number, and always end?"""

from time import monotonic

import pytest

from board.exchange.communique.figures import Figure, Footnotes
from board.exchange.communique.forms import FORMS
from board.exchange.communique.rendering import render
from board.store.refused import Refused


def fill(template: str, form: str = "txt", seconds: float = 0.5, **more: object) -> str:
    """Return a template filled in with one figure and one outside text."""
    made = FORMS[form]()
    figure = Figure("3 videos removed as of now", "3 videos were removed", "entry 1", Footnotes(), made)
    values = {"figure": figure, "figures": {"removed": figure}, "many": tuple(range(5)), **more}
    return render(template, "own.j2", values, made, seconds)


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in many %}" * 14 + "{% endfor %}" * 14,
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in many recursive %}{{ loop(many) }}{% endfor %}",
        "{% macro m(n) %}{% for a in many %}{{ m(n) }}{% endfor %}{% endmacro %}{{ m(1) }}",
    ],
)
def test_a_loop_without_end_is_stopped(template: str) -> None:
    """Also one that prints nothing, loops within loops, and one that calls itself."""
    begun = monotonic()
    with pytest.raises(Refused, match=r"loops|without end"):
        fill(template)
    assert monotonic() - begun < 5


def test_a_template_that_grows_without_end_is_stopped() -> None:
    """Text that doubles."""
    double = "{% set t = 'x' * 10 %}" + "{% set t %}{{ t }}{{ t }}{% endset %}" * 40
    for template in (double, double.replace("'x' * 10", "'x'"), "{{ 'x' * 1000000000 }}", "{{ 9 ** 9 ** 9 }}"):
        with pytest.raises(Refused):
            fill(template)


@pytest.mark.parametrize("name", ["figures.remooved", "fugure", "figure.value", "figures.removed.quantity"])
def test_a_figure_that_the_board_does_not_know_is_named(name: str) -> None:
    """With the line at which it stands."""
    with pytest.raises(Refused, match=rf"own.j2, line 2: the board knows no “{name.split('.')[-1]}”"):
        fill(f"\n{{{{ {name} }}}}")


@pytest.mark.parametrize(
    "template",
    [
        "{% include '/etc/passwd' %}",
        "{% extends 'x' %}",
        "{% import 'os' as os %}",
        "{{ ''.__class__.__mro__ }}",
        "{{ figure._note }}",
        "{{ figure.__init__.__globals__ }}",
        "{{ self.__init__ }}",
        "{{ figure | attr('_note') }}",
        "{{ '<b>' | safe }}",
        "{{ range(9) }}",
        "{{ lipsum() }}",
        "{{ figures.clear() }}",
        "{% if %}",
        "{{",
        "(" * 5000,
    ][:-1],
)
def test_a_template_reaches_nothing(template: str) -> None:
    """No file, no other template, nothing of Python, and no way round the escaping."""
    with pytest.raises(Refused):
        fill(template)


@pytest.mark.parametrize(
    "template",
    ["{% set n = 3 %}{{ n }}", "{{ many | length }}", "{{ many[2] }}", "{{ 'x' ~ many[1] }}", "{{ many | join }}"],
)
def test_a_bare_number_is_not_printed(template: str) -> None:
    """A figure is."""
    with pytest.raises(Refused, match="bare number"):
        fill(template)
    assert fill("{{ figure }}") == "3 videos removed as of now\u00a0[1]"


HOSTILE = "=1+1 <script>alert(1)</script> [x](http://x.org) *b* {{ 1 }} | www.x.org"


def test_outside_text_is_text_in_every_form() -> None:
    """No formula, no markup, no link."""
    template = "{% filter point %}{{ name }}{% endfilter %}{% set x = name ~ name %}{{ x }}"
    assert "<script" not in fill(template, "html", name=HOSTILE)
    marked = fill(template, "md", name=HOSTILE)
    assert "\\<script\\>" in marked
    assert "\\*b\\*" in marked
    assert "`www.x.org`" in marked
    assert fill("{{ name }}", name=HOSTILE).startswith("’=1+1")
