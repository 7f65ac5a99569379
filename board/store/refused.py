"""What the board will not or cannot do, in one line that says why and how to go on."""


class Refused(Exception):
    """A request that was refused; nothing was changed. The text is one line for the person who asked."""

    def __str__(self) -> str:
        """Return the reason as one line."""
        return " ".join(super().__str__().split())
