"""Does a template that somebody else wrote reach nothing, print no bare number, and always end?"""

import re
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


def test_loops_within_loops_are_stopped() -> None:
    """Also where they print nothing."""
    begun = monotonic()
    with pytest.raises(Refused, match=r"the template does not end within 0\.5 seconds: it loops"):
        fill("{% for a in many %}" * 14 + "{% endfor %}" * 14)
    assert monotonic() - begun < 5


@pytest.mark.parametrize(
    ("template", "what"),
    [
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "call"),
        ("{% macro m() %}x{% endmacro %}", "macro"),
        ("{% for a in many recursive %}{% endfor %}", "recursive"),
        ("{{ 'x' | upper }}", "upper"),
        ("{{ 'x'[1:] }}", "slice"),
        ("{{ 2 * 3 }}", "mul"),
        ("{% if 2 is even %}{% endif %}", "even"),
        ("{{ many | join(*many) }}", "*"),
    ],
)
def test_a_template_calls_and_works_out_nothing(template: str, what: str) -> None:
    """It is told what is not for it, with the line."""
    with pytest.raises(Refused, match=rf"own.j2, line 2: “{re.escape(what)}” is not for templates; the README"):
        fill(f"\n{template}")


def test_only_a_list_is_gone_through_counted_or_joined() -> None:
    """A text and a figure are no lists."""
    assert fill("{% for a in many if loop_is is undefined %}{% if loop.last %}{{ 'x' }}{% endif %}{% endfor %}") == "x"
    assert fill("{% if many | length == 5 %}five{% endif %}") == "five"
    for template in (
        "{{ 'x' | length }}",
        "{% for a in 'xy' %}{% endfor %}",
        "{{ figure | join }}",
        "{{ 'x' | first }}",
    ):
        with pytest.raises(Refused, match="only a list can be gone through, counted or joined"):
            fill(template)


def test_a_template_that_is_nested_without_end_is_refused() -> None:
    """By what reads it, or by what puts it together."""
    nested = "{% set t %}{% filter point %}{{ t }}x{% endfilter %}{% endset %}" * 400
    for template in (
        "{{ " + "(" * 5000,
        "{{ " + "not " * 5000 + "figure }}",
        f"{{% set t = 'x' %}}{nested}{{{{ t }}}}",
    ):
        with pytest.raises(Refused, match="nested too deeply"):
            fill(template, seconds=3)


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
