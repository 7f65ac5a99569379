"""What the parts of an XLSX hold, counted while they are unpacked: cells, shared texts, formulas, hidden rows."""

import re
from array import array
from collections.abc import Callable

from board.exchange.incoming.workbook_part import Handlers, Part, local_name

_MOST_TEXTS = 5_000_000
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")


class XlsxParts:
    """Looks at the parts of an XLSX while they are unpacked.

    Which part is what, the parts themselves say, so each is looked at as if it were a sheet and the shared texts too.
    """

    def __init__(self) -> None:
        self.texts = array("L")
        """Characters of each shared text."""
        self.shown = array("L")
        """In how many cells each stands."""
        self.sheets: dict[str, str] = {}
        """The names of the sheets, and by what id each is found."""
        self.targets: dict[str, str] = {}
        self.unseen: set[str] = set()
        """Ids of parts that are not looked at: no XML."""
        self._parts: dict[str, Part] = {}

    def handlers(self, path: str) -> Handlers:
        """Return what looks at the part of a path, in lower case."""
        if path.endswith(".rels"):
            return _Relations(self, path)
        return _Cells(self, path == "xl/workbook.xml", self._parts.setdefault(path, Part()))

    def all_parts(self) -> list[Part]:
        """Return what every part holds, whether or not a sheet lies in it, and the texts that sheets share."""
        shared = Part()
        shared.characters = sum(map(int.__mul__, self.texts, self.shown))
        return [shared, *self._parts.values()]

    def parts(self) -> dict[str, Part]:
        """Return what each sheet holds; raises `ValueError` where one lies in a part that was not looked at."""
        if self.unseen.intersection(self.sheets.values()):
            raise ValueError
        parts: dict[str, Part] = {}
        for name, key in self.sheets.items():
            target = self.targets.get(key, "").lower().lstrip("/")
            found = self._parts.get(target if target.startswith("xl/") else f"xl/{target}")
            parts[name] = found or Part()
        return parts


class _Relations:
    """Where the sheets and their texts lie."""

    def __init__(self, workbook: XlsxParts, path: str) -> None:
        self._workbook, self._path = workbook, path

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local_name(tag) != "Relationship":
            return
        key, target = attributes.get("Id", ""), attributes.get("Target", "")
        kind = attributes.get("Type", "").rpartition("/")[2]
        if self._path == "_rels/.rels":
            if kind == "officeDocument" and target.lower().lstrip("/") != "xl/workbook.xml":
                raise ValueError
        elif self._path == "xl/_rels/workbook.xml.rels":
            self._workbook.targets[key] = target
            if not target.lower().endswith(".xml"):
                self._workbook.unseen.add(key)
                if kind in ("sharedStrings", "worksheet"):
                    raise ValueError

    def data(self, text: str) -> None: ...
    def end(self) -> None: ...


class _Cells:
    """What one part of an XLSX holds."""

    def __init__(self, workbook: XlsxParts, lists: bool, part: Part) -> None:
        self._workbook, self._part = workbook, part
        self._row = self._column = 0
        self._columns: dict[str, int] = {}
        self._told = ""
        """The row's own word for its number."""
        self._shared = self._formula = self._error = self._empty_text = self._hidden = False
        self._at = (0, 0)
        """Line and column of a cell with a formula or an error."""
        self._value: str | None = None
        """What the cell holds, while that is read; its beginning suffices."""
        self._texts = array("L")
        self._known: dict[str, Callable[[dict[str, str]], None]] = {
            "c": self._c,
            "v": self._v,
            "is": self._v,
            "row": self._begin,
            "si": self._si,
            "f": self._f,
            "mergeCell": self._merge,
            "col": self._col,
        }
        if lists:
            self._known["sheet"] = self._sheet
        self._acts: dict[str, Callable[[dict[str, str]], None] | None] = {}
        """What each tag does, with the prefix it has here."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag not in self._acts:
            self._acts[tag] = self._known.get(local_name(tag))
        if act := self._acts[tag]:
            act(attributes)

    def _c(self, attributes: dict[str, str]) -> None:
        if self._formula or self._value or self._error:
            self._reckon()
        self._value = None
        kind = attributes.get("t")
        self._shared = kind == "s"
        reference = attributes.get("r")
        if not reference:
            self._column += 1
        elif column := self._columns.get(reference.removesuffix(self._told)):
            self._column = column
        else:
            row, self._column = self._place(reference)
            if self._told and row != self._row:
                raise ValueError  # one of them would be believed, and it is not known which
            self._row = row
        if kind == "e":
            self._error, self._at = True, (self._row, self._column)
        self._empty_text = kind == "str"

    def _v(self, _attributes: dict[str, str]) -> None:
        self._part.fill(self._row, self._column)
        self._value = ""
        if self._hidden:
            self._part.hidden += 1
            self._hidden = False

    def _begin(self, attributes: dict[str, str]) -> None:
        self._told = attributes.get("r", "")
        self._row = int(self._told or self._row + 1)
        self._column = 0
        self._hidden = attributes.get("hidden") in ("1", "true")

    def _si(self, _attributes: dict[str, str]) -> None:
        self._texts.append(0)
        if len(self._texts) > _MOST_TEXTS:
            raise ValueError

    def _f(self, _attributes: dict[str, str]) -> None:
        self._part.formulas += 1
        self._formula, self._at = True, (self._row, self._column)

    def _col(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            self._part.hide_columns(int(attributes.get("min", 0)), int(attributes.get("max", 0)))

    def _merge(self, attributes: dict[str, str]) -> None:
        first, _colon, last = attributes.get("ref", "").partition(":")
        line, column = self._place(first)
        self._part.merge(line, self._place(last or first)[0], column)

    def _sheet(self, attributes: dict[str, str]) -> None:
        keys = [value for key, value in attributes.items() if local_name(key) == "id"]
        self._workbook.sheets[attributes.get("name", "")] = keys[0] if keys else ""

    def data(self, text: str) -> None:
        if self._texts:
            self._texts[-1] += len(text)
        if self._value is not None and len(self._value) < 20:
            self._value += text

    def end(self) -> None:
        self._reckon()
        if self._texts and self._workbook.texts:
            raise ValueError  # two lists of shared texts: it is not known which would be taken
        self._workbook.texts = self._workbook.texts or self._texts

    def _reckon(self) -> None:
        """Reckon up the cell that was read last."""
        value = (self._value or "").strip()
        if self._shared and value:
            index, shown = int(value), self._workbook.shown
            if not 0 <= index < _MOST_TEXTS:
                raise ValueError
            if index >= len(shown):
                shown.frombytes(bytes(shown.itemsize * (index + 1 - len(shown))))
            shown[index] += 1
        if self._error:
            self._part.fault(*self._at, value or "#N/A")
        elif self._formula and not value and not self._empty_text:
            self._part.unreckoned += 1
            self._part.fault(*self._at, "=")
        self._value, self._formula, self._error = None, False, False

    def _place(self, reference: str) -> tuple[int, int]:
        match = _REFERENCE.fullmatch(reference)
        if not match:
            raise ValueError
        letters = match[1]
        if letters not in self._columns:
            column = 0
            for letter in letters.upper():
                column = column * 26 + ord(letter) - ord("A") + 1
            self._columns[letters] = column
        return int(match[2]), self._columns[letters]
