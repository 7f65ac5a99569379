"""Pictures of a screen: made without a terminal, and without an address that a viewer would fetch."""

import asyncio
import re
from io import StringIO

from board.model.wanted import Wanted
from board.store.reader import Reader
from board.ui.app import BoardApp
from board.ui.themes import THEMES

_FETCHED = re.compile(r",?\s*url\([^)]*\)\s*format\([^)]*\)")
"""The web fonts that an exported picture would load from a server: a board's pictures call nobody."""


async def picture(
    reader: Reader,
    wanted: Wanted,
    size: tuple[int, int],
    *,
    as_text: bool = False,
    theme: str = THEMES[0].name,
    keys: tuple[str, ...] = (),
) -> str:
    """Return a screen as SVG, or as plain text.

    Args:
        reader: Answers what the screen wants; its clock is the time in the picture.
        wanted: What is shown.
        size: Columns and lines.
        as_text: Return the characters instead of SVG.
        theme: Name of one of `THEMES`.
        keys: Keys pressed before the picture is taken, as Textual names them.

    Raises:
        Refused: What is wanted is not there.
    """
    app = BoardApp(reader, wanted, live=False, theme=theme)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        if as_text:
            out = StringIO()
            for strip in app.screen._compositor.render_strips():
                out.write("".join(segment.text for segment in strip).rstrip() + "\n")
            return out.getvalue()
        return _FETCHED.sub("", app.export_screenshot(title=app.title))


def picture_now(
    reader: Reader, wanted: Wanted, size: tuple[int, int], *, as_text: bool = False, theme: str = THEMES[0].name
) -> str:
    """Return a screen as `picture` does, for callers that do not run an event loop."""
    return asyncio.run(picture(reader, wanted, size, as_text=as_text, theme=theme))
