"""What a template may consist of: a few parts of Jinja, none of which takes a text apart or calls anything."""

import unicodedata
from collections.abc import Container

from jinja2 import nodes

EACH = "each"
"""Filter that what a loop goes over is put through: it lets lists through, and no text."""

_PARTS: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Assign,
    nodes.AssignBlock,
    nodes.FilterBlock,
    nodes.Filter,
    nodes.Test,
    nodes.Keyword,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Concat,
    nodes.Compare,
    nodes.Operand,
    nodes.CondExpr,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
_SEEN = frozenset("\t\n\r\u200c\u200d")
"""Controls that are part of a template: ends of lines, tabs, and the joiners of Persian and Hindi."""


class NotForTemplates(Exception):
    """A part of the language that no template may use."""

    def __init__(self, what: str, lineno: int) -> None:
        """Name it.

        Args:
            what: In Jinja's words.
            lineno: From 1; the name is Jinja's own.
        """
        super().__init__(what)
        self.lineno = lineno


class NotText(Exception):
    """A character that is no text."""

    def __init__(self, char: str, lineno: int) -> None:
        """Name it.

        Args:
            char: The character.
            lineno: From 1; the name is Jinja's own.
        """
        super().__init__(f"U+{ord(char):04X}")
        self.lineno = lineno


def check_source(source: str) -> None:
    """Look for characters that are no text: controls, what turns the direction of a line, private use.

    Raises:
        NotText: There is one.
    """
    char = _stray(source)
    if char is not None:
        raise NotText(char, source.count("\n", 0, source.index(char)) + 1)


def check(tree: nodes.Template, filters: Container[str], tests: Container[str]) -> None:
    """Look through a template that was read, and have its loops go over lists alone.

    Args:
        tree: The template; its loops are changed.
        filters: Names of those it may use.
        tests: The same of tests.

    Raises:
        NotForTemplates: It uses something that no template may.
        NotText: A text in it spells out a character that is no text.
    """
    for node in list(_all(tree)):
        _check(node, filters, tests)
        if isinstance(node, nodes.For):
            node.iter = nodes.Filter(node.iter, EACH, [], [], None, None, lineno=node.iter.lineno)


def _all(tree: nodes.Template) -> list[nodes.Node]:
    """Return every part of a template; not by recursion, which its depth could exhaust."""
    found: list[nodes.Node] = []
    left: list[nodes.Node] = [tree]
    while left:
        node = left.pop()
        found.append(node)
        left.extend(node.iter_child_nodes())
    return sorted(found, key=lambda node: node.lineno or 0)


def _check(node: nodes.Node, filters: Container[str], tests: Container[str]) -> None:
    """Look at one part by itself."""
    if not isinstance(node, _PARTS):
        raise NotForTemplates(type(node).__name__.lower(), node.lineno)
    if isinstance(node, nodes.For) and node.recursive:
        raise NotForTemplates("recursive", node.lineno)
    if isinstance(node, nodes.Filter | nodes.Test):
        if node.name not in (filters if isinstance(node, nodes.Filter) else tests):
            raise NotForTemplates(node.name, node.lineno)
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise NotForTemplates("*", node.lineno)
    if isinstance(node, nodes.TemplateData) and "<" in node.data:
        raise NotForTemplates("<", node.lineno)  # a tag could hide a part of a figure on a page
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        char = _stray(node.value)
        if char is not None:
            raise NotText(char, node.lineno)


def _stray(text: str) -> str | None:
    strays = {char for char in set(text) - _SEEN if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs")}
    return min(strays, key=text.index, default=None)
