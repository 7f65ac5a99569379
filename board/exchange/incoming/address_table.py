"""What providers treat as the same address, read from data/addresses (its README says what each field is)."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from board.locale import _
from board.locale.causes import cause
from board.store.refused import Refused

Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]

_NAMED = re.compile(r"\{([a-z]+)\}")


class Shape(BaseModel):
    """What every block of the table has in common: nothing is taken in that is not understood."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Part(Shape):
    """A part of an address that has a name."""

    pattern: Text
    """A regular expression for the whole of it; no groups, and no "/" unless a part may hold several segments."""
    lower: bool = False
    """The provider takes upper and lower case as the same."""
    without: str = ""
    """Characters that the provider does not count."""
    exclude: tuple[Text, ...] = ()
    """Words that look like it and are something else, in any case."""

    @model_validator(mode="after")
    def _is_a_pattern(self) -> Self:
        try:
            groups = re.compile(self.pattern).groups
        except re.error as error:
            raise ValueError(f"{self.pattern} is no regular expression: {error}") from error
        if groups:
            raise ValueError(f"{self.pattern} has groups; write (?:…)")
        return self

    def expression(self, name: str, after: str = "/") -> str:
        """Return it as a group of that name; `after` is what ends it beside the end of the text."""
        barred = f"(?!(?i:{'|'.join(map(re.escape, self.exclude))})(?![^{after}]))" if self.exclude else ""
        return f"{barred}(?P<{name}>{self.pattern})"


class Hosts(Shape):
    """Hosts that are another one, with all that is on them."""

    hosts: tuple[Text, ...] = Field(min_length=1)
    to: Text
    """A host, or a host and the beginning of a path."""
    note: Text


class Same(Shape):
    """Spellings of one item, and the one that is kept."""

    spellings: tuple[Text, ...] = Field(min_length=1)
    to: Text
    keep: tuple[Text, ...] = ()
    """Parameters that name something within it, a comment for one; all others are dropped."""
    note: Text


class Handle(Shape):
    """How an account is addressed for which only its handle is given."""

    providers: tuple[Text, ...] = Field(min_length=1)
    """Slugs of the agencies that are this provider."""
    part: Text
    to: Text


class Rules(Shape):
    """One file of the table."""

    about: Text
    sources: tuple[Text, ...] = ()
    parts: dict[str, Part] = {}
    hosts: tuple[Hosts, ...] = ()
    same: tuple[Same, ...] = ()
    drop: tuple[Text, ...] = ()
    """Parameters that say who shared an address, or how; of the hosts of this file, or of all where it names none."""
    handle: Handle | None = None
    schemes: dict[str, Text] = {}
    """Schemes of apps, and the host under which their spellings stand here: one of .invalid (RFC 2606)."""
    prefixes: tuple[Text, ...] = ()
    """What may stand before every host and changes nothing."""
    named_by_users: tuple[Text, ...] = ()
    """Hosts whose sub-domains are names of users: of the prefixes only "www." is taken from them."""
    registries: tuple[Text, ...] = ()
    """Second-level labels under which a country's domains are registered: m.co.uk is a site of its own."""


class Form(NamedTuple):
    """One spelling, compiled."""

    path: re.Pattern[str]
    query: tuple[tuple[str, re.Pattern[str]], ...]
    fragment: re.Pattern[str] | None
    to: str
    """Up to the parameters, with fields for the parts."""
    to_query: tuple[tuple[str, str], ...]
    to_fragment: str
    keep: frozenset[str]
    changed: tuple[tuple[str, bool, str], ...]
    """Parts that are written another way: name, lower case, without."""


class Place(NamedTuple):
    """A host after everything that is the same has been made the same."""

    base: str
    """Host, and perhaps the beginning of a path."""
    forms: tuple[Form, ...]
    drop: frozenset[str]


class Account(NamedTuple):
    """How a handle of a provider becomes an address."""

    name: re.Pattern[str]
    to: str


class AddressTable:
    """All that data/addresses says, ready to be asked."""

    def __init__(self, files: list[Rules]) -> None:
        """Compile the files; a name that no part has raises ValueError."""
        self.schemes: dict[str, str] = {}
        self.accounts: dict[str, Account] = {}
        everywhere = [rules for rules in files if not rules.hosts and not rules.same]
        drop = {name.lower() for rules in everywhere for name in rules.drop}
        self.drop_prefixes = tuple(name[:-1] for name in drop if name.endswith("*"))
        self.drop = frozenset(name for name in drop if not name.endswith("*"))
        self._prefixes = tuple(prefix for rules in files for prefix in rules.prefixes)
        self._registries = frozenset(label for rules in files for label in rules.registries)
        self._named_by_users = tuple(f".{host}" for rules in files for host in rules.named_by_users)
        self._exact: dict[str, str] = {}
        self._alike: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        self._forms: dict[str, list[Form]] = {}
        self._drops: dict[str, frozenset[str]] = {}
        for rules in files:
            self._take_in(rules)
        self.place = lru_cache(maxsize=4_096)(self._place)
        """Where a host leads; a file names the same hosts again and again."""

    def _take_in(self, rules: Rules) -> None:
        self.schemes.update(rules.schemes)
        for block in rules.hosts:
            for host in block.hosts:
                if "{" in host:
                    key = host[host.rindex("}.") + 2 :] if not host.endswith("}") else ""
                    self._alike.setdefault(key, []).append((_compiled(host, rules.parts, "."), block.to))
                else:
                    self._exact[host] = block.to
        own = {name.lower() for name in rules.drop} | self.drop
        named = {block.to.partition("/")[0].rpartition("}.")[2] for block in rules.hosts}
        for same in rules.same:
            for spelling in same.spellings:
                host, form = _form(spelling, same, rules.parts)
                self._forms.setdefault(host, []).append(form)
                named.add(host)
        self._drops.update(dict.fromkeys(named, frozenset(own)))
        if rules.handle:
            part = rules.parts[rules.handle.part]
            account = Account(re.compile(part.expression(rules.handle.part)), rules.handle.to)
            self.accounts.update(dict.fromkeys(rules.handle.providers, account))

    def elsewhere(self, base: str) -> Place:
        """Return the place of a host of which no provider says anything: another port, another scheme."""
        return Place(base, (), self.drop)

    def _place(self, host: str) -> Place:
        base = self._same_host(host)
        host = base.partition("/")[0]
        drop = self._drops.get(host) or self._drops.get(host.partition(".")[2], self.drop)
        return Place(base, tuple(self._forms.get(host, ())), drop)

    def _same_host(self, host: str) -> str:
        while True:
            if host in self._exact:
                return self._exact[host]
            shorter = self._without_prefix(host)
            if shorter == host:
                break
            host = shorter
        labels = host.split(".")
        for start in range(1, len(labels) + 1):
            for pattern, to in self._alike.get(".".join(labels[start:]), ()):
                if found := pattern.fullmatch(host):
                    return to.format_map(found.groupdict())
        return host

    def _without_prefix(self, host: str) -> str:
        users = host.endswith(self._named_by_users)
        for prefix in self._prefixes:
            if not host.startswith(prefix) or (users and prefix != "www."):
                continue
            rest = host[len(prefix) :]
            first, dot, last = rest.partition(".")
            if dot and not (len(last) == 2 and first in self._registries):
                return rest
        return host


def _compiled(template: str, parts: dict[str, Part], after: str = "/") -> re.Pattern[str]:
    written = ""
    for index, piece in enumerate(_NAMED.split(template)):
        if not index % 2:
            written += re.escape(piece)
        elif piece in parts:
            written += parts[piece].expression(piece, after)
        else:
            raise ValueError(f"{template} names {{{piece}}}, which is not among the parts")
    return re.compile(written)


def _form(spelling: str, same: Same, parts: dict[str, Part]) -> tuple[str, Form]:
    address, _sign, fragment = spelling.partition("#")
    place, _sign, query = address.partition("?")
    host, slash, path = place.partition("/")
    anything = path.endswith("*")
    path = slash + path.removesuffix("*").removesuffix("/")
    pattern = _compiled("" if path == "/" else path, parts)
    asked = [pair.partition("=") for pair in query.split("&") if pair]
    to, _sign, to_fragment = same.to.partition("#")
    to, _sign, to_query = to.partition("?")
    said = [pair.partition("=") for pair in to_query.split("&") if pair]
    names = set(_NAMED.findall(spelling))
    if missing := set(_NAMED.findall(same.to)) - names:
        raise ValueError(f"{same.to} needs {', '.join(sorted(missing))}, which {spelling} does not hold")
    return host, Form(
        re.compile(f"{pattern.pattern}(?:/.*)?") if anything else pattern,
        tuple((name, _compiled(value, parts)) for name, _sign, value in asked),
        _compiled(fragment, parts) if fragment else None,
        f"https://{to}",
        tuple(sorted((name, value) for name, _sign, value in said)),
        to_fragment,
        frozenset(same.keep),
        tuple((name, parts[name].lower, parts[name].without) for name in sorted(names) if _is_changed(parts[name])),
    )


def _is_changed(part: Part) -> bool:
    return part.lower or bool(part.without)


def shipped_addresses() -> Path:
    """Return the folder of the table that ships with the board."""
    package = Path(__file__).parent.parent.parent
    installed = package / "data" / "addresses"
    return installed if installed.is_dir() else package.parent / "data" / "addresses"


def read_table(folder: Path) -> AddressTable:
    """Return the table that a folder holds.

    Raises:
        Refused: A file cannot be read or says something the board does not understand; names the file and the field.
    """
    files: list[Rules] = []
    for file in sorted(folder.glob("*.json")):
        try:
            files.append(Rules.model_validate(json.loads(file.read_text(encoding="utf-8"))))
        except OSError as error:
            raise Refused(_("{file} cannot be read: {why}").format(file=file, why=cause(error))) from error
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            field = ".".join(str(step) for step in problem["loc"])
            raise Refused(f"{file}: {field}: {problem['msg']}") from error
        except (ValueError, RecursionError) as error:
            raise Refused(_("{file} is not JSON in UTF-8: {why}").format(file=file, why=error)) from error
    if not files:
        raise Refused(_("there is no table of addresses in {folder}: install the board anew").format(folder=folder))
    try:
        return AddressTable(files)
    except (ValueError, KeyError, re.error) as error:
        raise Refused(
            _("the table of addresses in {folder} is wrong: {why}").format(folder=folder, why=error)
        ) from error
