"""What the columns of a table mean together: each role once, what sums up others left out, the rest asked or said."""

from typing import NamedTuple

from board.exchange.incoming.columns import Meant, may_slip, meant_by, which
from board.exchange.incoming.evidence import Looked
from board.exchange.incoming.findings import Column, Count, Question
from board.exchange.incoming.headings import Heading, as_shown, heading, quoted
from board.exchange.incoming.heads import counted_by_head
from board.exchange.incoming.known import Directory
from board.exchange.incoming.moments import days_in
from board.exchange.incoming.summing import leave_out_sums, one_of_each_pair
from board.exchange.incoming.told import LONGEST_KEY, Told, column_key, told_meaning
from board.locale import _, columns
from board.model.address import defang
from board.model.incoming import Table
from board.model.vocabulary import LEDGER_TYPES


class Assigned(NamedTuple):
    """What every column means."""

    columns: tuple[Column, ...]
    places: dict[str, int]
    """Of the columns that are read, by their role."""
    counts: tuple[Count, ...]
    """Columns of counts; the one of a long sheet has neither stage nor content type."""
    zones: dict[str, str]
    """Of "date" and "time", as a person said them."""
    headings: tuple[Heading, ...]
    questions: tuple[Question, ...]
    notices: tuple[str, ...]


def assign(table: Table, looked: Looked, told: Told, providers: Directory) -> Assigned:
    """Return what every column means.

    Args:
        table: Its header.
        looked: What its cells show.
        told: What a person said of columns goes before everything.
        providers: Where the names of providers are looked for.
    """
    headings = tuple(heading(name) for name in table.header)
    meant = [
        meant_by(told, table.header, place, headings[place], looked.columns[place])
        for place in range(len(table.header))
    ]
    work = _Work(table, looked, list(headings), meant, providers)
    work.settle()
    if not told.remembered:
        for name in told.columns:
            if not any(told_meaning(Told(columns={name: "ignore"}), *column) for column in enumerate(table.header)):
                work.notices.append(_("no column is called {name}").format(name=quoted(name)))
    return Assigned(
        tuple(
            Column(
                name[:LONGEST_KEY],
                _written(one),
                one.why,
                tuple(defang(text[:80]).strip() for text in looked.columns[place].samples),
            )
            for place, (name, one) in enumerate(zip(table.header, meant, strict=True))
        ),
        work.places,
        tuple(work.counts),
        {one.role: one.zone for one in meant if one.zone is not None},
        headings,
        tuple(work.questions),
        tuple(work.notices),
    )


def _written(one: Meant) -> str:
    if one.role == "count":
        return ":".join(part for part in (one.stage, one.content_type) if part) or "quantity"
    if one.zone is not None:
        return f"{one.role}:{one.zone}"
    return one.role if one.role not in ("sum", "unknown") else "ignore"


class _Work:
    """Settles what the columns mean together: each role once, what sums up others left out."""

    def __init__(
        self, table: Table, looked: Looked, headings: list[Heading], meant: list[Meant], providers: Directory
    ) -> None:
        self._names = table.header
        self._looked = looked
        self._headings = headings
        self._meant = meant
        self._providers = providers
        self.places: dict[str, int] = {}
        self.counts: list[Count] = []
        self.questions: list[Question] = []
        self.notices: list[str] = []

    def settle(self) -> None:
        for role in (
            "agency",
            "stage",
            "content_type",
            "provider",
            "date",
            "time",
            "qualifier",
            "address",
            "ref",
            "note",
        ):
            self._once(role)
        if "content_type" in self.places:  # "contenus retirés" beside a column of types: removed, of each type
            for place in self._of("count"):
                one = self._meant[place]
                if one.content_type == "item" and not one.told:
                    self._meant[place] = one._replace(content_type=None, role="count" if one.stage else "quantity")
        counted_by_head(self._names, self._looked, self._meant, self._providers)
        one_of_each_pair(self._names, self._headings, self._meant, self.notices)
        leave_out_sums(self._names, self._looked, self._meant, self.notices)
        self._quantities()
        self._twice()
        self._unknown()
        self.counts = [
            Count(place, one.stage, one.content_type, one.provider, one.day)
            for place, one in enumerate(self._meant)
            if one.role in ("count", "quantity")
        ]
        self.questions += [one.question for one in self._meant if one.question is not None]

    def _of(self, *roles: str) -> list[int]:
        return [place for place, one in enumerate(self._meant) if one.role in roles]

    def _leave_out(self, place: int, why: str) -> None:
        self._meant[place] = self._meant[place]._replace(role="ignore", why=why, question=None, zone=None)

    def _once(self, role: str) -> None:
        """Let one column be what several seem to be: the one that was said, or the better one; else it is asked."""
        places = self._of(role)
        said = [place for place in places if self._meant[place].told]
        if said:
            places = [*said, *(place for place in places if place not in said)]
        elif role == "ref":
            places = self._refs(places)
        elif len(places) > 1:
            places.sort(key=lambda place: -self._fitness(role, place))
        if self._looked.whole and role != "note":
            for place in [one for one in places if not self._looked.columns[one].filled and one not in said]:
                places.remove(place)
                self._leave_out(place, _("it is empty"))
        if not places:
            return
        first, *others = places
        self.places[role] = first
        for place in others:
            if not said and role in ("date", "stage", "content_type", "provider", "agency"):
                if self._fitness(role, place) == self._fitness(role, first):
                    self.questions.append(self._either(role, first, place))
                elif role != "date" and not self._looked.columns[place].filled:
                    continue
            self._leave_out(place, _("{name} is taken for it").format(name=quoted(self._names[first])))
            self.notices.append(
                _("the column {name} is left out: {why}").format(
                    name=quoted(self._names[place]), why=self._meant[place].why
                )
            )

    def _fitness(self, role: str, place: int) -> float:
        seen = self._looked.columns[place]
        shares = {
            "agency": seen.agencies,
            "provider": seen.providers,
            "content_type": seen.types,
            "stage": seen.stages,
            "date": seen.moments,
            "address": seen.addresses,
        }
        return shares.get(role, float(seen.filled > 0))

    def _either(self, role: str, first: int, other: int) -> Question:
        names = quoted(self._names[first]), quoted(self._names[other])
        return Question(
            f"column:{self._key(other)}",
            _("{one} and {other} are both a {role}: which is not the one to read?").format(
                one=names[0], other=names[1], role=columns.meaning(role)
            ),
            tuple(f"{self._key(place)}=ignore" for place in (first, other)),
        )

    def _key(self, place: int) -> str:
        return column_key(self._names, place)

    def _refs(self, places: list[int]) -> list[int]:
        """Return the columns that can be the sender's reference of each row: numbers of rows from 1 on are none."""
        kept: list[int] = []
        for place in places:
            cells = [
                cell if isinstance(cell, str) else as_shown(cell).removesuffix(".0")
                for cell in self._looked.cells(place)
                if cell not in (None, "")
            ]
            if len(cells) > 1 and cells in (
                [str(n) for n in range(len(cells))],
                [str(n + 1) for n in range(len(cells))],
            ):
                self._leave_out(place, _("it numbers the rows, and so would the next file"))
                self.notices.append(
                    _("the column {name} is left out: {why}").format(
                        name=quoted(self._names[place]), why=self._meant[place].why
                    )
                )
            elif len({*cells}) < len(cells) and self._differ(place):
                self.questions.append(self._shared(place))
            else:
                kept.append(place)
        return kept

    def _differ(self, place: int) -> bool:
        """Say whether rows of one reference say different things: sent twice they would be the same."""
        rows: dict[object, object] = {}
        return any(
            rows.setdefault(row.cells[place], row.cells) != row.cells for row in self._looked.rows if row.cells[place]
        )

    def _shared(self, place: int) -> Question:
        key = self._key(place)
        return Question(
            f"column:{key}",
            _("several rows have one {name}: is each reference counted once (ref), or every row (ignore)?").format(
                name=quoted(self._names[place])
            ),
            (f"{key}=ref", f"{key}=ignore"),
        )

    def _twice(self) -> None:
        """Ask about columns that count the same thing: together they may count it twice."""
        first: dict[tuple[str | None, ...], int] = {}
        for place in self._of("count"):
            one = self._meant[place]
            other = first.setdefault((one.stage, one.content_type, one.provider, one.day), place)
            if other == place or one.told:
                continue
            keys = self._key(other), self._key(place)
            meaning = _written(one) if one.stage or one.content_type else "ignore"
            self.questions.append(
                Question(
                    f"column:{keys[1]}",
                    _("{one} and {other} count the same: is one left out, or are both counted?").format(
                        one=quoted(keys[0]), other=quoted(keys[1])
                    ),
                    (f"{keys[0]}=ignore", f"{keys[1]}=ignore", f"{keys[1]}={meaning}"),
                )
            )

    def _quantities(self) -> None:
        """Let one column be the number of a long sheet; beside columns of counts it is asked."""
        places = self._of("quantity")
        sums = self._of("sum")
        counting = self._of("count")
        if not places and not counting and len(sums) == 1 and "address" not in self.places:
            place = sums[0]
            self._meant[place] = self._meant[place]._replace(role="count" if self._meant[place].stage else "quantity")
            return
        for place in sums:
            self._leave_out(place, _("it sums up others"))
        said = [place for place in places if self._meant[place].told]
        numbers = [place for place in places if self._looked.columns[place].may_count]
        if not said and numbers and len(numbers) < len(places):
            for place in places:
                if place not in numbers:
                    self._leave_out(place, _("its cells are no numbers"))
            places = numbers
        if said and not counting:
            for place in places:
                if place not in said:
                    self._leave_out(place, _("{name} is taken for it").format(name=quoted(self._names[said[0]])))
            places = said
        if len(places) > 1 or (places and counting):
            every = [*places, *counting]
            names = ", ".join(quoted(self._names[place]) for place in every[:6])
            self.questions.append(
                Question(
                    "quantity",
                    _("which of {names} is not to be counted? Together they may count twice").format(names=names),
                    tuple(f"{self._key(place)}=ignore" for place in every),
                )
            )
        if places and not counting:
            self.places["quantity"] = places[0]

    def _unknown(self) -> None:
        """Ask about numbers nobody understands beside columns of counts; say which other columns are left out."""
        wide = len(self._of("count")) > 1
        alone = not self._of("count", "quantity") and "address" not in self.places
        unknown = self._of("unknown")
        numbers = [
            place
            for place in unknown
            if self._looked.columns[place].is_counted
            and self._looked.columns[place].filled
            and not self._headings[place].share
        ]
        if alone and any(one.question is not None for one in self._meant):
            pass
        elif alone and numbers:
            days = any(days_in(self._names[place]) for place in numbers)
            self.questions.append(
                Question(
                    "quantity",
                    _("the columns are days: put the counts of each day in rows of their own")
                    if days
                    else _("which column holds the numbers?"),
                    () if days else tuple(f"{self._key(place)}=quantity" for place in numbers[:20]),
                )
            )
        elif alone:
            self.questions.append(
                Question("quantity", _("no column holds numbers or addresses: which is it?"), self._answers(unknown))
            )
        for place in unknown:
            if wide and place in numbers and self._meant[place].question is None:
                key = self._key(place)
                self._meant[place] = self._meant[place]._replace(question=which(key, (*LEDGER_TYPES, "ignore")))
            elif (
                may_slip(self._headings[place], self._looked.columns[place])
                and self._meant[place].question is None
                and not alone
            ):
                says, key = self._headings[place], self._key(place)
                meaning = ":".join((*says.stages, *says.types))
                self._meant[place] = self._meant[place]._replace(question=which(key, (meaning, "ignore")))
            elif self._looked.columns[place].filled and self._meant[place].question is None and not alone:
                self.notices.append(
                    _("the column {name} is left out: the board keeps no such thing").format(
                        name=quoted(self._names[place] or f"#{place + 1}")
                    )
                )

    def _answers(self, unknown: list[int]) -> tuple[str, ...]:
        return tuple(f"{self._key(place)}={role}" for place in unknown[:20] for role in ("quantity", "address"))
