"""What a finding says in words, and what it was held against as JSON values."""

from board.exchange.checking.claim import Claim
from board.exchange.checking.holding import Finding
from board.exchange.checking.known_figures import KnownFigure
from board.exchange.checking.match import Kind
from board.exchange.show import statement
from board.locale import _, days, phrases, punctuation, words
from board.model.situation import StatementView
from board.model.text import clean
from board.model.vocabulary import Qualifier


def kind(of: Kind) -> str:
    """Return a kind of finding in a word or two: "other verb"."""
    return {
        Kind.AGREES: _("agrees"),
        Kind.DISPUTED: _("disputed"),
        Kind.OTHER_VERB: _("other verb"),
        Kind.OTHER_UNIT: _("other unit"),
        Kind.PART_FOR_WHOLE: _("a part for the whole"),
        Kind.SUM_ACROSS_STAGES: _("a sum across stages"),
        Kind.QUALIFIER_DROPPED: _("qualifier dropped"),
        Kind.QUALIFIER_HARDENED: _("qualifier hardened"),
        Kind.UNKNOWN: _("unknown"),
    }[of]


def says(finding: Finding) -> str:
    """Return in a sentence what came of a figure, with the figures of the board it was held against."""
    figures = punctuation.one_by_one(figure.in_words() for figure in finding.against)
    claim = finding.claim
    if finding.source is not None:
        return _of_the_source(finding, clean(phrases.agency(finding.source)), figures)
    match finding.kind:
        case Kind.AGREES:
            return (
                _("the board has it: {figures}").format(figures=figures) if figures else _("the board has none either")
            )
        case Kind.DISPUTED:
            others = punctuation.one_by_one(published(other) for other in finding.others[:3])
            return _("{figures}; but other sources say: {others}").format(
                figures=finding.against[0].in_words(), others=others
            )
        case Kind.OTHER_VERB:
            said = _stages(claim)
            board = words.stage(finding.against[0].stage)
            return _("the draft says {said}, the board {board}: {figures}").format(
                said=said, board=board, figures=figures
            )
        case Kind.OTHER_UNIT:
            return _("the draft counts {said}, the board something else: {figures}").format(
                said=_units(claim), figures=figures
            )
        case Kind.PART_FOR_WHOLE:
            return _("the board has this number for another part: {figures}").format(figures=figures)
        case Kind.SUM_ACROSS_STAGES:
            return _("stages are never added to each other: {figures}").format(figures=figures)
        case Kind.QUALIFIER_DROPPED:
            return _("the board does not say this as exactly: {figures}").format(figures=figures)
        case Kind.QUALIFIER_HARDENED:
            return _("the draft claims more than the board: {figures}").format(figures=figures)
        case Kind.UNKNOWN:
            if not figures:
                return _("the board does not know this number")
            return _("the board does not know this number; it has {figures}").format(figures=figures)


def _of_the_source(finding: Finding, source: str, figures: str) -> str:
    """Return what came of a figure that the one whom the draft names gave otherwise."""
    match finding.kind:
        case Kind.OTHER_VERB:
            return _("the draft says {said}, {source} said {board}: {figures}").format(
                said=_stages(finding.claim),
                source=source,
                board=words.stage(finding.against[0].stage),
                figures=figures,
            )
        case Kind.OTHER_UNIT:
            return _("the draft counts {said}, {source} counted something else: {figures}").format(
                said=_units(finding.claim), source=source, figures=figures
            )
        case Kind.QUALIFIER_DROPPED:
            return _("{source} did not say this as exactly: {figures}").format(source=source, figures=figures)
        case _:
            return _("the draft claims more than {source} said: {figures}").format(source=source, figures=figures)


def _stages(claim: Claim) -> str:
    return _(" or ").join(words.stage(stage) for stage in sorted(claim.stages))


def _units(claim: Claim) -> str:
    return ", ".join(words.unit(unit) for unit in sorted(claim.units or ())) or _("something else")


def published(said: StatementView) -> str:
    """Return a statement in a line, with who says it and where it can be read."""
    return _("{figure} ({agency}, {as_of}; {publisher})").format(
        figure=phrases.figure(said),
        agency=phrases.agency(said.agency),
        as_of=days.as_of(said),
        publisher=said.source.publisher,
    )


def document(figure: KnownFigure) -> dict[str, object]:
    """Return a figure of the board as JSON values; of a sum across stages its parts."""
    if figure.parts:
        return {
            "difference_of" if figure.less else "sum_of": [document(part) for part in figure.parts],
            "says": figure.in_words(),
        }
    found: dict[str, object] = {
        "stage": figure.stage,
        "unit": "all" if figure.all_units else ",".join(sorted(figure.units)),
        "value": figure.quantity.value,
        "qualifier": figure.quantity.qualifier,
        "as_of": figure.as_of,
        "action": figure.action,
        "says": figure.in_words(),
    }
    if figure.said is not None:
        return {**found, **_sourced(figure.said)}
    return {
        **found,
        "agency": figure.partner.slug if figure.partner else None,
        "provider": figure.provider,
        "source": None,
        "entries": figure.entries(),
    }


def other(said: StatementView) -> dict[str, object]:
    """Return what another source says instead as JSON values."""
    known = statement(said)
    return {
        "stage": said.stage,
        "unit": known["unit"],
        "value": known["quantity"],
        "qualifier": known["qualifier"],
        "as_of": said.as_of,
        "action": said.subject,
        "says": published(said),
        **_sourced(said),
        "disputes": True,
    }


def _sourced(said: StatementView) -> dict[str, object]:
    firm = said.quantity is not None and said.quantity.qualifier == Qualifier.AT_LEAST
    return {
        "agency": said.agency.slug,
        "statement": said.slug,
        "source": said.source.slug,
        "address": said.source.address,
        "wording": said.wording,
        "said_qualifier": "more_than"
        if firm and said.quantity and phrases.is_more_than(said.wording, said.quantity.value)
        else None,
    }
