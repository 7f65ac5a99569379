"""What the parts of an ODS hold, counted while they are unpacked: cells, texts, formulas, hidden rows."""

from board.exchange.incoming.workbook_part import Encrypted, Handlers, Part, local_name


class OdsParts:
    """Looks at the parts of an ODS while they are unpacked: its sheets are all in one."""

    def __init__(self) -> None:
        self._parts: dict[str, Part] = {}
        self._part = Part()
        self._row = self._rows = self._column = self._columns = 0
        """Where the cell begins, counted from 1, and how often its row and it are there."""

    def handlers(self, _path: str) -> Handlers:
        """Return what looks at the part of a path."""
        return self

    def all_parts(self) -> list[Part]:
        """Return what every sheet holds."""
        return list(self._parts.values())

    def parts(self) -> dict[str, Part]:
        """Return what each sheet holds."""
        return self._parts

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take up the beginning of an element."""
        local = local_name(tag)
        if local in ("table-cell", "covered-table-cell"):
            self._cell({local_name(key): value for key, value in attributes.items()})
        elif local == "table-row":
            said_of = {local_name(key): value for key, value in attributes.items()}
            self._row, self._rows = self._row + self._rows, _repeated(said_of, "number-rows-repeated")
            self._column, self._columns = 1, 0
            self._part.hidden += self._rows if said_of.get("visibility", "visible") != "visible" else 0
        elif local == "table":
            name = next((value for key, value in attributes.items() if local_name(key) == "name"), "")
            self._part = self._parts[name] = Part()
            self._row, self._rows = 1, 0
        elif local == "p" and self._columns:
            self._part.fill(self._row, self._column, self._rows, self._columns)
        elif local == "s":
            self._count(_repeated({local_name(key): value for key, value in attributes.items()}, "c"))
        elif local == "encryption-data":
            raise Encrypted

    def data(self, text: str) -> None:
        """Take up a piece of text: it stands in every cell of a repeated one."""
        self._count(len(text))

    def end(self) -> None:
        """Take up the end of the part."""
        self._row, self._rows, self._columns = 1, 0, 0

    def _cell(self, said_of: dict[str, str]) -> None:
        self._column, self._columns = self._column + self._columns, _repeated(said_of, "number-columns-repeated")
        filled = "value-type" in said_of
        if filled:
            self._part.fill(self._row, self._column, self._rows, self._columns)
            self._count(len(said_of.get("string-value", "")))
        if "formula" in said_of:
            self._part.formulas += 1
            self._part.unreckoned += not filled
        rows = _repeated(said_of, "number-rows-spanned")
        if rows > 1 or _repeated(said_of, "number-columns-spanned") > 1:
            self._part.merge(self._row, self._row + rows - 1)

    def _count(self, characters: int) -> None:
        self._part.characters += characters * self._rows * self._columns


def _repeated(said_of: dict[str, str], key: str) -> int:
    return max(int(said_of.get(key, 1)), 1)
