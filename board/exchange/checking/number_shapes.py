"""Numbers that count nothing by their shape alone: dates, times, phones, money, footnotes, numbers of articles."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from board.locale import N_

DATE, TIME, YEAR = N_("a date"), N_("a time"), N_("a year")
SHARE, MONEY, AGE = N_("a percentage"), N_("money"), N_("an age")
ORDINAL, ARTICLE, PHONE = N_("an ordinal"), N_("the number of an article or a document"), N_("a phone number")
NAME, ADDRESS, DURATION = N_("part of a name"), N_("part of an address"), N_("a duration")
MEASURE, LIST, DECIMAL = N_("a measure"), N_("a place in a list"), N_("no whole number")
LONG, FOREIGN = N_("too long for a count"), N_("in a language the board does not read")
NOTE = N_("in a footnote")
NO_VERB = N_("no verb stands with it")
OTHERS = N_("it counts nothing that the board counts")

_MONTH = (
    r"(?:jan|feb|f[ée]v|mar|mrt|mrz|m[äa]r|a[pv]r|ma[iy]|mei|ju[in]|jui|jul|a[uo][uûg]|ao[uû]t|sep|o[ck]t|nov"
    r"|d[eéi][cz])[a-zéûä]{0,8}"
)
_MONTH_BEFORE = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"  # as English has it
)
_DAY = r"[0-9]{1,2}(?:er|st|nd|rd|th|e|ste|de|\u200b?\.)?"
_YEAR_BEHIND = r"(?:,?\s(?:19|20)[0-9]{2})?"
_TO_DAY = (
    r"\s?(?:-|–|,|tot en met|t/m|bis zum|bis einschließlich|jusqu'au|until|through|au|to"
    r"|bis|tot|et|and|und|en|of|,? et|/)\s?(?:le |the |zum )?"
)


def _pattern(*parts: str) -> "re.Pattern[str]":
    return re.compile("".join(parts), re.IGNORECASE)


_SPANS = (
    (NAME, _pattern(r"(?<![^\W_])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![^\W_])")),
    (NAME, re.compile(r"(?<![^\W_])(?=[0-9]*[a-f])[0-9a-f]{12,128}(?![^\W_])")),
    (DATE, _pattern(r"(?<![0-9])[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})(?![0-9])")),
    (DATE, _pattern(r"(?<![0-9])(?:19|20)[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?(?:T[0-9:.]{1,20}Z?)?(?![0-9])")),
    (DATE, _pattern(rf"(?<![0-9]){_DAY}(?:{_TO_DAY}{_DAY}){{0,3}}\s?{_MONTH}\.?{_YEAR_BEHIND}(?![^\W\d_])")),
    (DATE, _pattern(
        rf"(?<![^\W\d_]){_MONTH_BEFORE}\s[0-9]{{1,2}}(?:st|nd|rd|th)?",
        r"(?:\s?(?:-|–|to|and)\s?[0-9]{1,2}(?:st|nd|rd|th)?)?(?![0-9]|[ .,][0-9]{3}(?![0-9]))", _YEAR_BEHIND)),
    (TIME, _pattern(
        r"(?<![0-9])[0-2]?[0-9](?::|h|\u200b?\.)[0-5][0-9](?::[0-5][0-9])?\s?",
        r"(?:h|uhr|uur|a\.?m|p\.?m|utc|cet|gmt|heures)(?![^\W\d_])")),
    (TIME, _pattern(r"(?<![0-9])[0-2]?[0-9](?::[0-5][0-9]){1,2}(?![0-9])")),
    (TIME, _pattern(r"(?<![0-9])[0-2]?[0-9]\s?h\s?[0-5][0-9](?![0-9])")),
    (TIME, _pattern(r"(?<![0-9])[0-2]?[0-9]\s?(?:h|uhr|uur|a\.m|p\.m|am|pm)(?![^\W\d_])")),
    (ARTICLE, _pattern(r"(?<![0-9])[0-9]{1,4}/[0-9]{1,6}(?:/[0-9]{1,6})?(?![0-9])")),
    (ARTICLE, _pattern(r"(?<![0-9])[0-9]{5,7}/(?:19|20)?[0-9]{2}(?![0-9])")),
    (ARTICLE, _pattern(r"(?:§{1,2}|n°|№)\s?[0-9][0-9.]{0,20}")),
    (PHONE, _pattern(r"\+[0-9]{1,3}[ ./(-]{1,2}[0-9][0-9 ./()-]{5,24}[0-9]|\+[0-9]{9,14}(?![0-9])")),
    (PHONE, _pattern(r"(?<![0-9.,])0[0-9]{1,4}[ ./-][0-9][0-9 ./-]{4,20}[0-9]")),
    (PHONE, _pattern(
        r"(?<![^\W\d_])(?:tel|tél|t|telefoon|telefon|phone|fax|gsm|mobile|hotline)\b[^0-9\n]{0,12}",
        r"[0-9+][0-9 ./()-]{4,24}[0-9]")),
    (ARTICLE, re.compile(r"(?<![^\W\d_])[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){3,7}(?![0-9A-Za-z])")),
    (MONEY, _pattern(r"[€$£]\s?[0-9][0-9 .,']{0,20}|[0-9][0-9 .,']{0,20}\s?(?:€|\$|£|eur\b|usd\b)")),
    (ORDINAL, _pattern(
        r"(?<![0-9])[0-9]{1,4}-?(?:st|nd|rd|th|er|ers|[èe]re|[èe]me|[èe]mes|nde|ste|de|e)(?![^\W_])")),
    (ARTICLE, _pattern(
        r"\[\^?[0-9]{1,3}\]|(?<![^\W_])v\.?\s?[0-9]{1,6}(?:\.[0-9]{1,6}){1,6}",
        r"|(?<![0-9])[0-9]{1,6}(?:\.[0-9]{1,6}){2,6}(?![0-9.])")),
)  # fmt: skip
_FOOTNOTE = re.compile(
    r"^ {0,80}\[\^?[0-9]{1,3}\](?!\()[^\n]{0,2000}(?:\n[ \t]+[^\s\[][^\n]{0,2000}){0,12}", re.MULTILINE)  # fmt: skip
_DIGITS = re.compile(r"[0-9]+")
_BESIDE = 80
"""Characters before the first digit and behind the last: the longest of what is looked for has fewer."""
_GROUPS = re.compile(r"[0-9]{1,3}(?:[.' ][0-9]{3})+")


def reasons(plain: str, addresses: Sequence[tuple[int, int]]) -> "Reasons":
    """Return where in a text the numbers lie that count nothing by their shape alone."""
    found: list[tuple[int, int, str]] = [(start, end, ADDRESS) for start, end in addresses]
    found += [(*match.span(), NOTE) for match in _FOOTNOTE.finditer(plain)]
    for start, end in _around_digits(plain):
        for reason, pattern in _SPANS:
            for match in pattern.finditer(plain, start, end):
                if reason == PHONE and _GROUPS.fullmatch(match.group().strip()):
                    continue
                found.append((*match.span(), reason))
    return Reasons(found)


def _around_digits(plain: str) -> Iterator[tuple[int, int]]:
    """Return the stretches of a text that have digits, with what may belong to them: the rest is most of a draft."""
    start = end = -1
    for match in _DIGITS.finditer(plain):
        if start >= 0 and match.start() - end <= 2 * _BESIDE:
            end = match.end()
            continue
        if start >= 0:
            yield max(0, start - _BESIDE), end + _BESIDE
        start, end = match.span()
    if start >= 0:
        yield max(0, start - _BESIDE), end + _BESIDE


class Reasons:
    """Spans of a text with the reason why numbers in them are no tallies."""

    def __init__(self, spans: list[tuple[int, int, str]]) -> None:
        self._spans = sorted(spans)
        self._starts = [span[0] for span in self._spans]
        self._farthest = list(accumulate((span[1] for span in self._spans), max))

    def at(self, start: int, end: int) -> str | None:
        """Return why a number that stands there is none, by the narrowest span around it."""
        place = bisect_right(self._starts, start) - 1
        while place >= 0 and self._farthest[place] >= end:
            if self._spans[place][1] >= end:
                return self._spans[place][2]
            place -= 1
        return None
