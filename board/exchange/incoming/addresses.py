"""Items named by address or handle: the same item gives the same text, whoever sends it and however it is written.

Addresses are read as the WHATWG URL standard says (https://url.spec.whatwg.org), which is what browsers do. What
providers treat as the same on top of it is data (data/addresses). Nothing is ever opened or fetched.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from board.exchange.incoming.refanging import live
from board.locale import _
from board.model.address import LONGEST_ADDRESS, SCHEMES

if TYPE_CHECKING:  # it brings pydantic
    from board.exchange.incoming.address_table import AddressTable, Form, Place

_COMMON = re.compile(r"https?://[A-Za-z0-9.-]+(?:[/?#][!-~]*)?")
"""An address that is neither defanged nor wrapped and holds nothing that could be refused before it is parsed."""

_HREF = re.compile(r"(https?|ftp)://(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:@]+)(?::([0-9]+))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?")
"""What the parser returns; credentials are in no group, so they go no further."""

_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)+[a-z0-9_-]{1,63}|\[[0-9a-f:]+\]")
_LONGEST_HOST = 253
"""Characters of a label and of a host (RFC 1035, 2.3.4); the URL standard lets more through."""

_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_PATH = frozenset(_UNRESERVED + "!$&'()*+,;=:@")
_NAME = frozenset(_UNRESERVED + "!$'()*,;:@/?")
_VALUE = _NAME | {"="}
"""Characters that mean themselves there (RFC 3986, 2.2): encoded or not, it is the same address."""

_ODD_PATH = re.compile(r"[^A-Za-z0-9\-._~!$&'()*+,;=:@/]")
_ODD_QUERY = re.compile(r"[^A-Za-z0-9\-._~!$'()*,;:@/?=]")
_ENCODED = re.compile(r"%([0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?]")
_INNER = re.compile(SCHEMES.pattern + r"| hxxps?: | fxps?:")
"""Schemes within an address: their colon is encoded, so that showing the address does not change it."""

_HANDLE = re.compile(r"handle:([a-z0-9][a-z0-9-]{0,63})/([^/?#\[\]@:\s]{1,255})")
_ABROAD = re.compile(r"@([A-Za-z0-9_][A-Za-z0-9_.-]{0,63})@([^@/?#\s]+\.[^@/?#\s]+)")
"""A handle of the fediverse, which names its server."""

_PORTS_OF_THE_WEB = frozenset(("80", "443"))


def normalise(text: str) -> str:
    """Return the one spelling of an address: https, host in lower case and punycode, no tracking, sorted parameters.

    What is taken: http, https and ftp addresses, also without a scheme; tg: addresses; handles that name their server
    (@name@example.org); and what `normalise_handle` returns. They may be defanged in the usual ways, stand in angle
    brackets or quotes, or be percent-encoded. Credentials are dropped. So is a fragment, unless it names a page
    within an app (#/ and #!). An http address is the same as the https one. The result is ASCII, of one line, and
    alive: show it through `defang` of board/model/address.py. `normalise(normalise(x)) == normalise(x)`.

    Args:
        text: As it stands in a cell.

    Raises:
        ValueError: It is no address of an item; the text says why, for a person.
        Refused: The table of data/addresses is damaged.
    """
    if len(text) > LONGEST_ADDRESS:
        raise ValueError(_("longer than {most} characters: this is no address").format(most=LONGEST_ADDRESS))
    if _COMMON.fullmatch(text):
        return _of_parsed(text)
    return _slowly(text)


def normalise_handle(handle: str, provider_slug: str) -> str:
    """Return the normalised address of an account of which only the handle is known.

    Where the table does not say how the provider addresses accounts, it is `handle:provider/name`, in the case in
    which it was written; `normalise` returns that unchanged.

    Args:
        handle: With or without "@"; a whole address is taken too.
        provider_slug: The agency that is the provider, as the record names it: "telegram".

    Raises:
        ValueError: The provider has no such handles, or it is no handle; the text says why.
        Refused: The table of data/addresses is damaged.
    """
    if len(handle) > LONGEST_ADDRESS:
        raise ValueError(_("longer than {most} characters: this is no handle").format(most=LONGEST_ADDRESS))
    name = unicodedata.normalize("NFC", unquote(handle)).strip()
    if "/" in name or _ABROAD.fullmatch(name):
        return normalise(name)
    name = name.lstrip("@")
    account = _table().accounts.get(provider_slug)
    if account is None:
        kept = f"handle:{provider_slug}/{quote(name, safe='', errors='replace')}"
        if " " in name or not name.isprintable() or not re.search(r"\w", name) or not _HANDLE.fullmatch(kept):
            raise ValueError(_("this is no handle: a handle is one word, as @name"))
        return kept
    found = account.name.fullmatch(name)
    if not found:
        raise ValueError(_("no account of {provider} has such a handle").format(provider=provider_slug))
    return normalise(f"https://{account.to.format_map(found.groupdict())}")


def _slowly(text: str) -> str:
    """Do what `normalise` does for whatever it is; for a common address the result is the same."""
    if found := _HANDLE.fullmatch(text.strip().replace("[.]", ".")):
        return normalise_handle(found[2], found[1])
    if found := _ABROAD.fullmatch(text.strip()):
        return _of_parsed(live(f"https://{found[2]}/@{found[1]}", {}))
    return _of_parsed(live(text, _table().schemes))


def _of_parsed(text: str) -> str:
    try:
        found = _HREF.fullmatch(_parser()(text))
    except ValueError as error:
        raise ValueError(_("this is no address: its host or port cannot be read")) from error
    if not found:
        raise ValueError(_("this is no address: it names no host"))
    scheme, host, port, path, query, fragment = found.groups()
    host = host.removesuffix(".")
    if not _HOST.fullmatch(host) or len(host) > _LONGEST_HOST:
        if "." not in host:
            raise ValueError(_("this is no address on the internet: its host is one word without a dot"))
        raise ValueError(_("this is no address: its host has an empty or endless part, or a sign no host has"))
    if _ODD_PATH.search(path):
        path = _spelled(path, _PATH)
    path = path.rstrip("/")
    table = _table()
    if scheme == "ftp" or (port and port not in _PORTS_OF_THE_WEB):
        place = table.elsewhere(f"{host}:{port}" if port else host)
    else:
        scheme = "https"
        place = table.place(host)
    pairs = _pairs(query) if query else []
    fragment = _spelled(fragment, _NAME).rstrip("/") if fragment else ""
    if place.forms:
        host, slash, ahead = place.base.partition("/")
        whole = f"{slash}{ahead}{path}"
        same = _same(place, whole, pairs, fragment)
        if "//" in whole and (same is None or "//" in same[8:]):  # nothing between two slashes seldom means anything
            same = _same(place, re.sub("/{2,}", "/", whole), pairs, fragment)
        if same:
            return f"https://{_without_schemes(same[8:])}"
        if host.endswith(".invalid"):
            raise ValueError(_("the board does not know this kind of address of an app: give the one on the web"))
    return f"{scheme}://{place.base}{_rest(path, pairs, fragment, place, table)}"


def _rest(path: str, pairs: list[tuple[str, str]], fragment: str, place: "Place", table: "AddressTable") -> str:
    """Return all after the host, where no provider says more: nothing but what tracks is dropped."""
    rest = path
    if pairs:
        kept = [
            (name, value)
            for name, value in pairs
            if (small := name.lower()) not in place.drop and not small.startswith(table.drop_prefixes)
        ]
        rest += _query(kept)
    if len(fragment) > 1 and fragment[0] in "/!":
        rest += f"#{fragment}"
    return _without_schemes(rest)


def _without_schemes(rest: str) -> str:
    return _INNER.sub(lambda found: found[0].replace(":", "%3A"), rest) if ":" in rest else rest


def _same(place: "Place", path: str, pairs: list[tuple[str, str]], fragment: str) -> str | None:
    """Return the spelling that is kept of an address whose provider has several, None where none fits."""
    given: dict[str, str] | None = None
    for form in place.forms:
        found = form.path.fullmatch(path)
        if not found:
            continue
        parts: dict[str, str] = found.groupdict()
        if form.query:
            if given is None:
                given = dict(reversed(pairs))
            if not _asked_for(form, given, parts):
                continue
        if form.fragment:
            within = form.fragment.fullmatch(fragment)
            if not within:
                continue
            parts |= within.groupdict()
        for name, lower, without in form.changed:
            part = parts[name].lower() if lower else parts[name]
            parts[name] = part.translate(dict.fromkeys(map(ord, without))) if without else part
        address = form.to.format_map(parts)
        if form.keep or form.to_query:
            said = [(name, value.format_map(parts)) for name, value in form.to_query]
            said += [pair for pair in pairs if pair[0] in form.keep]
            address += _query(said)
        return f"{address}#{form.to_fragment.format_map(parts)}" if form.to_fragment else address
    return None


def _asked_for(form: "Form", given: dict[str, str], parts: dict[str, str]) -> bool:
    for name, pattern in form.query:
        found = pattern.fullmatch(given[name]) if name in given else None
        if not found:
            return False
        parts |= found.groupdict()
    return True


def _pairs(query: str) -> list[tuple[str, str]]:
    """Return the parameters, each spelled in one way; "&amp;" is "&" that a web page wrote."""
    pairs = []
    for pair in query.split("&"):
        name, _sign, value = pair.partition("=")
        if _ODD_QUERY.search(pair):
            name = _spelled(name.replace("+", "%20"), _NAME)
            value = _spelled(value.replace("+", "%20"), _VALUE)
        while name.startswith("amp;"):
            name = name[4:]
        if name or value:
            pairs.append((name, value))
    return pairs


def _query(pairs: list[tuple[str, str]]) -> str:
    """Return parameters sorted by name; those of one name stay in their order, which can mean something."""
    ordered = sorted(pairs, key=lambda pair: pair[0])
    return f"?{'&'.join(f'{name}={value}' if value else name for name, value in ordered)}" if ordered else ""


def _spelled(text: str, plain: frozenset[str]) -> str:
    """Return `text` with every character that means itself as itself, and every other one encoded in upper case."""

    def spell(found: re.Match[str]) -> str:
        if found[1] is None:
            return f"%{ord(found[0]):02X}"
        char = chr(int(found[1], 16))
        return char if char in plain else found[0].upper()

    return _ENCODED.sub(spell, text)


@lru_cache(maxsize=1)
def _table() -> "AddressTable":
    from board.exchange.incoming.address_table import read_table, shipped_addresses

    return read_table(shipped_addresses())


@lru_cache(maxsize=1)
def _parser() -> Callable[[str], str]:
    """Return the parser; it is loaded with the first address, because it takes longer than most of a start."""
    from ada_url import normalize_url

    return normalize_url
