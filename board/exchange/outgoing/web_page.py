"""A document as one HTML page: nothing is loaded, nothing runs, nothing is a link; light, dark and on paper."""

from collections.abc import Iterator
from html import escape

from board.exchange.outgoing import curves
from board.exchange.outgoing.paper import Figure, Group, Paper, Section
from board.locale import _

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1c1f; --paper: #fff; --soft: #55595f; --line: #b9bec5; --band: #f1f3f5;
  --c0: #0b57a4; --c1: #9a3412; --c2: #166534; --c3: #7c1d6f; --c4: #5b4a00; --c5: #334155; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --paper: #15181c; --soft: #a8aeb6; --line: #4a5058;
  --band: #20242a; --c0: #7cb7ff; --c1: #ffab7a; --c2: #7ddb9b; --c3: #f0a1e4; --c4: #e3cd6b; --c5: #b6c2d1; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 62rem;
  margin: 0 auto; padding: 0 1.5rem; overflow-wrap: anywhere; }
.edge { border: 2px solid currentColor; padding: .25rem .75rem; margin: 1rem 0; text-align: center; font-weight: 700;
  letter-spacing: .05em; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { font-size: 1.25rem; border-bottom: 2px solid var(--line);
  margin-top: 2.25rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; } dt { color: var(--soft); }
dd { margin: 0; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
thead th { background: var(--band); color: var(--soft); font-weight: 600; }
.number { text-align: end; font-variant-numeric: tabular-nums; font-weight: 700; white-space: nowrap; }
td p { margin: .15rem 0 0; color: var(--soft); font-size: .9em; }
svg { width: 100%; height: auto; font: 12px system-ui, sans-serif; fill: currentColor; }
.grid { stroke: var(--line); fill: none; } .curve { fill: none; }
.c0 { stroke: var(--c0); } .c1 { stroke: var(--c1); } .c2 { stroke: var(--c2); } .c3 { stroke: var(--c3); }
.c4 { stroke: var(--c4); } .c5 { stroke: var(--c5); }
@media print { :root { --ink: #000; --paper: #fff; --soft: #333; --line: #888; --band: #eee; --c0: #000; --c1: #000;
  --c2: #000; --c3: #000; --c4: #000; --c5: #000; } body { font-size: 10pt; max-width: none; padding: 0; }
  thead { display: table-header-group; } tr, svg { break-inside: avoid; } h2, h3 { break-after: avoid; } }
"""

_PAGES = """@page {{ margin: 18mm 15mm; @top-center {{ content: "{edge}"; font-weight: bold; }}
  @bottom-center {{ content: "{edge}"; font-weight: bold; }} @bottom-right {{ content: counter(page); }} }}
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The browser itself is told to load and run nothing (Content Security Policy, level 3)."""


def as_page(of: Paper) -> str:
    """Return a document as HTML. What came from outside is text in it and nothing else."""
    return "\n".join(_lines(of)) + "\n"


def _lines(of: Paper) -> Iterator[str]:
    edge = f'<p class="edge">{escape(of.edge)}</p>'
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(of.language)}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(f'{of.edge} · {of.title}')}</title>"
    yield f"<style>{_STYLE}{_PAGES.format(edge=_in_style(of.edge))}</style>"
    yield "</head>"
    yield "<body>"
    yield f"<header>{edge}"
    yield f"<h1>{escape(of.title)}</h1>"
    yield "<dl>"
    for name, value in of.facts:
        yield f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>"
    yield "</dl></header>"
    yield "<main>"
    for number, section in enumerate(of.sections, start=1):
        yield from _section(section, f"part-{number}")
    yield "</main>"
    yield "<footer>"
    for line in of.end:
        yield f"<p>{escape(line)}</p>"
    yield f"{edge}</footer>"
    yield "</body>"
    yield "</html>"


def _in_style(edge: str) -> str:
    """Return the marking as a style sheet takes it between quotation marks: letters and digits as they are."""
    return "".join(char if char.isascii() and char.isalnum() else f"\\{ord(char):06x}" for char in edge)


def _section(of: Section, name: str) -> Iterator[str]:
    yield f'<section aria-labelledby="{name}">'
    yield f'<h2 id="{name}">{escape(of.title)}</h2>'
    for group in of.groups:
        yield from _group(group)
    if of.pulse is not None:
        yield f"<figure>{curves.svg(of.pulse)}"
        yield f"<figcaption>{_items(curves.said(of.pulse))}</figcaption></figure>"
    if of.points:
        yield _items(of.points)
    yield "</section>"


def _items(points: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{escape(point)}</li>' for point in points)}</ul>"


def _group(of: Group) -> Iterator[str]:
    if of.title:
        yield f"<h3>{escape(of.title)}</h3>"
    for words in of.words:
        yield f"<p>{escape(words)}</p>"
    if not of.figures:
        return
    yield '<div class="wide"><table>'
    heads = "".join(
        f'<th scope="col">{escape(head)}</th>' for head in (_("what was counted"), _("when"), _("who says so"))
    )
    yield f'<thead><tr><th scope="col" class="number">{escape(_("figure"))}</th>{heads}</tr></thead>'
    yield "<tbody>"
    for figure in of.figures:
        yield _row(figure)
    yield "</tbody></table></div>"


def _row(of: Figure) -> str:
    more = "".join(f"<p>{escape(one)}</p>" for one in of.more)
    return (
        f'<tr><td class="number">{escape(of.number)}</td><td>{escape(of.what)}{more}</td>'
        f"<td>{escape(of.as_of)}</td><td>{escape(of.who)}</td></tr>"
    )
