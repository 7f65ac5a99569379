"""Finding where published figures drift apart, also among statements that nobody has linked yet."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from board.model.situation import DisagreementView, StatementView
from board.model.vocabulary import Drift, Stage

_NOT_TAKEDOWNS = frozenset({Stage.TOOK_PART, Stage.IDENTIFIED, Stage.RECEIVED, Stage.REPORTED})


def drifts_between(one: StatementView, other: StatementView) -> tuple[Drift, ...]:
    """Return in what two statements contradict each other; nothing where both can be true.

    Only statements of the same subject and the same part of it are held against each other: a partner's share, a day
    or a kind of content lies within the whole and does not contradict it. The same number under another verb or unit
    is a drift when different agencies said it; two numbers are one when no count could satisfy both as of one day.
    """
    if (one.subject, one.share_of, one.part) != (other.subject, other.share_of, other.part):
        return ()
    if one.quantity is None or other.quantity is None:
        return ()
    found: list[Drift] = []
    same_number = one.quantity.value == other.quantity.value
    takedowns = not {one.stage, other.stage} & _NOT_TAKEDOWNS
    if same_number and takedowns and one.agency != other.agency:
        if one.stage != other.stage:
            found.append(Drift.STAGE)
        if one.unit != other.unit or (one.of and other.of and set(one.of) != set(other.of)):
            found.append(Drift.UNIT)
    alike = one.stage == other.stage and one.unit == other.unit
    if alike and same_number and one.quantity.qualifier != other.quantity.qualifier:
        found.append(Drift.QUALIFIER)
    if alike and not same_number and one.as_of == other.as_of and not one.quantity.compatible(other.quantity):
        found.append(Drift.QUANTITY)
    return tuple(found)


def contradiction(said: StatementView, disputes: Iterable[DisagreementView]) -> StatementView | None:
    """Return the first statement that says another verb or an incompatible number of the same unit and whole."""
    for dispute in disputes:
        if said in dispute.statements and {Drift.STAGE, Drift.QUANTITY} & set(dispute.drifts):
            for other in dispute.statements:
                alike = (other.subject, other.unit, other.share_of, other.part) == (
                    said.subject,
                    said.unit,
                    said.share_of,
                    said.part,
                )
                if not (alike and said.quantity and other.quantity):
                    continue
                if other.stage != said.stage or not other.quantity.compatible(said.quantity):
                    return other
    return None


def readings(dispute: DisagreementView) -> tuple[tuple[StatementView, ...], ...]:
    """Return the statements of a disagreement in groups that agree on what the others dispute, in the given order."""
    groups: dict[tuple[object, ...], list[StatementView]] = {}
    for said in dispute.statements:
        groups.setdefault(_reading(said, dispute.drifts), []).append(said)
    return tuple(tuple(group) for group in groups.values())


def _reading(said: StatementView, drifts: tuple[Drift, ...]) -> tuple[object, ...]:
    """Return that part of a statement which is in dispute."""
    number = said.quantity
    parts: dict[Drift, object] = {
        Drift.STAGE: said.stage,
        Drift.UNIT: (said.unit, frozenset(said.of)),
        Drift.QUALIFIER: number and number.qualifier,
        Drift.QUANTITY: number,
        Drift.DATE: (said.since, said.as_of),
        Drift.SCOPE: (number, said.stage, said.share_of, said.part, said.subject),
    }
    disputed = tuple(parts[drift] for drift in drifts if drift in parts)
    return disputed or (said.slug,)


def contradictions(
    statements: Sequence[StatementView], linked: Sequence[DisagreementView]
) -> tuple[tuple[DisagreementView, ...], tuple[DisagreementView, ...]]:
    """Return what the statements of one subject disagree on, linked or found, and the cautions among what is linked."""
    real = tuple(dispute for dispute in linked if not dispute.caution)
    return real + find_disagreements(statements, linked), tuple(one for one in linked if one.caution)


def find_disagreements(
    statements: Sequence[StatementView], linked: Iterable[DisagreementView] = ()
) -> tuple[DisagreementView, ...]:
    """Return the drifts among statements that no known disagreement links, each as a disagreement of two.

    Args:
        statements: All of one subject, in the order of the record.
        linked: What is known already; two readings that one of them opposes are not found again, whoever says them.
    """
    known: set[tuple[Drift, frozenset[object]]] = set()
    for dispute in linked:
        for drift in dispute.drifts:
            for one, other in combinations(dispute.statements, 2):
                known.add(_opposition(drift, one, other))
    found: list[DisagreementView] = []
    for one, other in combinations(statements, 2):
        drifts = tuple(drift for drift in drifts_between(one, other) if _opposition(drift, one, other) not in known)
        if drifts:
            known |= {_opposition(drift, one, other) for drift in drifts}
            found.append(DisagreementView(f"{one.slug}-{other.slug}", "", drifts, (one, other)))
    return tuple(found)


def _opposition(drift: Drift, one: StatementView, other: StatementView) -> tuple[Drift, frozenset[object]]:
    """Return the two readings that stand against each other, and what they are of, whoever says them."""
    return drift, frozenset((_matter(said, drift), _reading(said, (drift,))) for said in (one, other))


def _matter(said: StatementView, drift: Drift) -> tuple[object, ...]:
    """Return what a statement is of, besides that which is in dispute."""
    number = said.quantity.value if said.quantity else None
    rest: dict[Drift, tuple[object, ...]] = {
        Drift.STAGE: (number, said.unit),
        Drift.UNIT: (number, said.stage),
        Drift.QUALIFIER: (number, said.stage, said.unit),
        Drift.QUANTITY: (said.stage, said.unit),
    }
    return (said.subject, said.share_of, said.part, *rest.get(drift, ()))
