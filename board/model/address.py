"""Addresses of items as text: made harmless before anybody sees them, and their fingerprints."""

import hmac
import re

from board.model.text import clean

LONGEST_ADDRESS = 8_192
"""Characters; nothing longer is an address. Browsers and servers give up before it."""

FINGERPRINT_BYTES = 32

SCHEMES = re.compile(
    r"""(?aix)
    (?P<loud>h)tt(?P<secure>p s?):                                # every spelling of it, even https:example.org
    | (?P<file>f)t(?P<files>ps?):                                 # ftp
    | (?P<other>[a-z][a-z0-9+.-]{0,30}):(?=//)                    # tg://, ipfs://
    | (?<![a-z])(?P<word>javascript|vbscript|data|blob|file|mailto|magnet|tel|sms|tg|ipfs|news|geo|xmpp|sips?):(?=\S)
    """
)
"""What makes a text a live link by itself: a scheme and its colon."""

_DOTTED = re.compile(
    r"""(?x)
    (?<![^\s!-,/:-@\[-^`{-~.．。｡])                # where a run of labels begins, so that a long text is read once
    [^\s!-,/:-@\[-^`{-~.．。｡]++
    (?:[.．。｡][^\s!-,/:-@\[-^`{-~.．。｡]++)++     # labels hold letters of any script, digits, "-" and "_"
    """
)
_DOT = re.compile("[.．。｡]")
"""The dots of a host name: the full stop and those that UTS #46 maps to it."""

_IPV4 = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9.])")
_LIKE_A_DOMAIN = re.compile(r"[.．。｡][a-z]{2}|\.[^\s0-9_\x00-\x7f]", re.IGNORECASE)
"""A later label that begins as a top-level domain does: two Latin letters, or a letter of another script."""


def defang(text: str) -> str:
    """Return `text` as harmless single-line text in which no address is a live link.

    Schemes lose their meaning (hxxps://, tg[:]//) and the dots of everything that could be a host name stand in
    brackets: video[.]example[.]org. Figures, dates and abbreviations (1.300, 21.11.2019, e.g.) are left alone; the
    name of a file is not, because .zip, .mov and .py are domains. `defang(defang(x)) == defang(x)`, and the result is
    what `clean` of board/model/text.py returns. An address made by `normalise` is found again from its defanged form.

    Args:
        text: Anything at all, of any length: an address, or a note that holds some.
    """
    return _DOTTED.sub(_harmless_dots, SCHEMES.sub(_harmless_scheme, clean(text)))


def fingerprint(address: str, key: bytes) -> bytes:
    """Return what stands for an address where it must not be read: its HMAC-SHA-256 (RFC 2104), 32 bytes.

    Args:
        address: As `normalise` of board/exchange/incoming/addresses.py returns it.
        key: The store's own; without it nobody can tell by trying which addresses a store holds.

    Raises:
        ValueError: There is no key, or the text holds half a character (a surrogate).
    """
    if not key:
        raise ValueError("a fingerprint needs the key of its store")
    return hmac.digest(key, address.encode(), "sha256")


def _harmless_scheme(found: re.Match[str]) -> str:
    if found["loud"]:
        xs = "XX" if found["loud"] == "H" else "xx"
        return f"{found['loud']}{xs}{found['secure']}:"
    if found["file"]:
        return f"{found['file']}{'X' if found['file'] == 'F' else 'x'}{found['files']}:"
    name: str = found["other"] or found["word"]
    if name.lower().endswith(("hxxp", "hxxps", "fxp", "fxps")):
        return found[0]
    return f"{name}[:]"


def _harmless_dots(found: re.Match[str]) -> str:
    run = found[0]
    if _LIKE_A_DOMAIN.search(run) or _IPV4.search(run):
        return _DOT.sub("[.]", run)
    return run
