"""The looks: dark and light for rooms by night and day, and one of highest contrast."""

from textual.theme import Theme

DARK = Theme(
    name="board-dark",
    primary="#5b8db8",
    secondary="#7aa2c4",
    accent="#ffb454",
    warning="#ffb454",
    error="#ff6b6b",
    success="#7fd1a0",
    foreground="#e8eef4",
    background="#0b1118",
    surface="#101923",
    panel="#162230",
    dark=True,
    variables={"text-muted": "#93a5b6", "frame": "#34495e"},
)
LIGHT = Theme(
    name="board-light",
    primary="#1f5f99",
    secondary="#35688f",
    accent="#a34b00",
    warning="#a34b00",
    error="#b00020",
    success="#1b6b3a",
    foreground="#101820",
    background="#f7f8fa",
    surface="#ffffff",
    panel="#e9edf2",
    dark=False,
    variables={"text-muted": "#4a5866", "frame": "#a9b6c3"},
)
CONTRAST = Theme(
    name="board-contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff8080",
    success="#80ff80",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={"text-muted": "#ffffff", "frame": "#ffffff"},
)
THEMES = (DARK, LIGHT, CONTRAST)
"""In the order in which the key steps through them."""
