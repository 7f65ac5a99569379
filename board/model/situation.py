"""What the board shows at one instant. Plain frozen values, read from the store in one go; nothing here reads.

These are named tuples and not validated models on purpose: they carry what the store already validated on its way in,
and a board must have its first screen before pydantic is even loaded. Every text in them went through
`board.model.text.clean` when it was read, because another program may have written to the store.

Dates of the record are ISO 8601 with reduced precision (2019, 2019-11, 2019-11-25). Instants are aware UTC datetimes.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple

from board.model.figure import Quantity
from board.model.moment import Moment
from board.model.vocabulary import (
    ActionStatus,
    AgencyKind,
    ContentType,
    Drift,
    Marking,
    Role,
    SourceKind,
    Stage,
    Target,
)

Stages = Mapping[Stage, Quantity]
"""Tallies by stage; a stage nobody entered anything for is absent, which is not zero."""


class AgencyView(NamedTuple):
    """An agency as shown."""

    slug: str
    name: str
    kind: AgencyKind
    country: str | None
    note: str | None = None


class SourceView(NamedTuple):
    """Where a statement can be read. `address` is text to show, never a link."""

    slug: str
    publisher: str
    title: str
    date: str | None
    address: str | None
    language: str
    kind: SourceKind
    note: str | None = None


class StatementView(NamedTuple):
    """A published figure with everything that makes it more than a number."""

    slug: str
    subject: str
    """The action or aggregate it speaks of, by slug."""
    stage: Stage
    quantity: Quantity | None
    unit: ContentType
    of: tuple[ContentType, ...]
    agency: AgencyView
    share_of: AgencyView | None
    part: str | None
    since: str | None
    as_of: str | None
    """None where the source gives no date."""
    wording: str
    quoted: bool
    source: SourceView
    note: str | None

    @property
    def of_the_whole(self) -> bool:
        """Whether it counts the whole action, and not a partner's or another part of it."""
        return self.share_of is None and self.part is None

    @property
    def from_press(self) -> bool:
        """Whether only the press reported it."""
        return self.source.kind == SourceKind.PRESS


class DisagreementView(NamedTuple):
    """Statements of the same thing that differ, side by side."""

    slug: str
    about: str
    drifts: tuple[Drift, ...]
    statements: tuple[StatementView, ...]
    note: str | None = None
    caution: bool = False
    """No contradiction, but not to be compared or added."""


class HitView(NamedTuple):
    """What an action hit, and the words it was said in."""

    target: Target
    words: str


class ActionView(NamedTuple):
    """An action as shown."""

    slug: str
    name: str
    status: ActionStatus
    status_as_of: str | None
    started_on: str | None
    ended_on: str | None
    objective: str | None
    command_post: str | None
    place: str | None
    exercise: bool
    ordinal: int | None
    hits: tuple[HitView, ...]
    effects: tuple[str, ...]
    context: tuple[str, ...]
    note: str | None


class Position(NamedTuple):
    """Where an entry stands among those of all sites, by when it was recorded."""

    recorded_at: int
    """Milliseconds since 1970, UTC."""
    site: str
    seq: int


class EntryView(NamedTuple):
    """One entry of the ledger as shown."""

    position: Position
    id: str
    agency: AgencyView
    provider: AgencyView | None
    content_type: ContentType
    stage: Stage
    quantity: Quantity
    """Its value is signed: less than 0 where the entry counts less."""
    occurred_at: datetime
    recorded_at: datetime
    operator: str
    source: str | None
    ref: str | None
    batch: str | None
    note: str | None
    noted: bool
    """Whether a note belongs to it; its text may have stayed at another site."""
    reverses: int | None
    """Number of the entry that it takes back."""
    reversed_by: int | None
    """Number of the entry that took it back."""


class Tempo(NamedTuple):
    """How fast a tally grew lately, by when it happened."""

    steps: tuple[int, ...]
    """Counts of the last eight hours, one for each half hour, the oldest first; the last one is still under way."""
    hour: int
    """Count of the last sixty minutes, the present one among them."""


Tempos = Mapping[Stage, Tempo]
"""By stage; a stage at which nothing happened in the last eight hours is absent.

Wound back, as we knew it, it is what the board showed then: by when things happened, of what had been recorded."""


class ContentPanel(NamedTuple):
    """What is known of one content type within an action."""

    type: ContentType
    stages: Stages
    statements: tuple[StatementView, ...]
    """Figures published in this very unit."""
    within: tuple[StatementView, ...]
    """Figures of a mixed unit that is said to contain this one, without a split."""
    against: StatementView | None = None
    """What another source says instead of the first of `statements`; None where nobody disputes it."""
    shares: Stages = MappingProxyType({})
    """Per cent of the action's tally of the same stage."""
    tempos: Tempos = MappingProxyType({})
    last: EntryView | None = None
    """The last entry that counts here."""


class Lag(NamedTuple):
    """How far a partner's figures were behind, at a moment to which the board is wound back."""

    minutes: int | None
    """From the fact to the record: the median of its last entries, but those that correct; None where it had none."""
    unknown: Stages
    """What had happened by then and was recorded later."""


class Listed(NamedTuple):
    """What a partner sent by name, in lists of addresses or handles, at one stage."""

    stage: Stage
    contributed: int
    """Different items."""
    shared: int
    """Of these, items that another partner sent as well; the ledger counts each for the one that sent it first."""

    @property
    def unique(self) -> int:
        """Items that nobody else sent."""
        return self.contributed - self.shared


class PartnerPanel(NamedTuple):
    """What is known of one partner within an action."""

    agency: AgencyView
    roles: tuple[Role, ...]
    words: str | None
    stages: Stages
    types: dict[ContentType, Stages]
    own: tuple[StatementView, ...]
    """Figures of this partner's own part, whoever published them."""
    says: tuple[StatementView, ...]
    """Figures this partner published of the whole action."""
    shares: Stages = MappingProxyType({})
    """Per cent of the action's tally of the same stage."""
    tempos: Tempos = MappingProxyType({})
    last: EntryView | None = None
    """Its last entry."""
    lag: Lag | None = None
    """Where the board is wound back; None while it shows what is now."""
    lists: tuple[Listed, ...] = ()
    """By stage. Lists are not wound back: nothing while the board is."""


class ProviderTally(NamedTuple):
    """What was counted on one provider."""

    slug: str
    stages: Stages


class Situation(NamedTuple):
    """Everything the board shows of one action at one instant."""

    action: ActionView
    marking: Marking
    as_of: datetime
    entries: int
    head: str | None
    """Hash of the last entry of the ledger, None while there is none, and as it happened, which has no last entry."""
    stages: Stages
    content_types: tuple[ContentPanel, ...]
    partners: tuple[PartnerPanel, ...]
    providers: tuple[ProviderTally, ...]
    statements: tuple[StatementView, ...]
    disagreements: tuple[DisagreementView, ...]
    cautions: tuple[DisagreementView, ...]
    """Figures that do not contradict each other, but must not be compared or added."""
    tempos: Tempos
    tail: tuple[EntryView, ...]
    """The last entries, the newest first."""
    before: str | None
    """Slug of the action before this one in time."""
    after: str | None
    moment: Moment | None = None
    """To which the board is wound back; None while it shows what is now."""

    def action_as_counted(self) -> ActionView:
        """Return the action; where something happened in it since its status was said, that stood until then.

        When it was recorded does not matter: what is entered years later does not make an action go on for years.
        """
        if not self.tail or self.action.status == ActionStatus.CONCLUDED:
            return self.action
        last = self.moment.at if self.moment is not None else max(entry.occurred_at for entry in self.tail)
        day = f"{last.astimezone(UTC):%Y-%m-%d}"
        return self.action._replace(status_as_of=max(day, self.action.status_as_of or ""))


class TimelineRow(NamedTuple):
    """One action on the time line, or one aggregate beside it."""

    slug: str
    name: str
    status: ActionStatus | None
    """None for an aggregate."""
    started_on: str | None
    ended_on: str | None
    exercise: bool
    targets: tuple[Target, ...]
    headline: StatementView | None
    statements: int
    disagreements: int
    aggregate: bool


class Timeline(NamedTuple):
    """All actions by date, then the aggregates by name."""

    marking: Marking
    as_of: datetime
    rows: tuple[TimelineRow, ...]


class Appearance(NamedTuple):
    """One action an agency took part in."""

    action: str
    name: str
    started_on: str | None
    roles: tuple[Role, ...]
    words: str | None


class AgencyFile(NamedTuple):
    """All that is known of one agency."""

    marking: Marking
    as_of: datetime
    agency: AgencyView
    names: dict[str, str]
    appearances: tuple[Appearance, ...]
    statements: tuple[StatementView, ...]
    """What it published, and what was published of its own part."""
    subjects: dict[str, str]
    """Names of the actions and aggregates the statements speak of, by slug."""


class StatementsFile(NamedTuple):
    """Everything published of one action or aggregate, with its disagreements and sources."""

    marking: Marking
    as_of: datetime
    slug: str
    name: str
    exercise: bool
    statements: tuple[StatementView, ...]
    disagreements: tuple[DisagreementView, ...]
    cautions: tuple[DisagreementView, ...]
    notes: tuple[str, ...]


class Cell(NamedTuple):
    """What one partner counted of one content type on one provider."""

    content_type: ContentType
    provider: AgencyView | None
    """None where no provider was named."""
    stages: Stages


class PartnerFile(NamedTuple):
    """One partner within one action."""

    marking: Marking
    as_of: datetime
    action: str
    """Slug."""
    action_name: str
    exercise: bool
    panel: PartnerPanel
    cells: tuple[Cell, ...]
    entries: tuple[EntryView, ...]
    """The last ones, the newest first."""
    entries_in_all: int


class Matrix(NamedTuple):
    """What each partner counted of each content type. No sum over partners: two may count the same item."""

    marking: Marking
    as_of: datetime
    action: str
    action_name: str
    exercise: bool
    content_types: tuple[ContentType, ...]
    stages: tuple[Stage, ...]
    """Those at which anything was counted."""
    partners: tuple[PartnerPanel, ...]


class LedgerPage(NamedTuple):
    """Some entries of an action, the newest first."""

    marking: Marking
    as_of: datetime
    action: str
    action_name: str
    exercise: bool
    entries_in_all: int
    """Of the action, whatever is left out here."""
    rows: tuple[EntryView, ...]
    looked_to: Position | None
    """Where looking stopped before enough was found; None where enough was found or nothing is left."""
    fitting: int | None = None
    """How many entries of the action fit; None where all of them would have to be looked through to know."""


class EntryFile(NamedTuple):
    """One entry with all its fields."""

    marking: Marking
    as_of: datetime
    action: str
    action_name: str
    exercise: bool
    entry: EntryView
    hash: str
    """SHA-256, hexadecimal."""
    prev_hash: str
    other: EntryView | None
    """The entry that it takes back, or that took it back."""
