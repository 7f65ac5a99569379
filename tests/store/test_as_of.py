"""Wound back to any moment, by either clock, does the board say what the ledger said then, and nothing else?"""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from pathlib import Path
from statistics import median

import pytest

from board.exchange.show import document
from board.model.entry import Entry, LedgerRow
from board.model.instants import instant_of, milliseconds
from board.model.moment import Clock, Moment
from board.model.situation import Situation
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.model.wanted import EntryOf, LedgerOf, MatrixOf, PartnerOf, SituationOf, StatementsOf
from board.store.ledger import COLUMNS, append, correct, reverse
from board.store.opening import Store, open_store
from board.store.reader import Reader
from board.store.verify import verify
from tests.conftest import NOON
from tests.entries import ACTION, count
from tests.store.files import foreign

MOMENTS = 100
AGENCIES = ("eu-iru", "bka", "europol")

Key = tuple[str, str]
"""Slug of an agency or a content type, and a stage."""


def _fill(
    store: Store,
    chance: random.Random,
    entries: int,
    seen: Callable[[datetime], object] = repr,
) -> tuple[list[LedgerRow], set[int]]:
    """Count over five days: late entries, backdated and taken-back ones, many in the same minute and millisecond.

    Returns:
        The rows, and the numbers of those that were said anew: they take one back, or came in the place of one.
    """
    rows: list[LedgerRow] = []
    anew: set[int] = set()
    at = NOON - timedelta(days=5)
    while len(rows) < entries:
        at += timedelta(milliseconds=chance.choice((0, 0, 1, 40_000, 600_000, 3_000_000)))
        late = timedelta(milliseconds=chance.choice((0, 0, 1, 90_000, 599_999, 86_400_000, -3_600_000)))
        if rows and chance.random() < 0.1:
            wrong = chance.choice(rows)
            if wrong.seq in anew or any(row.reverses_seq == wrong.seq for row in rows):
                continue
            if chance.random() < 0.5:
                made = reverse(store, wrong.site, wrong.seq, "typed twice", "second officer", at).rows
            else:
                kept = ("action", "agency", "stage", "content_type", "provider")
                right = Entry.model_validate({
                    **{name: getattr(wrong, name) for name in kept},
                    "quantity": wrong.quantity + 1,
                    "occurred_at": instant_of(wrong.occurred_at),
                })  # fmt: skip
                made = correct(store, wrong.site, wrong.seq, right, "misheard", "second officer", at).rows
            rows += made
            anew |= {row.seq for row in made}
            seen(at)
            continue
        entry = Entry(
            action=ACTION,
            agency=chance.choice(AGENCIES),
            stage=chance.choice((Stage.REFERRED, Stage.REMOVED)),
            content_type=chance.choice((ContentType.VIDEO, ContentType.ACCOUNT)),
            quantity=chance.randrange(1, 90),
            qualifier=chance.choice((Qualifier.EXACT, Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.ABOUT)),
            provider=chance.choice(("telegram", "twitter", None)),
            occurred_at=at - late,
        )
        rows += append(store, [entry], "duty officer", at).rows
        seen(at)
    return rows, anew


def _plainly(rows: Sequence[LedgerRow], moment: Moment) -> dict[str, object]:
    """Work out from the rows alone what a print-out must say of a moment."""
    at = milliseconds(moment.at)
    then = [row for row in rows if getattr(row, moment.clock) <= at]

    def stages(**which: str) -> dict[str, int]:
        sums: defaultdict[str, int] = defaultdict(int)
        for row in then:
            if all(getattr(row, name) == value for name, value in which.items()):
                sums[row.stage] += row.quantity
        return {stage: sums[stage] for stage in map(str, Stage) if stage in sums}

    head = then[-1] if moment.clock == Clock.KNOWN and then else None
    return {
        "entries": len(then),
        "head": head and head.hash.hex(),
        "stages": stages(),
        "content_types": {unit: stages(content_type=unit) for unit in ("video", "account")},
        "partners": {
            agency: {
                unit: found for unit in ("video", "account") if (found := stages(agency=agency, content_type=unit))
            }
            for agency in AGENCIES
        },
        "providers": {slug: found for slug in ("telegram", "twitter") if (found := stages(provider=slug))},
    }


def _tempos(rows: Sequence[LedgerRow], moment: Moment) -> dict[Key, list[int]]:
    """Work out from the rows alone how fast each panel's tallies grew: half hours, the oldest first, and the hour."""
    at = milliseconds(moment.at)
    minute = at // 60_000
    found: defaultdict[Key, list[int]] = defaultdict(lambda: [0] * 17)
    for row in rows:
        if moment.clock == Clock.KNOWN:
            there = row.recorded_at <= at and row.occurred_at // 60_000 <= minute
        else:
            there = row.occurred_at <= at
        age = (minute // 10 - row.occurred_at // 600_000) // 3
        if there and age < 16:
            for key in ((row.agency, row.stage), (row.content_type, row.stage)):
                found[key][15 - age] += row.quantity
                found[key][16] += row.quantity * (minute - row.occurred_at // 60_000 < 60)
    return {key: counts for key, counts in found.items() if any(counts)}


def _tempos_of(situation: Situation) -> dict[Key, list[int]]:
    panels = [(one.agency.slug, one.tempos) for one in situation.partners]
    panels += [(str(one.type), one.tempos) for one in situation.content_types]
    return {
        (name, str(stage)): [*tempo.steps, tempo.hour] for name, tempos in panels for stage, tempo in tempos.items()
    }


def _lags(rows: Sequence[LedgerRow], anew: set[int], moment: Moment) -> dict[str, tuple[int | None, dict[str, int]]]:
    """Work out from the rows alone how long each agency's entries took, and what of it was known only later."""
    at = milliseconds(moment.at)
    last = sorted((row for row in rows if getattr(row, moment.clock) <= at), key=attrgetter(moment.clock, "seq"))[-500:]
    found = {}
    for agency in {row.agency for row in last}:
        late = [row.recorded_at - row.occurred_at for row in last if row.agency == agency and row.seq not in anew]
        unknown: defaultdict[str, int] = defaultdict(int)
        for row in rows:
            if row.agency == agency:
                unknown[row.stage] += row.quantity * ((row.occurred_at <= at) - (row.recorded_at <= at))
        more = {stage: count for stage, count in unknown.items() if count > 0}
        found[agency] = round(median(late) / 60_000) if late else None, more
    return found


def _said(reader: Reader) -> dict[str, object]:
    said = document(reader.read(SituationOf(ACTION)))
    units = {one["slug"]: one["stages"] for one in said["content_types"]}  # type: ignore[attr-defined]
    partners = {one["slug"]: one["content_types"] for one in said["partners"]}  # type: ignore[attr-defined]
    return {
        "entries": said["entries"],
        "head": said["head"],
        "stages": said["stages"],
        "content_types": {unit: units[unit] for unit in ("video", "account")},
        "partners": {agency: partners.get(agency, {}) for agency in AGENCIES},
        "providers": {one["slug"]: one["stages"] for one in said["providers"]},  # type: ignore[attr-defined]
    }


@pytest.mark.parametrize("short_side", [2_000, 3])
def test_any_moment_is_what_the_ledger_says(store_path: Path, short_side: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred moments, those of entries themselves among them, by both clocks; either side of a span counted."""
    monkeypatch.setattr("board.store.spans.SHORT_SIDE", short_side)
    chance = random.Random(short_side)
    with closing(open_store(store_path, record=None)) as store:
        rows, anew = _fill(store, chance, 240)
        reader = Reader(store, clock=lambda: NOON)
        for number in range(MOMENTS):
            at = NOON - timedelta(milliseconds=chance.randrange(7 * 86_400_000))
            if number % 3 == 0:  # to the millisecond
                at = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=chance.choice(rows).recorded_at)
            for clock in Clock:
                reader.moment = Moment(at, clock)
                assert _said(reader) == _plainly(rows, reader.moment), reader.moment
                situation = reader.read(SituationOf(ACTION))
                assert _tempos_of(situation) == _tempos(rows, reader.moment), reader.moment
                lags = {one.agency.slug: one.lag for one in situation.partners if one.stages}
                assert {
                    slug: (lag.minutes, {str(stage): one.value for stage, one in lag.unknown.items()})
                    for slug, lag in lags.items()
                    if lag is not None
                } == _lags(rows, anew, reader.moment), reader.moment
        assert verify(store).problems == ()


@pytest.mark.parametrize("short_side", [20_000, 3])
def test_as_we_knew_it_the_tempo_is_what_the_room_saw(
    store_path: Path, short_side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each of two hundred instants: whatever came later, of whenever it was, a board of then did not know it."""
    monkeypatch.setattr("board.store.tempo.SHORT_SIDE", short_side)
    with closing(open_store(store_path, record=None)) as store:
        now = NOON
        reader = Reader(store, clock=lambda: now)
        seen: dict[datetime, dict[Key, list[int]]] = {}

        def look(at: datetime) -> None:
            nonlocal now
            now = at
            seen[at] = _tempos_of(reader.read(SituationOf(ACTION)))

        _fill(store, random.Random(short_side), 200, look)
        assert sum(any(counts) for tempos in seen.values() for counts in tempos.values()) > 500
        for at, tempos in seen.items():
            reader.moment = Moment(at, Clock.KNOWN)
            assert _tempos_of(reader.read(SituationOf(ACTION))) == tempos, at


def test_an_entry_a_few_minutes_later_changes_nothing_of_then(store_path: Path) -> None:
    """Not even where it lies in the same ten minutes: what had not grown has no tempo, which is not one of 0."""
    with closing(open_store(store_path, record=None)) as store:
        count(store, "bka", "video", "removed", 7, at=NOON - timedelta(hours=9))
        count(store, "bka", "video", "removed", 5, at=NOON + timedelta(minutes=5))
        reader = Reader(store, clock=lambda: NOON + timedelta(days=1))
        for clock in Clock:
            reader.moment = Moment(NOON + timedelta(minutes=2), clock)
            assert _tempos_of(reader.read(SituationOf(ACTION))) == {}


def test_the_last_hour_is_one(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """Sixty minutes, the present one among them, at every minute of the hour; what is dated ahead is not in it."""
    with closing(open_store(store_path, record=None)) as store:
        for minute in range(180):
            count(store, "bka", "video", "removed", 1, at=NOON + timedelta(minutes=minute))
        for minute in range(60, 121):
            for seconds in (0, 59):
                now = NOON + timedelta(minutes=minute, seconds=seconds)
                tempo = Reader(store, clock=lambda: now).read(SituationOf(ACTION)).tempos[Stage.REMOVED]  # noqa: B023
                assert (tempo.hour, sum(tempo.steps)) == (60, minute + 1)


def test_a_correction_does_not_make_a_partner_late(store_path: Path) -> None:
    """What takes an entry back bears its time; that somebody saw the slip a day later says nothing of the partner."""
    with closing(open_store(store_path, record=None)) as store:
        row = count(store, "bka", "video", "removed", 40, at=NOON)
        right = Entry(
            action=ACTION, agency="bka", stage=Stage.REMOVED, content_type=ContentType.VIDEO, quantity=50,
            occurred_at=NOON,
        )  # fmt: skip
        later = NOON + timedelta(days=1)
        made = correct(store, row.site, row.seq, right, "misheard", "second officer", later)
        last = next(one for one in made.rows if one.reverses_seq is None)
        reverse(store, last.site, last.seq, "right after all", "second officer", later + timedelta(days=1))
        reader = Reader(store, clock=lambda: later)
        for clock in Clock:
            reader.moment = Moment(later + timedelta(days=2), clock)
            (lag,) = [one.lag for one in reader.read(SituationOf(ACTION)).partners if one.agency.slug == "bka"]
            assert lag is not None
            assert lag.minutes == 0


def test_the_last_moment_is_now(store_path: Path) -> None:
    """Wound back to the very instant of reading, every panel says what it says without: who, how firmly, what last."""
    with closing(open_store(store_path, record=None)) as store:
        _fill(store, random.Random(5), 120)
        reader = Reader(store, clock=lambda: NOON)
        now = reader.read(SituationOf(ACTION))
        reader.moment = Moment(NOON, Clock.KNOWN)
        then = reader.read(SituationOf(ACTION))
    panels = tuple(panel._replace(lag=None, tempos={}) for panel in then.partners)
    assert panels == tuple(panel._replace(tempos={}) for panel in now.partners)
    assert [one._replace(tempos={}) for one in then.content_types] == [
        one._replace(tempos={}) for one in now.content_types
    ]
    assert (then.stages, then.tail, then.providers, then.statements) == (
        now.stages,
        now.tail,
        now.providers,
        now.statements,
    )


def test_what_was_taken_back_later_still_stood(store_path: Path) -> None:
    """As we knew it, an entry stands until its reversal was recorded; as it happened, it never stood."""
    with closing(open_store(store_path, record=None)) as store:
        row = count(store, "eu-iru", "video", "removed", 40, at=NOON - timedelta(hours=3))
        reverse(store, row.site, row.seq, "typed twice", "second officer", NOON - timedelta(hours=1))
        reader = Reader(store, clock=lambda: NOON)
        reader.moment = Moment(NOON - timedelta(hours=2), Clock.KNOWN)
        assert reader.read(SituationOf(ACTION)).stages[Stage.REMOVED].value == 40
        (entry,) = reader.read(LedgerOf(ACTION)).rows
        assert entry.reversed_by is None
        assert reader.read(EntryOf(row.site, row.seq)).other is None
        reader.moment = Moment(NOON - timedelta(hours=2), Clock.HAPPENED)
        assert reader.read(SituationOf(ACTION)).stages[Stage.REMOVED].value == 0
        assert [one.reversed_by for one in reader.read(LedgerOf(ACTION)).rows] == [None, 2]


def test_recorded_a_day_late(store_path: Path) -> None:
    """It is there as it happened, not as we knew it; the difference is the partner's lag."""
    with closing(open_store(store_path, record=None)) as store:
        happened = NOON - timedelta(days=2)
        entry = Entry(
            action=ACTION, agency="bka", stage=Stage.REFERRED, content_type=ContentType.VIDEO, quantity=70,
            occurred_at=happened,
        )  # fmt: skip
        append(store, [entry], "duty officer", happened + timedelta(days=1))
        reader = Reader(store, clock=lambda: NOON)
        for clock, referred in ((Clock.HAPPENED, 70), (Clock.KNOWN, 0)):
            reader.moment = Moment(happened + timedelta(hours=5), clock)
            situation = reader.read(SituationOf(ACTION))
            assert sum(one.value for one in situation.stages.values()) == referred
            (lag,) = [panel.lag for panel in situation.partners if panel.agency.slug == "bka"]
            assert lag is not None
            assert {stage: one.value for stage, one in lag.unknown.items()} == {Stage.REFERRED: 70}
        reader.moment = Moment(NOON, Clock.KNOWN)
        (lag,) = [p.lag for p in reader.read(SituationOf(ACTION)).partners if p.agency.slug == "bka"]
        assert lag is not None
        assert (lag.minutes, lag.unknown) == (24 * 60, {})


def test_an_hour_fast_clock(store_path: Path) -> None:
    """An operator's clock an hour ahead: what others record after it is never before it, and nothing is lost."""
    with closing(open_store(store_path, record=None)) as store:
        count(store, "eu-iru", "video", "removed", 5, at=NOON + timedelta(hours=1))
        late = count(store, "bka", "video", "removed", 7, at=NOON)
        assert late.recorded_at == milliseconds(NOON + timedelta(hours=1))
        reader = Reader(store, clock=lambda: NOON + timedelta(hours=2))
        for at, clock, there in (
            (NOON, Clock.KNOWN, 0),
            (NOON, Clock.HAPPENED, 7),
            (NOON + timedelta(hours=1), Clock.KNOWN, 12),
            (NOON + timedelta(hours=1), Clock.HAPPENED, 12),
        ):
            reader.moment = Moment(at, clock)
            assert sum(one.value for one in reader.read(SituationOf(ACTION)).stages.values()) == there


def test_all_parts_of_an_action_follow(store_path: Path) -> None:
    """Partner, matrix, ledger and its count are of the same moment as the situation."""
    with closing(open_store(store_path, record=None)) as store:
        rows, _anew = _fill(store, random.Random(3), 80)
        reader = Reader(store, clock=lambda: NOON)
        for clock in Clock:
            reader.moment = Moment(instant_of(rows[40].recorded_at), clock)
            at = milliseconds(reader.moment.at)
            then = [row for row in rows if getattr(row, clock) <= at]
            assert 5 < len(then) < 70
            page = reader.read(LedgerOf(ACTION, most=100))
            assert [(one.position.seq) for one in page.rows] == [row.seq for row in reversed(then)]
            assert page.entries_in_all == len(then)
            situation = reader.read(SituationOf(ACTION))
            assert reader.read(MatrixOf(ACTION)).partners == situation.partners
            mine = [row for row in then if row.agency == "bka"]
            file = reader.read(PartnerOf(ACTION, "bka"))
            assert file.entries_in_all == len(mine)
            assert sum(one.value for cell in file.cells for one in cell.stages.values()) == sum(
                row.quantity for row in mine
            )


def test_what_was_not_published_yet_is_not_shown(reader: Reader) -> None:
    """The 26,000 were published on 25 November 2019: as we knew it they are not there before, nor their dispute."""
    reader.moment = Moment(datetime(2019, 11, 24, 12, tzinfo=UTC), Clock.KNOWN)
    before = reader.read(SituationOf(ACTION))
    assert all((said.source.date or "")[:10] <= "2019-11-24" for said in before.statements)
    reader.moment = Moment(datetime(2019, 11, 25, 23, tzinfo=UTC), Clock.KNOWN)
    after = reader.read(SituationOf(ACTION))
    new = {said.slug for said in after.statements} - {said.slug for said in before.statements}
    assert any(said.quantity and said.quantity.value == 26_000 for said in after.statements if said.slug in new)
    assert after.disagreements
    assert not before.disagreements
    assert {said.slug for said in reader.read(StatementsOf(ACTION)).statements} == {
        said.slug for said in after.statements
    }


def test_before_everything(reader: Reader) -> None:
    """Before the beginning nothing had been counted: no number, and no 0 either."""
    reader.moment = Moment(datetime(1999, 1, 1, tzinfo=UTC), Clock.HAPPENED)
    situation = reader.read(SituationOf(ACTION))
    assert (situation.entries, situation.stages, situation.tail) == (0, {}, ())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE spans SET quantity = quantity + 1 WHERE minutes = 10 AND clock = 'occurred_at'", "10 minutes"),
        ("UPDATE spans SET about = about + 1 WHERE minutes = 1440", "1440 minutes"),
        ("DELETE FROM spans WHERE clock = 'recorded_at'", "recorded_at"),
        ("UPDATE openings SET quantity = quantity + 1 WHERE agency <> ''", "put aside"),
        ("DELETE FROM openings WHERE agency = ''", "put aside"),
        (
            "INSERT INTO openings (action, step, agency, content_type, stage) VALUES ('is-2019-11', 1, '', '', '')",
            "put aside",
        ),
        (
            "INSERT INTO spans (action, clock, minutes, step, agency, content_type, stage) "
            "VALUES ('is-2019-11', 'recorded_at', 1440, 1, 'bka', 'video', 'removed')",
            "none of this board",
        ),
    ],
)  # fmt: skip
def test_verify_finds_what_was_changed(store_path: Path, change: str, said: str) -> None:
    """What is kept to wind the board back is held against the ledger, number by number."""
    with closing(open_store(store_path, record=None)) as store:
        _fill(store, random.Random(1), 40)
        assert verify(store).problems == ()
    foreign(store_path, change)
    with closing(open_store(store_path, record=None)) as store:
        assert said in " ".join(verify(store).problems)


def test_a_store_from_before_is_wound_back_too(store_path: Path) -> None:
    """The step that adds the sums by time works them out from the ledger that is there."""
    with closing(open_store(store_path, record=None)) as store:
        rows, _anew = _fill(store, random.Random(2), 120)
    guards = ("ledger_is_summed", "ledger_keeps_openings")
    foreign(
        store_path,
        *(f"DROP TRIGGER {guard}" for guard in guards),
        "DROP TABLE spans",
        "DROP TABLE openings",
        "DROP INDEX ledger_by_occurrence",
        "DELETE FROM _sqlite_migrations WHERE name = 'spans'",
        "PRAGMA user_version = 4",
    )
    with closing(open_store(store_path, record=None)) as store:
        assert verify(store).problems == ()
        reader = Reader(store, clock=lambda: NOON)
        for clock in Clock:
            reader.moment = Moment(NOON - timedelta(days=2, minutes=7), clock)
            assert _said(reader) == _plainly(rows, reader.moment)
        values = store.connection.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY seq").fetchall()
        assert [LedgerRow(*one) for one in values] == rows
