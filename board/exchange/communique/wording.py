"""What a language needs to say figures: its nouns with their gender, its verbs, its qualifiers and set phrases."""

from collections.abc import Mapping
from typing import NamedTuple

from board.model.vocabulary import ActionStatus, ContentType, Drift, Qualifier, Role, SourceKind, Stage, Target


class Noun(NamedTuple):
    """A unit."""

    one: str
    many: str
    feminine: bool = False


class Verb(NamedTuple):
    """A stage; "~" is where French agrees with the noun."""

    participle: str
    """Stands behind the noun: "26 000 contenus retirés"."""
    one: str
    """The clause of one: "a été retiré"."""
    many: str


class Wording(NamedTuple):
    """The words of one language."""

    language: str
    """ISO 639-1."""
    locale: str
    """As Babel names it."""
    zero_is_one: bool
    """Whether nothing is said in the singular, as in French."""
    units: Mapping[ContentType, Noun]
    verbs: Mapping[Stage, Verb]
    special: Mapping[tuple[ContentType, Stage], Verb]
    """Verbs that go with a unit: an order is issued and executed."""
    qualifiers: Mapping[Qualifier, str]
    roles: Mapping[Role, str]
    targets: Mapping[Target, str]
    statuses: Mapping[ActionStatus, str]
    sources: Mapping[SourceKind, str]
    drifts: Mapping[Drift, str]
    stages: Mapping[Stage, str]
    """Nouns of the ledger's stages where one has to be named without a figure."""
    instant: str
    """Pattern of CLDR for date and time; UTC is said."""
    says: Mapping[str, str]
    """Set phrases with {named} fields."""
