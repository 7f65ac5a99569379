"""An input in which nothing can stand that acts on the terminal: what is pasted was not typed."""

from textual.widgets import Input

from board.model.text import clean


class CleanInput(Input):
    """Textual's input, which would show pasted escapes and bidi controls as they are."""

    def validate_value(self, value: str) -> str:
        """Let nothing harmful stand in the line, however it comes."""
        return clean(value)
