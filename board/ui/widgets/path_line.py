"""The line in which a path is typed."""

from board.ui.widgets.clean_input import CleanInput

LONGEST_PATH = 4096
"""Characters (PATH_MAX of Linux)."""


class PathLine(CleanInput):
    """An input of one line, as high as a line."""

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
