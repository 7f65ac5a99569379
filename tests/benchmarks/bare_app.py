"""The least a Textual program can be: what every time here is a multiple of."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Header, Static


class BareApp(App[None]):
    """A header, a line, a footer; `x` changes the line."""

    BINDINGS: ClassVar[list[BindingType]] = [("x", "count", "count")]
    count = 0

    def compose(self) -> ComposeResult:
        """Lay out three widgets."""
        yield Header()
        yield Static("bare hello", id="line")
        yield Footer()

    def action_count(self) -> None:
        """Change the line."""
        self.count += 1
        self.query_one("#line", Static).update(f"bare {self.count}")


if __name__ == "__main__":
    BareApp().run()
