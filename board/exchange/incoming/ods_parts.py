"""What the parts of an ODS hold, counted while they are unpacked: cells, texts, formulas, hidden rows."""

from board.exchange.incoming.counts import is_error
from board.exchange.incoming.workbook_part import Encrypted, Handlers, Part, local_name

_LONGEST_SHOWN = 20
"""Characters; no error has more."""


class OdsParts:
    """Looks at the parts of an ODS while they are unpacked: its sheets are all in one."""

    def __init__(self) -> None:
        self._parts: dict[str, Part] = {}
        self._part = Part()
        self._row = self._rows = self._column = self._columns = 0
        """Where the cell begins, counted from 1, and how often its row and it are there."""
        self._columns_told = 0
        """Columns of the sheet of which it was said whether they are hidden."""
        self._hidden = self._error = False
        """The row is hidden, and nothing of it was seen yet; the cell says that it holds an error."""
        self._shown: str | None = None
        """The beginning of what a formula or an error shows, while that is read."""

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
            said_of = {local_name(key): value for key, value in attributes.items()}
            self._cell(said_of, "error" in attributes.values())
        elif local == "table-row":
            self._show()
            said_of = {local_name(key): value for key, value in attributes.items()}
            self._row, self._rows = self._row + self._rows, _repeated(said_of, "number-rows-repeated")
            self._column, self._columns = 1, 0
            self._hidden = said_of.get("visibility", "visible") != "visible"
        elif local == "table-column":
            said_of = {local_name(key): value for key, value in attributes.items()}
            first = self._columns_told + 1
            self._columns_told += _repeated(said_of, "number-columns-repeated")
            if said_of.get("visibility", "visible") != "visible":
                self._part.hide_columns(first, self._columns_told)
        elif local == "table":
            name = next((value for key, value in attributes.items() if local_name(key) == "name"), "")
            self._show()
            self._part = self._parts[name] = Part()
            self._row, self._rows, self._columns_told = 1, 0, 0
        elif local == "p" and self._columns:
            self._fill()
        elif local == "s":
            self._count(_repeated({local_name(key): value for key, value in attributes.items()}, "c"))
        elif local == "encryption-data":
            raise Encrypted

    def data(self, text: str) -> None:
        """Take up a piece of text: it stands in every cell of a repeated one."""
        self._count(len(text))
        if self._shown is not None and len(self._shown) < _LONGEST_SHOWN:
            self._shown += text

    def end(self) -> None:
        """Take up the end of the part."""
        self._show()
        self._row, self._rows, self._columns = 1, 0, 0

    def _cell(self, said_of: dict[str, str], error: bool) -> None:
        self._show()
        self._column, self._columns = self._column + self._columns, _repeated(said_of, "number-columns-repeated")
        filled = "value-type" in said_of
        if filled:
            self._fill()
            self._count(len(said_of.get("string-value", "")))
        self._error = filled and error
        if "formula" in said_of:
            self._part.formulas += 1
            if not filled:
                self._part.unreckoned += 1
                self._part.fault(self._row, self._column, "=", self._rows, self._columns)
        if self._error or (filled and "formula" in said_of):
            self._shown = ""
        rows = _repeated(said_of, "number-rows-spanned")
        if rows > 1 or _repeated(said_of, "number-columns-spanned") > 1:
            self._part.merge(self._row, self._row + rows - 1, self._column)

    def _fill(self) -> None:
        self._part.fill(self._row, self._column, self._rows, self._columns)
        if self._hidden:
            self._part.hidden += self._rows
            self._hidden = False

    def _show(self) -> None:
        """Take note of the cell that was read last if what it shows is an error; its value may say a number."""
        if self._shown is not None:
            shown = self._shown.strip()
            if self._error or is_error(shown):
                text = shown if is_error(shown) else "#N/A"
                self._part.fault(self._row, self._column, text, self._rows, self._columns)
            self._shown = None

    def _count(self, characters: int) -> None:
        self._part.characters += characters * self._rows * self._columns


def _repeated(said_of: dict[str, str], key: str) -> int:
    return max(int(said_of.get(key, 1)), 1)
