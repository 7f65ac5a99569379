"""How the size of a file is said."""

from board.locale import _, language, ngettext

DECIMAL = {"en": ".", "fr": ",", "nl": ",", "de": ","}
"""What stands before parts of a number, as CLDR has it."""


def size(of: int) -> str:
    """Return so many bytes as people say it: "812 bytes", "48 kB", "1.2 GB"."""
    if of < 1000:
        return ngettext("{count} byte", "{count} bytes", of).format(count=of)
    number, units = of / 1000, [_("{count} kB"), _("{count} MB"), _("{count} GB")]
    while number >= 999.5 and len(units) > 1:
        number /= 1000
        units.pop(0)
    count = f"{number:.1f}" if number < 9.95 else f"{number:.0f}"
    return units[0].format(count=count.replace(".", DECIMAL[language()]))
