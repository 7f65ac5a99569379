"""Is a figure printed whole or not at all, whatever a template that somebody else wrote does with it?"""

import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic

import pytest
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from board.exchange.communique.figures import Figure, Footnotes
from board.exchange.communique.forms import FORMS, Form, flowing
from board.exchange.communique.matters import Matters
from board.exchange.communique.rendering import LARGEST, render
from board.exchange.communique.report import LANGUAGES, report, shipped, wording_of
from board.exchange.communique.saying import Saying
from board.exchange.communique.stand_ins import LoneMark, Room, StandIns, TakenApart, TooLarge
from board.store.behind import evidence_of
from board.store.opening import open_store
from board.store.refused import Refused
from tests.conftest import NOON
from tests.entries import ACTION, count, rehearse

CHANGED = [
    '{{ (figures.referred ~ "").replace("referred", "removed") }}',
    "{% set x %}{{ figures.removed }}{% endset %}A {{ x[:6] }}",
    "{% set x %}{{ figures.removed }}{% endset %}A {{ x[0] }}",
    '{{ (figures.referred ~ "").split(" ")[0] }}',
    '{% for c in figures.referred ~ "" %}{% if c in "0123456789" %}{{ c }}{% endif %}{% endfor %}',
    "{% for c in figures.referred %}{{ c }}{% endfor %}",
    "{% for c in standing %}{{ c }}{% endfor %}",
    "{{ standing[6:] }}",
    "{{ standing.split()[2] }}",
    "{{ action.name[:1] }}",
    "{% set x %}{{ figures.removed }}{% endset %}{% set a, b = x %}{{ a }}",
    "{% set x %}{{ figures.removed }}{% endset %}{% for a, b in [x] %}{{ a }}{% endfor %}",
    *(
        f'{{{{ {value} | {name} }}}}'
        for value in ("figures.referred", '(figures.referred ~ "")')
        for name in (
            "first", "last", "list", "join", "length", "string", "upper", "lower", "capitalize", "reverse", "striptags",
            'replace("referred", "removed")', "truncate(6)", "wordwrap(2)", "slice(3)", "batch(3)", "sort", "unique",
            "center(99)", "indent", "trim", "forceescape", "escape", "safe", "urlize", "wordcount", "int", "float",
            "pprint", "tojson", "xmlattr", "map('upper')", "select", "reject", "min", "max", "sum", "items",
            "groupby(0)", "random", 'format("x")', 'attr("replace")', "each",
        )
    ),
    '{{ "%s" | format(figures.referred) }}',
    '{{ "%.6s" % figures.referred }}',
    '{{ "%.6s" % (figures.referred ~ "") }}',
    '{{ "{:.6}".format(figures.referred ~ "") }}',
    '{% filter replace("referred", "removed") %}{{ figures.referred }}{% endfilter %}',
    "{% filter upper %}{{ figures.referred }}{% endfilter %}",
    "{% filter first %}{{ figures.referred }}{% endfilter %}",
    "{% filter paragraph | truncate(9) %}{{ figures.referred }}{% endfilter %}",
    '{% set x | replace("referred", "removed") %}{{ figures.referred }}{% endset %}{{ x }}',
    "{% macro m(x) %}{{ x[:6] }}{% endmacro %}{{ m(figures.referred) }}",
    "{% macro m() %}{{ varargs[0] }}{% endmacro %}{{ m(*(figures.referred ~ '')) }}",
    "{% macro m() %}{{ caller()[:6] }}{% endmacro %}{% call m() %}{{ figures.referred }}{% endcall %}",
    "{% block b %}{{ figures.referred }}{% endblock %}{{ self.b()[:6] }}",
    "{% autoescape false %}{{ figures.referred }}{% endautoescape %}",
    '<span style="display:inline-block;width:6ch;overflow:hidden">{{ figures.referred }}</span>',
    "{{ figures.referred.written() }}",
    "{{ figures.referred._words }}",
    "{{ figures.referred.is_mark }}",
    "{{ figures.referred._notes }}",
    "{{ figures.values() }}",
    "{{ figures.referred + 1 }}",
    "{{ figures.referred * 2 }}",
    '{{ figures.referred ~ "" < 5 }}',
]  # fmt: skip


def fill(template: str, form: str = "txt", seconds: float = 2, **more: object) -> str:
    """Return a template filled in with two figures and a text."""
    made, notes = FORMS[form](), Footnotes()
    figures = {
        name: Figure(
            f"{number} items {name} as of *now*", f"{number} items were {name}", f"entry {number}", notes, made
        )
        for name, number in (("referred", "24,640"), ("removed", "18,745"))
    }
    mark = Figure("", "", "another entry", notes, made)
    given = {"figures": figures, "standing": "as of 5 March 2026", "mark": mark, "both": tuple(figures.values())}
    return render(template, "own.j2", given | more, made, seconds)


@pytest.mark.parametrize("template", CHANGED)
def test_nothing_changes_a_figure_or_a_text(template: str) -> None:
    """It is refused in one sentence, in which there is no figure either."""
    with pytest.raises(Refused) as refused:
        fill(template)
    said = str(refused.value)
    assert "\n" not in said
    assert "24,640" not in said
    assert "18,745" not in said
    assert said.startswith("own.j2")
    assert "object at" not in said


@pytest.mark.parametrize("form", FORMS)
def test_a_figure_is_printed_whole_in_every_way_there_is(form: str) -> None:
    """By itself, kept, joined, one of two, in each block: with its footnote, and escaped once."""
    whole = fill("{{ figures.referred }}", form)
    assert "24,640 items referred" in whole
    assert ("\\*now\\*" in whole) == (form == "md")
    for template in (
        "{% set x = figures.referred %}{{ x }}",
        "{% set x %}{{ figures.referred }}{% endset %}{{ x }}",
        '{{ figures.referred ~ "" }}',
        '{{ figures["referred"] }}',
        "{{ both[0] }}",
        "{{ both | first }}",
        "{{ nothing | default(figures.referred) if nothing is undefined }}",
        "{{ figures.referred if figures.referred else figures.removed }}",
    ):
        assert fill(template, form) == whole
    made = FORMS[form]()
    for block in ("title", "heading", "paragraph", "point"):
        laid_out = getattr(made, block)(whole) + "\n"
        assert fill(f"{{% filter {block} %}} {{{{ figures.referred }}}}\n{{% endfilter %}}", form) == laid_out
        assert fill(f"{{{{ figures.referred | {block} }}}}", form) == laid_out
    both = fill('{{ both | join("; ") }}', form)
    assert both == fill("{{ figures.referred }}; {{ figures.removed }}", form)


def test_footnotes_are_numbered_as_they_are_read() -> None:
    """Not as the template came by them; what is not printed has none."""
    template = "{% set x %}{{ figures.removed }}{% endset %}{{ figures.referred }} {{ x }}"
    assert fill(template) == "24,640 items referred as of *now*\u00a0[1] 18,745 items removed as of *now*\u00a0[2]"
    assert fill("{% set x = figures.removed ~ '' %}{{ figures.referred }}").endswith("[1]")


def test_a_footnote_stands_directly_behind_a_figure() -> None:
    """By itself it would vouch for whatever the template says."""
    assert fill("{{ figures.removed }}{{ mark }}{{ mark }}").endswith("[1]\u00a0[2]\u00a0[2]")
    for template in (
        "99 items removed{{ mark }}",
        "{{ figures.removed }} and 99 more{{ mark }}",
        "{{ standing }}{{ mark }}",
    ):
        with pytest.raises(Refused, match="a footnote cannot stand by itself"):
            fill(template)


@pytest.mark.parametrize(
    "template",
    [
        "\ue000\ue010\ue001",
        '{{ "\\ue000\\ue010\\ue001" }}',
        "{{ figures.removed }}\x1b[2J",
        "\u202e{{ standing }}",
        "\x00",
    ],
)
def test_a_template_cannot_spell_what_stands_for_a_figure(template: str) -> None:
    """Nor act on a terminal."""
    with pytest.raises(Refused, match=r"own.j2, line 2: the template holds the character U\+[0-9A-F]{4}, which is no"):
        fill(f"\n{template}")


def test_text_from_outside_cannot_spell_it_either() -> None:
    """What is put in is not looked through again."""
    assert fill("{{ name }}{{ figures.removed }}", name="\ue000\ue010\ue001").startswith("\ue000\ue010\ue00118,745")


def test_a_text_is_compared_and_nothing_else() -> None:
    """A template may ask which partner it is; it does not learn what is in a text."""
    assert fill('{% if standing == "as of 5 March 2026" %}yes{% endif %}') == "yes"
    assert fill("{% if standing %}yes{% endif %}{% if not empty %}no{% endif %}", empty="") == "yesno"
    for template in ('{{ "5" in standing }}', '{{ standing < "b" }}'):
        with pytest.raises(Refused):
            fill(template)


class Bell:
    """Something that is put in as "ring"."""

    def written(self) -> str:
        """Return it."""
        return "ring"


def test_a_mark_that_is_not_whole_is_refused() -> None:
    """Cut, turned round, put into another, of another draft."""
    stand_ins = StandIns(Room(1000), 100)
    one = stand_ins.of(Bell())
    assert stand_ins.filled(f"a {one}{one} b") == "a ringring b"
    for text in (
        one[:-1],
        one[1:],
        one[::-1],
        one[0] + one + one[-1],
        one[:2] + one + one[2:],
        one.replace("\ue010", "\ue015"),
    ):
        with pytest.raises(TakenApart):
            stand_ins.filled(text)
    with pytest.raises(TakenApart):
        stand_ins.filled(f"{one[0]}{chr(0xE011) * 4000}{one[-1]}")
    with pytest.raises(TooLarge):
        stand_ins.filled(one * 26)
    mark = stand_ins.of(Figure("", "", "entry", Footnotes(), FORMS["txt"]()))
    with pytest.raises(LoneMark):
        stand_ins.filled(one + mark)


LONG = f"{{% set t %}}{'x' * 100_000}{{% endset %}}"
OVER = "{% for a in many %}{% for b in many %}{% for c in many %}"
END = "{% endfor %}" * 3
BLOCK = "{% set t %}{% filter point %}{{ t }}{{ t }}{% endfilter %}{% endset %}"
LARGE = [
    '{{ "x".center(2000000000)|length > 5 and "yes" }}',
    '{{ "x" | center(2000000000) }}',
    "{{ 'x' * 2000000000 }}",
    "{{ '%2000000000d' % 1 }}",
    "{{ '{:2000000000}'.format(1) }}",
    "{{ [0] * 2000000000 }}",
    "{{ range(2000000000) | list }}",
    "{{ 9 ** 9 ** 9 }}",
    LONG + "{% set t %}{{ t }}{{ t }}{% endset %}" * 40,
    LONG + "{% set t = t ~ t %}" * 40,
    LONG + "{% filter point %}" + "{{ t }}" * 900 + "{% endfilter %}",
    LONG + OVER + "{{ t }}" + END,
    LONG + "{% set s %}" + OVER + "{{ t ~ 'a' }}" + END + "{% endset %}",
    "{% set t = figures.removed ~ '' %}" + BLOCK * 40 + "{{ t }}",
    "{% set t = ' ' | point %}" + BLOCK * 40 + "{{ t }}{{ nothing }}",
    LONG + "".join(f"{{% set a{n} = t ~ '{n}' %}}" for n in range(150)),
]  # fmt: skip
"""Ways to more than a draft holds: one call, growth by doubling, many texts side by side, blocks in blocks."""


@pytest.mark.parametrize("template", LARGE, ids=range(len(LARGE)))
def test_no_template_takes_memory(template: str) -> None:
    """It is refused before, and soon: the clock does not stop what C does."""
    begun = monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(Refused):
            fill(template, many=tuple(range(100)))
        assert tracemalloc.get_traced_memory()[1] < 30 * LARGEST
    finally:
        tracemalloc.stop()
    assert monotonic() - begun < 5


def test_a_page_of_points_that_never_end_is_made_at_once() -> None:
    """The list is found line by line."""
    begun = monotonic()
    FORMS["html"]().whole("en", "edge", "title", "<li>" * (LARGEST // 4), [], "Notes", "head")
    assert monotonic() - begun < 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_without_a_place_begins_with_a_capital(language: str, store_path: Path) -> None:
    """Under the title, where the place would stand; behind a place it does not, and reads on."""
    store = open_store(store_path, record=None)
    count(store, "bka", "video", "removed", 3, at=NOON)
    placed = report(store, language, "txt", ACTION, None).split("\n\n")[2]
    store.connection.execute("UPDATE actions SET place = NULL WHERE slug = ?", (ACTION,))
    said = flowing(report(store, language, "txt", ACTION, None).split("\n\n")[2])
    assert said[0].isupper()
    assert flowing(placed).split(" – ")[1].lower() == said.lower()
    store.close()


def plainly(template: str, values: Mapping[str, object], made: Form) -> str:
    """Return a template filled in by Jinja alone, with each figure and text as it is written."""

    def finalize(value: object) -> object:
        if isinstance(value, Figure):
            return Markup(value.written())
        return value if isinstance(value, Markup) or not isinstance(value, str) else Markup(made.escape(value))

    def block(laid_out: Callable[[str], str]) -> Callable[[str], str]:
        return lambda text: Markup(laid_out(flowing(text)) + "\n")

    plain = Environment(finalize=finalize, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    for name in ("title", "heading", "paragraph", "point"):
        plain.filters[name] = block(getattr(made, name))
    plain.filters["join"] = lambda values, between: Markup(between.join(map(made.escape, values)))
    return plain.from_string(template).render(values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_templates_say_what_jinja_alone_would(language: str, store_path: Path) -> None:
    """To the last character, with and without entries, in every form: what stood for a figure leaves no trace."""
    for counted in (False, True):
        if counted:
            rehearse(store_path, NOON, entries=30)
        store = open_store(store_path, record=None)
        saying, evidence = Saying(wording_of(language)), evidence_of(store, ACTION, None)
        for form in FORMS:
            made = FORMS[form]()
            notes, as_jinja = Footnotes(), Footnotes()
            body = render(shipped(language), "own.j2", Matters(evidence, saying, made, notes).values(), made)
            assert body == plainly(shipped(language), Matters(evidence, saying, made, as_jinja).values(), made)
            assert list(notes) == list(as_jinja)
            assert len(list(notes)) > 5
        store.close()
