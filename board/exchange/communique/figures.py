"""What a template may name: figures that cannot be printed without their verb, unit, qualifier, date and footnote."""

from collections.abc import Iterator

from board.exchange.communique.forms import Form


class Footnotes:
    """The footnotes of one draft, numbered in the order in which they are first needed."""

    def __init__(self) -> None:
        """Begin with none."""
        self._texts: dict[str, str] = {}

    def number(self, text: str) -> int:
        """Return the number of a footnote, from 1."""
        self._texts.setdefault(text, "")
        return list(self._texts).index(text) + 1

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Yield number and text of each."""
        return iter(enumerate(self._texts, 1))


class Figure:
    """A figure in words. It is text and nothing else: a template finds no number in it."""

    def __init__(self, words: str, sentence: str, note: str | None, notes: Footnotes, form: Form) -> None:
        """Make a figure.

        Args:
            words: With number, qualifier, unit, verb and date: "plus de 26 000 contenus retirés au 24 novembre 2019".
            sentence: The same as a clause.
            note: Text of its footnote; None where nothing is known, which needs no evidence.
            notes: Of the draft.
            form: As which the draft is written.
        """
        self._words = words
        self._sentence = sentence
        self._note = note
        self._notes = notes
        self._form = form

    @property
    def sentence(self) -> "Figure":
        """The figure as a clause that begins a sentence: "26.000 Inhalte wurden gemeldet (Stand: …)"."""
        first = self._sentence[:1].upper() + self._sentence[1:]
        return Figure(first, self._sentence, self._note, self._notes, self._form)

    def __str__(self) -> str:
        """Return it as the form writes it."""
        mark = "" if self._note is None else self._form.mark(self._notes.number(self._note))
        return self._form.escape(self._words) + mark

    def __html__(self) -> str:
        """Return the same: it is escaped already."""
        return str(self)

    def __format__(self, spec: str) -> str:
        """Return the same, whatever format is asked for."""
        return str(self)
