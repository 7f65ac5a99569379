"""The desk at which files are handed in on the command line: looked at, asked about, taken in, and what came of it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from board.exchange.as_of import instant_of
from board.exchange.incoming.findings import Question
from board.exchange.incoming.handing_in import How, Looked, Progress, hand_in, look, open_file
from board.exchange.incoming.known import Directory, Known, agencies, providers
from board.exchange.incoming.refused_rows import RefusedRows, beside
from board.exchange.incoming.report import as_json, as_read, came_of_it, question_in_words
from board.exchange.incoming.told import Told, answered
from board.exchange.record_line import login_name
from board.locale import _, phrases, punctuation
from board.model.incoming import Table
from board.model.instants import milliseconds
from board.model.taken import Taken
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES
from board.store.directory import directory_of
from board.store.reader import Reader
from board.store.refused import Refused

Ask = Callable[[Question, Told], Told]
"""Asks a person and returns what is known then."""


class Desk:
    """Takes in one file after the other."""

    def __init__(
        self,
        reader: Reader,
        action: str,
        said: Told,
        how: How,
        operator: str,
        sheet: str | None = None,
        refused_file: Path | None = None,
    ) -> None:
        """Open the desk.

        Args:
            reader: Of a store that may be written.
            action: Slug.
            said: What a person says of every file.
            how: How they are to be taken in.
            operator: Who takes them in; "" for the login name.
            sheet: Of workbooks, only this sheet.
            refused_file: Where refused rows go; None for beside the file.

        Raises:
            Refused: It says a partner or provider that the store does not know.
        """
        self._reader, self._action, self._how = reader, action, how
        self._operator, self._sheet, self._refused_file = operator or login_name(), sheet, refused_file
        self._said = self._known(said)
        self.progress: Progress = lambda _share, _rows: None

    def take(self, path: Path, form: str = "text", ask: Ask | None = None) -> Iterator[tuple[str, bool]]:
        """Take in a file; yield what is to be said, and whether every row was counted or known.

        Args:
            path: The file.
            form: "text" or "json".
            ask: Asks a person what cannot be told; None where nobody is there.

        Raises:
            Refused: It cannot be read, something that cannot be told was not said, or the store cannot be written. Or
                its refused rows cannot: then it was taken in, and what came of it was yielded before.
        """
        for table in open_file(path, self._sheet):
            looked = self._look(table, ask)
            if form == "text":
                yield self._marked(as_read(looked)), True
            questions = looked.recognition.questions if looked.recognition else ()
            if questions:
                if form == "json":
                    yield f"{as_json(looked, None, RefusedRows(), None)}\n", False
                raise Refused(punctuation.one_by_one(map(question_in_words, questions)))
            refused = RefusedRows()
            store = self._reader.store
            taken = hand_in(
                store, looked, self._how, self._operator, self._reader.clock, refused=refused, progress=self.progress
            )
            file, unwritten = self._write_refused(looked, taken, refused, path)
            if form == "json":
                yield f"{as_json(looked, taken, refused, str(file) if file else None)}\n", not taken.refused
            else:
                said = came_of_it(looked, taken, refused, dry_run=self._how.dry_run)
                if file is not None:
                    said += _("mend them in {file} and import that file\n").format(file=file)
                yield self._marked(said), not taken.refused
            if unwritten is not None:  # said last: what was taken in stands, and nobody may think that it does not
                why = _("{why}: what is said above was taken in; for the refused rows import it again with --refused")
                raise Refused(why.format(why=unwritten)) from unwritten

    def _look(self, table: Table, ask: Ask | None) -> Looked:
        said = self._said
        looked = look(self._reader.store, table, self._action, said)
        while ask is not None and looked.recognition is not None and looked.recognition.questions:
            said = ask(looked.recognition.questions[0], said)
            looked = look(self._reader.store, table, self._action, said)
        return looked

    def _write_refused(
        self, looked: Looked, taken: Taken, refused: RefusedRows, path: Path
    ) -> tuple[Path | None, Refused | None]:
        """Return where the refused rows were written, or why they could not be; neither where there are none."""
        if not taken.refused or self._how.dry_run:
            return None, None
        file = self._refused_file or beside(path, looked.table)
        try:
            return refused.write(looked.table, file, self._reader.store.path), None
        except Refused as refusal:
            return None, refusal

    def _marked(self, said: str) -> str:
        return f"{phrases.exercise_line()}\n{said}" if self._reader.exercise else said

    def _known(self, said: Told) -> Told:
        known = Known(*directory_of(self._reader.store, self._action))
        return said._replace(
            agency=_slug(agencies(known), said.agency), provider=_slug(providers(known), said.provider)
        )


def _slug(names: Directory, written: str | None) -> str | None:
    """Return which name is meant, None where none is said.

    Raises:
        Refused: The store knows none of that name.
    """
    if written is None:
        return None
    found = names.find(written)
    if found.slug is None:
        raise Refused(found.why)
    return found.slug


def said_on_the_command_line(
    now: datetime,
    *,
    agency: str | None,
    stage: str | None,
    content_type: str | None,
    provider: str | None,
    as_of: str | None,
    totals: bool | None,
    columns: Mapping[str, str],
    day_order: str | None,
    decimal: str | None,
) -> Told:
    """Return what options say of every file.

    Raises:
        Refused: A stage, content type or time is none.
    """
    told = Told(agency=agency, provider=provider, totals=totals, columns=columns)
    for about, said, among in (
        ("stage", stage, LEDGER_STAGES),
        ("content_type", content_type, LEDGER_TYPES),
        ("day_order", day_order, ()),
        ("decimal", decimal, ()),
    ):
        if said is not None:
            try:
                told = answered(told, about, said)
            except ValueError:
                names = ", ".join(map(str, among))
                raise Refused(_("{said} is none of {names}").format(said=said[:40], names=names)) from None
    told = told._replace(insisted=frozenset())  # it was said of every file, before this one was looked at
    return told if as_of is None else told._replace(occurred_at=milliseconds(instant_of(as_of, now)))


def answer_of(told: Told, question: Question, said: str, now: datetime) -> Told:
    """Return what is known once a person has answered.

    Raises:
        ValueError: It is no answer; says so in words.
        Refused: It is no time, where one is asked for.
    """
    if question.about == "date":
        said = str(milliseconds(instant_of(said, now)))
    return answered(told, question.about, said)
