"""How signs are set: quotation marks, colons and semicolons stand as each language has them."""

from collections.abc import Iterable

from board.locale import _


def quoted(said: str) -> str:
    """Return words between quotation marks: “removed”, « retiré »."""
    return _("“{said}”").format(said=said)


def labelled(label: str, said: str) -> str:
    """Return what is said of something, behind what it is: "objective: to stop the flow"."""
    return _("{label}: {said}").format(label=label, said=said)


def one_by_one(said: Iterable[str]) -> str:
    """Return what hangs together loosely, or has commas within: "a, b; c"."""
    return _("; ").join(said)
