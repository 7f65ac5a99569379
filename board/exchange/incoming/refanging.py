"""Addresses as people write them for each other, made whole again: defanged, wrapped, encoded, without a scheme."""

import re
import unicodedata
from urllib.parse import unquote

from board.locale import _

_DOT_WORDS = r"dot|punkt|point|punto|ponto|punt"
"""How the partners' languages say it."""

_BRACKETS = (("[", "]"), ("(", ")"), ("{", "}"), ("<", ">"))
_WRAPS = (("<", ">"), ('"', '"'), ("'", "'"), ("`", "`"), ("«", "»"), ("“", "”"), ("„", "“"), ("‘", "’"), ("(", ")"))
_JOINERS = frozenset("\u200c\u200d")
"""Format characters that belong to the spelling of Persian, Hindi and other languages."""

_ENCODED_WHOLE = re.compile(r"h(?:tt|xx)ps?%3a(?:%2f){2}", re.IGNORECASE)
_WEB_SCHEME = re.compile(
    r"(?P<name>(?:h(?:tt|xx|\*\*)p|f[tx]p)s?)\s*(?:[\[({]\s*)?:(?:\s*[\])}])?(?:[\[({]?//[\])}]?|\\\\)?", re.IGNORECASE
)
_OTHER_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)\s*(?:\[:\]|:)(?://)?", re.IGNORECASE)
_PORT = re.compile(r"[^:]+:[0-9]{1,5}(?:[/?#]|$)")
_HEAD = re.compile(r"(?:[^/?#\\]|\\(?=\.))*")
"""Host and port; a backslash before a dot is the dot of a regular expression."""

_SPOKEN = re.compile(
    rf"(?<=\S)\s+(?:{_DOT_WORDS})\s+(?=\S)|(?<=\S)\s*\.\s+(?=\S)|(?<=\S)\s+\.(?=\S)|\\\.", re.IGNORECASE
)
_INNER_SCHEME = re.compile(r"(?<=h)xx(?=ps?:)|(?<=f)x(?=ps?:)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
_IPV4 = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
_DOTS = re.compile("[.．。｡]")


def live(text: str, schemes: dict[str, str]) -> str:
    """Return the address that a text means, with its scheme, ready for the parser; all it holds may still be wrong.

    Args:
        text: As it stands in a cell, no longer than an address may be.
        schemes: Schemes of apps that are understood, and the host that stands for each.

    Raises:
        ValueError: It is no address of an item; the text says why.
    """
    text = _unwrapped(text)
    if _ENCODED_WHOLE.match(text):
        text = _unwrapped(unquote(text, errors="replace"))
    if not text:
        raise ValueError(_("there is no address: the cell is empty"))
    if text.startswith("@"):
        raise ValueError(_("this is a handle: say on which provider, or give the whole address"))
    scheme, rest, fanged = _scheme(text, schemes)
    head = _HEAD.match(rest)
    host = head[0] if head else ""
    tail = rest[len(host) :]
    host, tail = _dotted(host, tail, fanged)
    _check_characters(host + tail)
    if not scheme:
        _check_bare(host)
    return f"{scheme or 'https'}://{host}{tail}"


def _unwrapped(text: str) -> str:
    """Return a text without what stands around it: spaces, marks that show nothing, brackets, quotes."""
    while True:
        first, last = 0, len(text)
        while first < last and _is_blank(text[first]):
            first += 1
        while first < last and _is_blank(text[last - 1]):
            last -= 1
        text = text[first:last]
        if not (len(text) > 1 and (text[0], text[-1]) in _WRAPS):
            return text
        text = text[1:-1].removeprefix("URL:")  # RFC 3986, appendix C


def _is_blank(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) == "Cf"


def _scheme(text: str, schemes: dict[str, str]) -> tuple[str, str, bool]:
    """Return the scheme ("" where none is given), what follows it, and whether it was defanged."""
    if found := _WEB_SCHEME.match(text):
        name = found["name"].lower()
        scheme = "ftp" if name.startswith("f") else "https" if name.endswith("s") else "http"
        return scheme, text[found.end() :], found[0].lower() not in (f"{name}:", f"{name}://") or name[1] in "x*"
    if text.startswith("//"):
        return "https", text[2:], False
    found = _OTHER_SCHEME.match(text)
    if not found or _PORT.match(text.replace("[:]", ":")):
        return "", text, False
    name = found[1].lower()
    if name in schemes:
        return "https", f"{schemes[name]}/{text[found.end() :].lstrip('/')}", "[:]" in found[0]
    if name == "mailto":
        raise ValueError(_("a mail address is not the address of an item"))
    raise ValueError(_("an address that begins with {scheme}: leads to no item").format(scheme=name[:32]))


def _dotted(host: str, tail: str, fanged: bool) -> tuple[str, str]:
    """Return both with their dots; behind the host only what was done to it is undone, as (.) can be part of a name."""
    styles = []
    for opening, closing in _BRACKETS:
        if opening not in host:
            continue
        mark = rf"\{opening}\s*(?:\.|{_DOT_WORDS})\s*\{closing}"
        host, dots = re.subn(rf"(?<!\s)\s*{mark}\s*", ".", host, flags=re.IGNORECASE)
        host, colons = re.subn(rf"\{opening}:\{closing}", ":", host)
        if dots or colons:
            styles.append((opening, closing, mark))
    host = _SPOKEN.sub(".", host)
    if not styles and fanged:
        styles.append(("[", "]", rf"\[\s*(?:\.|{_DOT_WORDS})\s*\]"))
    for opening, closing, mark in styles:
        tail = re.sub(mark, ".", tail, flags=re.IGNORECASE).replace(f"{opening}:{closing}", ":")
    if styles:
        tail = _INNER_SCHEME.sub(lambda found: "tt" if len(found[0]) == 2 else "t", tail)
    return host, tail


def _check_characters(text: str) -> None:
    if text.isascii() and text.isprintable() and " " not in text:
        return
    for char in text:
        kind = unicodedata.category(char)
        if kind in ("Zs", "Zl", "Zp") or char in "\t\r\n":
            raise ValueError(_("there is a space inside: one address a cell, and none of its spaces left as they are"))
        if kind in ("Cc", "Cs") or (kind == "Cf" and char not in _JOINERS):
            raise ValueError(_("there is a character inside that nobody can see: copy the address again"))


def _check_bare(host: str) -> None:
    """Refuse what only looks like an address because no scheme says that it is one."""
    if "@" in host:
        raise ValueError(_("a mail address is not the address of an item"))
    if host.startswith("["):
        return
    labels = _DOTS.split(host.partition(":")[0].rstrip("."))
    if len(labels) < 2:
        raise ValueError(_("this is no address: it has neither https:// nor a dot"))
    if _NUMBER.fullmatch(labels[-1]) and not _IPV4.fullmatch(".".join(labels)):
        raise ValueError(_("this is a number, not an address"))
