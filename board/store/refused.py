"""What the board will not or cannot do, in one line that says why and how to go on."""

from board.model.text import clean


class Refused(Exception):
    """A request that was refused; nothing was changed. The text is one line for the person who asked."""

    def __str__(self) -> str:
        """Return the reason as one harmless line, whatever it quotes."""
        return " ".join(clean(super().__str__()).split())
