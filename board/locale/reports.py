"""How situation reports are said, and what two of them differ in. A number never leaves here without its qualifier."""

from board.locale import _, days, phrases, words
from board.model.situation import EntryView
from board.model.situation_report import Change, Comparison, Head, Side, SituationReport, Turn

SHORT = 12
"""Digits of a hash where there is no room for all of it."""


def short_head(of: str | None) -> str:
    """Return the beginning of a head's hash: "1a2b3c4d5e6f…"; in words where the ledger was empty."""
    return f"{of[:SHORT]}…" if of else _("none, the ledger was empty")


def whole_head(of: Head | None) -> str:
    """Return the whole of a head: its hash, and which entry it is."""
    if of is None:
        return _("none, the ledger was empty")
    return _("{hash} (entry {seq})").format(hash=of.hash, seq=phrases.number(of.seq))


def taken(of: SituationReport) -> str:
    """Return what was frozen: "situation report 3: 5,120 entries, head 1a2b3c4d5e6f…"."""
    return _("situation report {number}: {entries}, head {head}").format(
        number=phrases.number(of.number),
        entries=phrases.entries(of.situation.entries),
        head=short_head(of.head.hash if of.head else None),
    )


def side(of: Side) -> str:
    """Return one of two situations: "situation report 2, 23 Nov 2026 12:00:05 UTC, by duty officer, 226 entries"."""
    name = _("now") if of.number is None else _("situation report {number}").format(number=phrases.number(of.number))
    parts = [name, days.exact_instant(of.as_of)]
    if of.operator is not None:
        parts.append(_("by {operator}").format(operator=of.operator))
    return ", ".join([*parts, phrases.entries(of.entries)])


def turn(of: Turn) -> str:
    """Return what became of tallies, as a heading."""
    return {
        Turn.NEW: _("new: nothing had been counted"),
        Turn.ROSE: _("rose"),
        Turn.FELL: _("fell"),
        Turn.FIRMNESS: _("the same number, said more or less firmly"),
    }[of]


def counted(of: Change) -> str:
    """Return what a tally is of: "videos removed", "removed, all content types"."""
    if of.unit is None:
        return _("{stage}, all content types").format(stage=words.stage(of.stage))
    return f"{words.unit(of.unit)} {words.stage(of.stage, of.unit)}"


def before_and_after(of: Change) -> str:
    """Return both numbers with their qualifiers: "1,200 → at least 1,430"."""
    before = phrases.quantity(of.before) if of.before is not None else _("none")
    return f"{before} → {phrases.quantity(of.after)}"


def by(of: Change) -> str:
    """Return by how much a tally rose or fell: "at least 230 more", "5 fewer"; "" where its number stayed."""
    if of.turn == Turn.FIRMNESS:
        return ""
    more = _("{count} fewer") if of.turn == Turn.FELL else _("{count} more")
    return more.format(count=phrases.quantity(of.by))


def shortly_by(of: Change) -> str:
    """Return the same where there is little room: "+≥230", "−5"; "=" where the number stayed."""
    if of.turn == Turn.FIRMNESS:
        return "="
    return ("−" if of.turn == Turn.FELL else "+") + phrases.short_quantity(of.by)


def correction(of: EntryView) -> str:
    """Return an entry that takes back or counts less, with why and by whom."""
    what = (
        _("takes back entry {seq}").format(seq=phrases.number(of.reverses))
        if of.reverses is not None
        else _("counts less")
    )
    why = of.note or (_("its reason lies elsewhere") if of.noted else _("no reason given"))
    return _("{entry}: {what} · {why} · {operator}, {instant}").format(
        entry=phrases.entry(of), what=what, why=why, operator=of.operator, instant=days.exact_instant(of.recorded_at)
    )


def corrections_title(of: Comparison) -> str:
    """Return how many entries took back or counted less, and whether all of them are listed."""
    if of.corrections_in_all > len(of.corrections):
        return _("corrected · the last {shown} of {count}").format(
            shown=len(of.corrections), count=phrases.number(of.corrections_in_all)
        )
    return _("corrected · {count}").format(count=phrases.number(of.corrections_in_all))
