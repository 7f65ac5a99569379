"""The line in which a path, a name or a reason is typed: what stands in it is always clean."""

from textual.widgets import Input

from board.model.text import clean

LONGEST_PATH = 4096
"""Characters (PATH_MAX of Linux)."""


class PathLine(Input):
    """An input that takes nothing which could act on the terminal, however it comes: pasted text is not typed."""

    DEFAULT_CSS = """
    PathLine { width: 1fr; background: $panel; }
    PathLine:focus { background: $primary 30%; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        """Start a line.

        Args:
            value: What stands there already.
            placeholder: What stands there while it is empty.
            id: As for every widget.
        """
        super().__init__(
            value, placeholder=placeholder, id=id, max_length=LONGEST_PATH, compact=True, select_on_focus=False
        )

    def validate_value(self, value: str) -> str:
        """Let nothing harmful stand in the line."""
        return clean(value)
