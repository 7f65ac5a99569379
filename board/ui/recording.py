"""Recording from the screen: off the screen's thread, so that the keyboard lives while a store is held."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from board.exchange.quick_entry import Line
from board.exchange.record_line import NOTHING_MORE, Extra, Meant, entry_of, login_name, put_right, record
from board.exchange.undone import Back, back_of
from board.locale import _, words
from board.model.instants import milliseconds
from board.model.vocabulary import ContentType, Role
from board.store.additions import add, add_from_desk, watch
from board.store.connection import reading, speaking
from board.store.ledger import last_of, reverse
from board.store.opening import Store
from board.store.reader import Reader
from board.store.refused import Refused
from board.store.running_total import OF_NOW, BelowPresent, plan
from board.ui.own_store import OwnStore


class Desk:
    """The duty officer's place: who records, and how to reach the store from another thread."""

    def __init__(self, reader: Reader, operator: str) -> None:
        """Take the place.

        Args:
            reader: On the store that the board shows.
            operator: Who records; the login name if it is empty.
        """
        self._reader = reader
        self.operator = operator or login_name()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._store = OwnStore(reader)
        self.lines: list[str] = []
        """What was typed here, the oldest first."""

    def record(self, meant: Meant, *, correction: bool = False, extra: Extra = NOTHING_MORE) -> str:
        """Record what is meant; call it through `do`. Return in words what the ledger holds now.

        Raises:
            BelowPresent: It is a running total below the present one, and not said to be a correction.
            Refused: Nothing was recorded.
        """

        def keep(store: Store) -> str:
            reader = Reader(store, self._reader.clock)
            return record(reader, meant, self.operator, correction=correction, extra=extra)

        return self._store.do(keep)

    def below(self, line: Line, action: str) -> str:
        """Say in words that a running total is below the present one; "" where it is not, or cannot be recorded anyway.

        Args:
            line: A line that was understood whole.
            action: Slug of the action it is for.
        """
        if not line.total:
            return ""
        now, connection = self._reader.clock(), self._reader.store.connection
        try:
            entry = entry_of(line, action, now)
            with speaking(self._reader.store.path, self._reader.store.wait), reading(connection):
                plan(connection, entry, of_now=milliseconds(entry.occurred_at) > milliseconds(now) - OF_NOW)
        except BelowPresent as refusal:
            return str(refusal)
        except Refused:  # whoever records it says so
            return ""
        return ""

    def remember(self, typed: str) -> None:
        """Let the up key bring a line back."""
        if typed not in self.lines[-1:]:
            self.lines.append(typed)

    def correct(self, place: tuple[str, int], line: Line, why: str) -> str:
        """Put an entry right; call it through `do`. Return in words what the ledger holds now.

        Raises:
            Refused: Nothing was changed.
        """
        return self._store.do(
            lambda store: put_right(Reader(store, self._reader.clock), place, line, why, self.operator)
        )

    def last(self, action: str | None) -> Back | None:
        """Return what taking back the officer's last entry comes to, None where none of them stands.

        Args:
            action: Slug of the action that is looked at; None for all of them.

        Raises:
            Refused: It cannot be taken back, or the store cannot be read.
        """
        row = last_of(self._reader.store, self.operator, action)
        return None if row is None else self.back(row.site, row.seq)

    def back(self, site: str, seq: int) -> Back:
        """Return what taking back an entry comes to, whoever recorded it.

        Raises:
            Refused: It cannot be taken back, or the store cannot be read.
        """
        return back_of(self._reader, site, seq)

    def take_back(self, back: Back, why: str) -> str:
        """Take an entry back, and what was recorded with it; call it through `do`. Return it in words.

        Raises:
            Refused: Nothing was changed.
        """
        site, seq = back.entries[0].position.site, back.entries[0].position.seq
        self._store.do(lambda store: reverse(store, site, seq, why, self.operator, self._reader.clock) and "")
        return back.done()

    def add_agency(self, values: dict[str, str]) -> str:
        """Add an agency; call it through `do`. Return in words what was added.

        Raises:
            Refused: Nothing was added.
        """
        fields = {name: value or None for name, value in values.items()}
        return _("added: {slug}").format(slug=self._store.do(lambda store: add(store, "agencies", fields)))

    def add_action(self, values: dict[str, str]) -> str:
        """Add an action; call it through `do`. Return its slug.

        Raises:
            Refused: Nothing was added.
        """
        fields: dict[str, object] = {name: value or None for name, value in values.items()}
        fields["exercise"] = values.get("exercise") == "yes"
        return self._store.do(
            lambda store: add_from_desk(store, "actions", fields, self.operator, self._reader.clock())
        )

    def add_partner(self, action: str, agency: str, role: Role) -> str:
        """Make an agency a partner; call it through `do`. Return in words what was added.

        Raises:
            Refused: Nothing was added.
        """
        fields = {"action": action, "agency": agency, "roles": [role]}
        now = self._reader.clock()
        self._store.do(lambda store: add_from_desk(store, "participations", fields, self.operator, now))
        return _("{agency} is a partner now: {role}").format(agency=agency, role=words.role(role))

    def watch(self, action: str, content_type: ContentType) -> str:
        """Give a content type its panel; call it through `do`. Return in words what was added.

        Raises:
            Refused: Nothing was added.
        """

        def add_it(store: Store) -> str:
            watch(store, action, content_type)
            return ""

        self._store.do(add_it)
        return _("a panel for {unit}").format(unit=words.unit(content_type))

    def freeze(self, action: str) -> str:
        """Freeze the situation of an action; call it through `do`. Return in words which report it became.

        Raises:
            Refused: Nothing was frozen.
        """
        from board.locale import reports
        from board.store.situation_reports import take

        return self._store.do(lambda store: reports.taken(take(store, action, self.operator, self._reader.clock())))

    async def do(self, work: Callable[[], str]) -> str:
        """Do something that writes in the desk's own thread, one thing after the other; the screen lives meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Finish what is being written, and let go of the file."""
        self._thread.submit(self._store.let_go)
        self._thread.shutdown()
