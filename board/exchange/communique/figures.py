"""What a template may name: figures and texts that are printed whole or not at all."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from board.exchange.communique.forms import Form


class Footnotes:
    """The footnotes of one draft, numbered in the order in which they are first needed."""

    def __init__(self) -> None:
        """Begin with none."""
        self._texts: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a footnote, from 1."""
        return self._texts.setdefault(text, len(self._texts) + 1)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Yield number and text of each."""
        return ((number, text) for text, number in self._texts.items())


class Figure:
    """A figure in words, with its footnote. It is no text: a template finds neither number nor verb in it."""

    def __init__(self, words: str, sentence: str, note: str | None, notes: Footnotes, form: Form) -> None:
        """Make a figure.

        Args:
            words: With number, qualifier, unit, verb and date: "plus de 26 000 contenus retirés au 24 novembre 2019";
                empty for a further footnote to the figure that stands before it.
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

    @cached_property
    def sentence(self) -> "Figure":
        """The figure as a clause that begins a sentence: "26.000 Inhalte wurden gemeldet (Stand: …)"."""
        first = self._sentence[:1].upper() + self._sentence[1:]
        return Figure(first, self._sentence, self._note, self._notes, self._form)

    @property
    def is_mark(self) -> bool:
        """Whether it is a footnote's mark and nothing else."""
        return not self._words

    def written(self) -> str:
        """Return it as the form writes it. Its footnote has its number from then on."""
        mark = "" if self._note is None else self._form.mark(self._notes.number(self._note))
        return self._form.escape(self._words) + mark


class Phrase:
    """A text of the board. A template can print it and compare it; there is nothing in it to reach or to cut."""

    def __init__(self, text: str, form: Form) -> None:
        """Hold a text.

        Args:
            text: It may be from outside.
            form: As which the draft is written.
        """
        self._text = text
        self._form = form

    def __bool__(self) -> bool:
        """Say whether anything stands in it."""
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        """Say whether it reads as another phrase or text does."""
        return self._text == (other._text if isinstance(other, Phrase) else other)

    def __hash__(self) -> int:
        """Return the same for the same text."""
        return hash(self._text)

    def written(self) -> str:
        """Return it as the form writes it."""
        return self._form.escape(self._text)


def sealed(value: object, form: Form) -> object:
    """Return what a template may name with every text in it as a phrase; lists and tables are gone through.

    Args:
        value: A text, figure, tuple (a named one stays so), table by names, or anything else, which stays as it is.
        form: As which the draft is written.
    """
    if isinstance(value, str):
        return Phrase(value, form)
    if isinstance(value, tuple):
        return getattr(value, "_make", tuple)(sealed(one, form) for one in value)
    if isinstance(value, Mapping):
        return {name: sealed(one, form) for name, one in value.items()}
    return value
