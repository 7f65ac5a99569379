"""Does the public record hold together, and does it say what the communiqué of 25 November 2019 says?"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from board.model.figure import Quantity
from board.model.record import Action, Aggregate, Hit, Point, Record, Statement
from board.model.vocabulary import (
    FIRST_TYPES,
    ActionStatus,
    ContentType,
    Drift,
    Qualifier,
    Role,
    SourceKind,
    Stage,
    Target,
)

FOLDER = Path(__file__).parents[2] / "data" / "record"

LISTS = (
    "agencies",
    "sources",
    "actions",
    "aggregates",
    "participations",
    "statements",
    "disagreements",
    "findings",
)
"""One file each, named as in the model."""

COMMUNIQUE_SOURCE = "be-police-2019-reprint"
"""The source whose text `COMMUNIQUE` is."""

COMMUNIQUE_ACTIONS = ("amaq-2016", "amaq-2017", "amaq-2018", "is-2019-11")

COMMUNIQUE = """
Depuis le 21 novembre 2019, une action internationale est en cours pour enrayer la machine de propagande de l’Etat
islamique (EI). La Belgique collabore avec plusieurs autres pays, Europol et Eurojust. Un nombre important de canaux de
communication a déjà été fermé. Au total, plus de 26 000 sujets ont été supprimés, y compris des vidéos, des
publications, des groupes et des comptes sur les réseaux sociaux.
L’EI est l’une des organisations terroristes qui a développé une infrastructure en ligne robuste, complexe et anonyme.
En plus de leurs activités sur le champ de bataille en Syrie et en Irak et des attaques sur le territoire européen, ils
se battent également sur le web mondial.
Ces activités de propagande peuvent être directement liées à la radicalisation des citoyens européens, à la
revendication et au soutien de diverses attaques sur le territoire européen et à la facilitation des « departers ».
– Les attaques dans notre pays ont été revendiquées dans des publications de l’EI
– Les Belges radicalisés avaient accès à cette propagande
– Le lien entre le terrorisme et les activités de propagande a été mis en évidence dans diverses études
– En août 2016, une première attaque a eu lieu sur l’application mobile et l’infrastructure web d’Amaq (le service
d’information de l’EI).
– En juin 2017, une deuxième attaque menée par la Garde civile espagnole, avec l’appui d’Europol et des États-Unis, a
continué de démanteler leur infrastructure web et confisquer leurs serveurs.
– En avril 2018, sous la direction du Parquet fédéral belge et de la Police Judiciaire Fédérale (PJF) de Flandre
orientale et avec le soutien d’Europol, un coup dur a été porté à leur infrastructure web, ce qui a obligé les
terroristes à faire appel aux médias sociaux ordinaires et aux fournisseurs de services en ligne.
Le 21 novembre 2019, une nouvelle action internationale a été lancée sous la direction du juge d’instruction belge
spécialisé dans la cybercriminalité et le terrorisme et du Parquet fédéral, qui a confié l’enquête à la PJF de Flandre
orientale. L’objectif principal de cette action est de stopper les flux actuels de propagande de l’EI.
Il est évident que de tels dossiers nécessitent une approche internationale. La Belgique a été soutenue à cet égard par
Europol, Eurojust et diverses forces de police étrangères.
Au cours de l’action, le juge d’instruction belge, le Parquet fédéral et la PJF ont été coordonnés depuis un poste de
commandement d’Europol (situé à La Haye). L’Unité spéciale Internet (IRU) d’Europol a collaboré avec divers fournisseurs
de services en ligne afin qu’ils puissent supprimer de leur plate-forme les informations ou comptes liés à l’EI.
L’enquête se poursuit.
L’importante coordination d’Europol, l’excellente coopération entre les différents pays et l’assistance d’Eurojust ont
permis de porter, sous la direction de la Belgique, un coup dur au réseau de propagande de l’EI.
""".replace("\n", " ")
"""The lines of the communiqué that the record quotes, on one line."""

ROLES = {
    ("amaq-2017", "guardia-civil"): {Role.LEAD},
    ("amaq-2017", "europol"): {Role.SUPPORT},
    ("amaq-2017", "authorities-us"): {Role.SUPPORT},
    ("amaq-2018", "federal-prosecutor-be"): {Role.LEAD},
    ("amaq-2018", "fjp-east-flanders"): {Role.LEAD},
    ("amaq-2018", "europol"): {Role.SUPPORT},
    ("is-2019-11", "investigating-judge-be"): {Role.LEAD},
    ("is-2019-11", "federal-prosecutor-be"): {Role.LEAD},
    ("is-2019-11", "fjp-east-flanders"): {Role.INVESTIGATION},
    ("is-2019-11", "europol"): {Role.COORDINATION, Role.HOST},
    ("is-2019-11", "eu-iru"): {Role.REFERRAL},
    ("is-2019-11", "eurojust"): {Role.JUDICIAL_SUPPORT},
    ("is-2019-11", "foreign-police-forces"): {Role.SUPPORT},
}
"""Who did what, as the communiqué says it."""

TARGETS = {
    "amaq-2016": {Target.APP, Target.WEB},
    "amaq-2017": {Target.WEB, Target.SERVERS},
    "amaq-2018": {Target.WEB},
    "is-2019-11": {Target.SOCIAL_MEDIA},
}
"""What was hit, as the communiqué says it."""


def _json(name: str) -> object:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def _whole() -> dict[str, object]:
    head = _json("record")
    assert isinstance(head, dict)
    return {**head, **{name: _json(name) for name in LISTS}}


@pytest.fixture(scope="module")
def record() -> Record:
    """The record as it ships, validated."""
    return Record.model_validate(_whole())


@pytest.fixture(scope="module")
def statements(record: Record) -> dict[str, Statement]:
    """The statements by their slug."""
    return {statement.slug: statement for statement in record.statements}


def _said(action: Action) -> list[Hit | Point]:
    """Return what is said of an action, each under a source of its own."""
    return [*action.hits, *action.effects, *action.context]


def _counted(record: Record) -> list[Action | Aggregate]:
    """Return whatever a statement can be of."""
    return [*record.actions, *record.aggregates]


def _slugs(record: Record) -> dict[str, list[str]]:
    return {
        "agency": [one.slug for one in record.agencies],
        "source": [one.slug for one in record.sources],
        "action or aggregate": [one.slug for one in _counted(record)],
        "statement": [one.slug for one in record.statements],
        "disagreement": [one.slug for one in record.disagreements],
        "finding": [one.slug for one in record.findings],
    }


def _used_sources(record: Record) -> Iterator[str]:
    for action in record.actions:
        yield from action.sources
        for said in _said(action):
            yield said.source
    for statement in record.statements:
        yield statement.source
    for participation in record.participations:
        yield participation.source
    for finding in record.findings:
        yield finding.source


def _used_agencies(record: Record) -> Iterator[str]:
    for statement in record.statements:
        yield statement.agency
        if statement.share_of:
            yield statement.share_of
    for participation in record.participations:
        yield participation.agency
    for aggregate in record.aggregates:
        yield aggregate.agency


def test_files_are_those_the_readme_names() -> None:
    """Nothing lies in the folder that is not read from it."""
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.json" for name in ("record", *LISTS)}


def test_enums_known(record: Record) -> None:
    """The model refuses an unknown word; here each kind of word is met in the record at least once."""
    assert {statement.stage for statement in record.statements} <= set(Stage)
    assert {statement.unit for statement in record.statements} <= set(ContentType)
    assert {statement.qualifier for statement in record.statements} <= {*Qualifier, None}
    assert {source.kind for source in record.sources} == set(SourceKind)
    assert {role for participation in record.participations for role in participation.roles} == set(Role)
    assert {hit.target for action in record.actions for hit in action.hits} == set(Target)
    assert {drift for disagreement in record.disagreements for drift in disagreement.drifts} <= set(Drift)


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("stage", "deleted"),
        ("as_of", "25/11/2019"),
        ("unit", "sujets"),
        ("quantity", "26000"),
        ("source", None),
        ("total", 1),
    ],
)
def test_model_refuses_what_does_not_fit(field: str, bad: object) -> None:
    """An unknown verb, date, unit, number, a figure without a source, an unknown field: all are refused."""
    whole = _whole()
    rows = whole["statements"]
    assert isinstance(rows, list)
    whole["statements"] = [{**rows[0], field: bad}]
    with pytest.raises(ValidationError):
        Record.model_validate(whole)


def test_slugs_unique_within_their_kind(record: Record) -> None:
    """A slug names one thing; an action and an aggregate share one name space, as a statement names either."""
    for kind, slugs in _slugs(record).items():
        assert [slug for slug, count in Counter(slugs).items() if count > 1] == [], kind


def test_names_unique(record: Record) -> None:
    """No two agencies, and no two actions, look the same on the screen."""
    for names in ([agency.name for agency in record.agencies], [action.name for action in record.actions]):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_every_source_resolves_and_is_used(record: Record) -> None:
    """Every figure, role and hit has a source that ships, and none ships that nothing refers to."""
    assert set(_used_sources(record)) == {source.slug for source in record.sources}


def test_every_agency_resolves_and_is_used(record: Record) -> None:
    """No agency is named that is not described, and none is described that does nothing."""
    assert set(_used_agencies(record)) == {agency.slug for agency in record.agencies}


def test_every_action_and_aggregate_resolves(record: Record) -> None:
    """Statements, participations and findings are of actions and aggregates that ship; each of those has a figure."""
    actions = {action.slug for action in record.actions}
    aggregates = {aggregate.slug for aggregate in record.aggregates}
    assert {statement.action for statement in record.statements} - {None} == actions
    assert {statement.aggregate for statement in record.statements} - {None} == aggregates
    assert {participation.action for participation in record.participations} <= actions
    assert {finding.action for finding in record.findings} <= actions


def test_sources_of_an_action_are_complete(record: Record) -> None:
    """Whatever is said of an action stands under a source that the action names."""
    named = {action.slug: set(action.sources) for action in record.actions}
    for action in record.actions:
        for said in _said(action):
            assert said.source in named[action.slug], action.slug
    for statement in record.statements:
        assert statement.action is None or statement.source in named[statement.action], statement.slug
    for participation in record.participations:
        assert participation.source in named[participation.action], participation


def test_addresses_are_web_addresses_and_not_repeated(record: Record) -> None:
    """Two sources with one address would be one source counted as two."""
    addresses = [source.address for source in record.sources if source.address is not None]
    assert [address for address, count in Counter(addresses).items() if count > 1] == []
    assert [address for address in addresses if not address.startswith(("https://", "http://"))] == []


def test_actions_stand_in_the_order_of_time(record: Record) -> None:
    """By their first known day, so that whoever reads the file finds them; the undated stand anywhere."""
    days = [day for action in record.actions if (day := action.started_on or action.ended_on)]
    assert days == sorted(days)


def test_periods_run_forwards(record: Record) -> None:
    """A counted period ends after it starts, as far as both dates are precise."""
    for statement in record.statements:
        if statement.since is not None and statement.as_of is not None:
            precision = min(len(statement.since), len(statement.as_of))
            assert statement.since[:precision] <= statement.as_of[:precision], statement.slug


def test_one_partner_has_each_role_once(record: Record) -> None:
    """A partner of an action is one panel, not two."""
    counts = Counter((part.action, part.agency, role) for part in record.participations for role in part.roles)
    assert [key for key, count in counts.items() if count > 1] == []


def test_a_share_is_that_of_a_partner(record: Record) -> None:
    """Only a partner's part of an action can be counted as its share."""
    partners = {(part.action, part.agency) for part in record.participations}
    for statement in record.statements:
        if statement.action and statement.share_of:
            assert (statement.action, statement.share_of) in partners, statement.slug


def test_disagreements_link_statements_that_ship(record: Record, statements: dict[str, Statement]) -> None:
    """Each links two or more different statements, all of which ship."""
    for disagreement in record.disagreements:
        assert len(set(disagreement.statements)) == len(disagreement.statements), disagreement.slug
        assert set(disagreement.statements) <= set(statements), disagreement.slug


def test_a_drift_is_one_that_the_statements_show(record: Record, statements: dict[str, Statement]) -> None:
    """What is called a drift of the verb or of the qualifier can be seen in the linked statements."""
    for disagreement in record.disagreements:
        linked = [statements[slug] for slug in disagreement.statements]
        if Drift.STAGE in disagreement.drifts and len({one.stage for one in linked}) == 1:
            # One stage may stand for two verbs: "submitted" and "identified" are both read as detected.
            assert len({one.wording for one in linked}) > 1, disagreement.slug
        if Drift.QUALIFIER in disagreement.drifts:
            assert len({one.qualifier for one in linked}) > 1, disagreement.slug


def test_a_drift_of_the_number_is_one(record: Record, statements: dict[str, Statement]) -> None:
    """Where numbers are said to differ, no one count could satisfy all of them; rates and cautions claim nothing."""
    for disagreement in record.disagreements:
        said = [statements[slug] for slug in disagreement.statements]
        counts = [Quantity(one.quantity, one.qualifier) for one in said if one.quantity is not None and one.qualifier]
        if Drift.QUANTITY in disagreement.drifts and not disagreement.caution and len(counts) == len(said):
            assert any(not one.compatible(other) for one in counts for other in counts), disagreement.slug


def test_the_four_actions_of_the_communique(record: Record) -> None:
    """All four are there, with the dates, status, command post and targets it gives."""
    actions = {action.slug: action for action in record.actions}
    assert set(COMMUNIQUE_ACTIONS) <= set(actions)
    assert [actions[slug].started_on for slug in COMMUNIQUE_ACTIONS] == [
        "2016-08",
        "2017-06",
        "2018-04-25",
        "2019-11-21",
    ]
    for slug, targets in TARGETS.items():
        hits = {hit.target for hit in actions[slug].hits if hit.source == COMMUNIQUE_SOURCE}
        assert hits == targets, slug
    november = actions["is-2019-11"]
    assert (november.status, november.status_as_of) == (ActionStatus.ONGOING, "2019-11-25")
    assert (november.place, november.ended_on) == ("The Hague", None)
    assert november.objective is not None
    assert november.command_post is not None
    assert "Europol" in november.command_post
    assert any("obligé les terroristes" in effect.words for effect in actions["amaq-2018"].effects)


def test_the_roles_of_the_communique(record: Record) -> None:
    """Who led, investigated, hosted, coordinated, referred and assisted, each with the communiqué as its source."""
    said = {
        (part.action, part.agency): set(part.roles)
        for part in record.participations
        if part.source == COMMUNIQUE_SOURCE
    }
    assert {key: said.get(key) for key in ROLES} == ROLES


def test_the_key_disagreement_starts_with_its_two_readings(record: Record, statements: dict[str, Statement]) -> None:
    """More than 26 000 removed (Federal Police) beside over 26 000 referred (Europol)."""
    verbs = next(one for one in record.disagreements if one.slug == "is-2019-11-verb")
    assert record.disagreements[0] == verbs
    assert verbs.drifts[0] is Drift.STAGE
    readings = [
        (one.agency, one.stage, one.quantity, one.qualifier, one.unit, one.quoted)
        for one in (statements[slug] for slug in verbs.statements[:2])
    ]
    assert readings == [
        ("federal-police-be", Stage.REMOVED, 26_000, Qualifier.AT_LEAST, ContentType.ITEM, True),
        ("europol", Stage.REFERRED, 26_000, Qualifier.AT_LEAST, ContentType.ITEM, True),
    ]
    assert statements[verbs.statements[0]].of == FIRST_TYPES


def test_no_split_of_the_26_000_is_invented(record: Record) -> None:
    """No source gives a number of videos, publications, groups or accounts for the whole action."""
    for statement in record.statements:
        if statement.action == "is-2019-11" and statement.unit in FIRST_TYPES and statement.quantity is not None:
            assert statement.share_of or statement.part, statement.slug


def test_what_is_quoted_from_the_communique_stands_in_it(record: Record) -> None:
    """Statements, roles, hits, effects, context and findings give its words, letter for letter."""
    words = [one.wording for one in record.statements if one.source == COMMUNIQUE_SOURCE and one.quoted]
    words += [one.words for one in record.participations if one.source == COMMUNIQUE_SOURCE and one.words]
    words += [one.words for one in record.findings if one.source == COMMUNIQUE_SOURCE]
    for action in record.actions:
        words += [one.words for one in _said(action) if one.source == COMMUNIQUE_SOURCE]
    assert len(words) > 30
    assert [one for one in words if one not in COMMUNIQUE] == []


def test_everything_said_under_the_communique_is_quoted(record: Record) -> None:
    """Its text was read whole, so nothing of it needs a rendering of ours."""
    assert [one.slug for one in record.statements if one.source == COMMUNIQUE_SOURCE and not one.quoted] == []


def test_a_quoted_number_is_the_number(record: Record) -> None:
    """Where digits are quoted, the quantity is among them: nobody typed a different number beside the words."""
    for statement in record.statements:
        if statement.quantity is None or statement.quantity < 10:
            continue
        digits = "".join(char for char in statement.wording if char.isdigit())
        spelt = {6: "six"}.get(statement.quantity, "")
        assert str(statement.quantity) in digits or (spelt and spelt in statement.wording), statement.slug


def test_a_percentage_is_not_a_number_of_items(record: Record) -> None:
    """A wording that gives only a percentage has no quantity."""
    for statement in record.statements:
        without = re.sub(r"[\d.]+ %", "", statement.wording)
        if "%" in statement.wording and not re.search(r"\d", without):
            assert statement.quantity is None, statement.slug


def test_the_source_that_must_not_ship_does_not(record: Record) -> None:
    """A web summary contradicts the Commission's own figures; it stays out."""
    assert not [source.slug for source in record.sources if "thecrimesscene" in (source.address or source.publisher)]
    assert not [one.slug for one in record.statements if one.quantity in (7_364, 6_399)]


def test_enough_beside_the_four(record: Record) -> None:
    """The record holds at least 25 other actions and aggregates."""
    others = {one.slug for one in _counted(record)} - set(COMMUNIQUE_ACTIONS)
    assert len(others) >= 25


def test_statements_of_each_action(record: Record, capsys: pytest.CaptureFixture[str]) -> None:
    """Print how many statements each action and aggregate has; none has none."""
    counts = Counter(one.action or one.aggregate for one in record.statements)
    with capsys.disabled():
        print()
        for one in _counted(record):
            print(f"{counts[one.slug]:4}  {one.slug}")
        print(f"{counts.total():4}  statements in all")
    assert all(counts[one.slug] for one in _counted(record))
