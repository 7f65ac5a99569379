"""The tables of a store, as steps that only ever go forward. A step that has shipped is never edited.

To change the tables add a function below; `SCHEMA` counts the steps and is kept in the file's `user_version`, so that
a board knows at a glance whether a store is its own, an older or a newer one.
"""

import uuid

from sqlite_utils import Database, Migrations

from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, ContentType, Stage
from board.store.connection import APPLICATION_ID
from board.store.guards import GUARDS

migrations = Migrations("board")


@migrations()
def vocabulary(db: Database) -> None:
    """Stages and content types; `in_ledger` is 0 for those that only published statements use."""
    db.execute("""
        CREATE TABLE stages (
            slug TEXT PRIMARY KEY,
            position INTEGER NOT NULL UNIQUE,
            in_ledger INTEGER NOT NULL CHECK (in_ledger IN (0, 1))
        ) STRICT
    """)
    db.execute("""
        CREATE TABLE content_types (
            slug TEXT PRIMARY KEY,
            position INTEGER NOT NULL UNIQUE,
            in_ledger INTEGER NOT NULL CHECK (in_ledger IN (0, 1))
        ) STRICT
    """)
    db.table("stages").insert_all(
        {"slug": str(stage), "position": position, "in_ledger": int(stage in LEDGER_STAGES)}
        for position, stage in enumerate(Stage)
    )
    db.table("content_types").insert_all(
        {"slug": str(unit), "position": position, "in_ledger": int(unit in LEDGER_TYPES)}
        for position, unit in enumerate(ContentType)
    )


@migrations()
def record(db: Database) -> None:
    """Agencies, actions, aggregates, sources, statements and their disagreements. Dates are ISO 8601, maybe partial."""
    for statement in (
        """
        CREATE TABLE agencies (
            slug TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            country TEXT,
            note TEXT
        ) STRICT
        """,
        """
        CREATE TABLE agency_names (
            agency TEXT NOT NULL REFERENCES agencies (slug),
            language TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (agency, language)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE sources (
            slug TEXT PRIMARY KEY,
            publisher TEXT NOT NULL,
            title TEXT NOT NULL,
            date TEXT,
            address TEXT,
            language TEXT NOT NULL,
            kind TEXT NOT NULL,
            note TEXT
        ) STRICT
        """,
        """
        CREATE TABLE actions (
            slug TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('planned', 'ongoing', 'concluded')),
            status_as_of TEXT,
            started_on TEXT,
            ended_on TEXT,
            objective TEXT,
            command_post TEXT,
            place TEXT,
            exercise INTEGER NOT NULL DEFAULT 0 CHECK (exercise IN (0, 1)),
            ordinal INTEGER,
            note TEXT
        ) STRICT
        """,
        """
        CREATE TABLE action_sources (
            action TEXT NOT NULL REFERENCES actions (slug),
            source TEXT NOT NULL REFERENCES sources (slug),
            PRIMARY KEY (action, source)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE hits (
            id INTEGER PRIMARY KEY,
            action TEXT NOT NULL REFERENCES actions (slug),
            target TEXT NOT NULL,
            words TEXT NOT NULL,
            source TEXT NOT NULL REFERENCES sources (slug),
            UNIQUE (action, target, words)
        ) STRICT
        """,
        """
        CREATE TABLE points (
            id INTEGER PRIMARY KEY,
            action TEXT NOT NULL REFERENCES actions (slug),
            kind TEXT NOT NULL CHECK (kind IN ('effect', 'context')),
            words TEXT NOT NULL,
            source TEXT NOT NULL REFERENCES sources (slug),
            UNIQUE (action, kind, words)
        ) STRICT
        """,
        """
        CREATE TABLE findings (
            id INTEGER PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE,
            words TEXT NOT NULL,
            language TEXT NOT NULL,
            rendering TEXT,
            action TEXT NOT NULL REFERENCES actions (slug),
            source TEXT NOT NULL REFERENCES sources (slug)
        ) STRICT
        """,
        """
        CREATE TABLE aggregates (
            slug TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            agency TEXT NOT NULL REFERENCES agencies (slug),
            note TEXT
        ) STRICT
        """,
        """
        CREATE TABLE participations (
            action TEXT NOT NULL REFERENCES actions (slug),
            agency TEXT NOT NULL REFERENCES agencies (slug),
            role TEXT NOT NULL,
            words TEXT,
            source TEXT REFERENCES sources (slug),
            PRIMARY KEY (action, agency, role)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX participations_by_agency ON participations (agency)",
        """
        CREATE TABLE action_content_types (
            action TEXT NOT NULL REFERENCES actions (slug),
            content_type TEXT NOT NULL REFERENCES content_types (slug),
            PRIMARY KEY (action, content_type)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE statements (
            id INTEGER PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE,
            action TEXT REFERENCES actions (slug),
            aggregate TEXT REFERENCES aggregates (slug),
            stage TEXT NOT NULL REFERENCES stages (slug),
            quantity INTEGER CHECK (quantity >= 0),
            qualifier TEXT CHECK (qualifier IN ('exact', 'at_least', 'at_most', 'about')),
            unit TEXT NOT NULL REFERENCES content_types (slug),
            agency TEXT NOT NULL REFERENCES agencies (slug),
            share_of TEXT REFERENCES agencies (slug),
            part TEXT,
            since TEXT,
            as_of TEXT,
            wording TEXT NOT NULL,
            quoted INTEGER NOT NULL CHECK (quoted IN (0, 1)),
            source TEXT NOT NULL REFERENCES sources (slug),
            note TEXT,
            CHECK ((action IS NULL) <> (aggregate IS NULL)),
            CHECK ((quantity IS NULL) = (qualifier IS NULL))
        ) STRICT
        """,
        "CREATE INDEX statements_by_action ON statements (action)",
        "CREATE INDEX statements_by_aggregate ON statements (aggregate)",
        "CREATE INDEX statements_by_agency ON statements (agency)",
        "CREATE INDEX statements_by_share ON statements (share_of)",
        """
        CREATE TABLE statement_units (
            statement TEXT NOT NULL REFERENCES statements (slug),
            position INTEGER NOT NULL,
            unit TEXT NOT NULL REFERENCES content_types (slug),
            PRIMARY KEY (statement, position)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE disagreements (
            id INTEGER PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE,
            about TEXT NOT NULL,
            drifts TEXT NOT NULL,
            caution INTEGER NOT NULL DEFAULT 0 CHECK (caution IN (0, 1)),
            note TEXT
        ) STRICT
        """,
        """
        CREATE TABLE disagreement_statements (
            disagreement TEXT NOT NULL REFERENCES disagreements (slug),
            position INTEGER NOT NULL,
            statement TEXT NOT NULL REFERENCES statements (slug),
            PRIMARY KEY (disagreement, position)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX disagreements_by_statement ON disagreement_statements (statement)",
    ):
        db.execute(statement)


@migrations()
def ledger(db: Database) -> None:
    """The append-only ledger, its notes, and the sums kept with it. Instants are UTC, whole milliseconds since 1970."""
    for statement in (
        """
        CREATE TABLE ledger (
            site TEXT NOT NULL,
            seq INTEGER NOT NULL CHECK (seq >= 1),
            id TEXT NOT NULL UNIQUE,
            action TEXT NOT NULL REFERENCES actions (slug),
            agency TEXT NOT NULL REFERENCES agencies (slug),
            provider TEXT REFERENCES agencies (slug),
            content_type TEXT NOT NULL REFERENCES content_types (slug),
            stage TEXT NOT NULL REFERENCES stages (slug),
            quantity INTEGER NOT NULL CHECK (quantity <> 0),
            qualifier TEXT NOT NULL CHECK (qualifier IN ('exact', 'at_least', 'at_most', 'about')),
            occurred_at INTEGER NOT NULL CHECK (occurred_at >= 0),
            recorded_at INTEGER NOT NULL,
            operator TEXT NOT NULL,
            source TEXT REFERENCES sources (slug),
            ref TEXT,
            reverses_site TEXT,
            reverses_seq INTEGER,
            batch TEXT,
            note_hash BLOB,
            prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            PRIMARY KEY (site, seq),
            FOREIGN KEY (reverses_site, reverses_seq) REFERENCES ledger (site, seq),
            CHECK ((reverses_site IS NULL) = (reverses_seq IS NULL))
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE UNIQUE INDEX ledger_by_ref ON ledger (agency, ref) WHERE ref IS NOT NULL",
        "CREATE UNIQUE INDEX ledger_by_reversal ON ledger (reverses_site, reverses_seq) WHERE reverses_seq IS NOT NULL",
        "CREATE INDEX ledger_by_action ON ledger (action, recorded_at)",
        "CREATE INDEX ledger_by_tally ON ledger (action, agency, provider, content_type, stage, recorded_at)",
        "CREATE INDEX ledger_by_operator ON ledger (operator, recorded_at, site, seq, action)",
        """
        CREATE TABLE notes (
            hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
            text TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        # derived from the ledger, and only ever by the trigger ledger_is_summed; the coarser ones, the count of entries
        # and the last of them are kept so that a screen costs the same however long the ledger is
        """
        CREATE TABLE totals (
            action TEXT NOT NULL,
            agency TEXT NOT NULL,
            provider TEXT NOT NULL DEFAULT '',
            content_type TEXT NOT NULL,
            stage TEXT NOT NULL,
            quantity INTEGER NOT NULL DEFAULT 0 CHECK (quantity >= 0),
            at_least INTEGER NOT NULL DEFAULT 0 CHECK (at_least >= 0),
            at_most INTEGER NOT NULL DEFAULT 0 CHECK (at_most >= 0),
            about INTEGER NOT NULL DEFAULT 0 CHECK (about >= 0),
            entries INTEGER NOT NULL DEFAULT 0 CHECK (entries >= 0),
            PRIMARY KEY (action, agency, provider, content_type, stage)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE agency_totals (
            action TEXT NOT NULL,
            agency TEXT NOT NULL,
            content_type TEXT NOT NULL,
            stage TEXT NOT NULL,
            quantity INTEGER NOT NULL DEFAULT 0 CHECK (quantity >= 0),
            at_least INTEGER NOT NULL DEFAULT 0 CHECK (at_least >= 0),
            at_most INTEGER NOT NULL DEFAULT 0 CHECK (at_most >= 0),
            about INTEGER NOT NULL DEFAULT 0 CHECK (about >= 0),
            entries INTEGER NOT NULL DEFAULT 0 CHECK (entries >= 0),
            last_site TEXT,
            last_seq INTEGER,
            last_at INTEGER,
            PRIMARY KEY (action, agency, content_type, stage)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE provider_totals (
            action TEXT NOT NULL,
            provider TEXT NOT NULL,
            stage TEXT NOT NULL,
            quantity INTEGER NOT NULL DEFAULT 0 CHECK (quantity >= 0),
            at_least INTEGER NOT NULL DEFAULT 0 CHECK (at_least >= 0),
            at_most INTEGER NOT NULL DEFAULT 0 CHECK (at_most >= 0),
            about INTEGER NOT NULL DEFAULT 0 CHECK (about >= 0),
            PRIMARY KEY (action, provider, stage)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE pulse (
            action TEXT NOT NULL,
            agency TEXT NOT NULL,
            content_type TEXT NOT NULL,
            stage TEXT NOT NULL,
            minute INTEGER NOT NULL,
            quantity INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (action, minute, agency, content_type, stage)
        ) STRICT, WITHOUT ROWID
        """,
        # the pulse of each panel in steps of ten minutes, so that a screen reads the last hours at one cost
        """
        CREATE TABLE tempo (
            action TEXT NOT NULL,
            step INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('agency', 'content_type')),
            slug TEXT NOT NULL,
            stage TEXT NOT NULL,
            quantity INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (action, step, kind, slug, stage)
        ) STRICT, WITHOUT ROWID
        """,
    ):
        db.execute(statement)


@migrations()
def settings(db: Database) -> None:
    """What a store knows of itself: its site, its marking, and which record it has taken in."""
    db.execute("CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")
    db.table("settings").insert_all([{"key": "site", "value": str(uuid.uuid4())}, {"key": "marking", "value": "CLEAR"}])


@migrations()
def spans(db: Database) -> None:
    """What the board needs to be wound back to any moment at one cost, by both clocks.

    `spans`: of each ten minutes, and by when things happened of each day (in UTC; `step` counts them since 1970), what
    was added in it: an entry that comes late changes its own spans and no other. `openings`: what had been recorded
    before the first entry of each two hours in which anything was; recording order is the order of time, so they never
    change.
    """
    sums = """
            agency TEXT NOT NULL,
            provider TEXT NOT NULL DEFAULT '',
            content_type TEXT NOT NULL,
            stage TEXT NOT NULL,
            quantity INTEGER NOT NULL DEFAULT 0,
            at_least INTEGER NOT NULL DEFAULT 0,
            at_most INTEGER NOT NULL DEFAULT 0,
            about INTEGER NOT NULL DEFAULT 0,
            entries INTEGER NOT NULL DEFAULT 0,"""
    db.execute(f"""
        CREATE TABLE spans (
            action TEXT NOT NULL,
            clock TEXT NOT NULL CHECK (clock IN ('occurred_at', 'recorded_at')),
            minutes INTEGER NOT NULL CHECK (minutes IN (10, 1440)),
            step INTEGER NOT NULL,{sums}
            PRIMARY KEY (action, clock, minutes, step, agency, provider, content_type, stage)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute(f"""
        CREATE TABLE openings (
            action TEXT NOT NULL,
            step INTEGER NOT NULL,{sums}
            PRIMARY KEY (action, step, agency, provider, content_type, stage)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("CREATE INDEX ledger_by_occurrence ON ledger (action, occurred_at)")
    for clock, minutes in (("occurred_at", 10), ("occurred_at", 1440), ("recorded_at", 10)):
        db.execute(
            f"""
            INSERT INTO spans (action, clock, minutes, step, agency, provider, content_type, stage,
                quantity, at_least, at_most, about, entries)
            SELECT action, '{clock}', {minutes}, {clock} / ({minutes} * 60000) AS step, agency,
                coalesce(provider, '') AS home, content_type, stage, sum(quantity),
                sum(iif(reverses_seq IS NULL, 1, -1) * (
                    qualifier = iif((quantity < 0) = (reverses_seq IS NULL), 'at_most', 'at_least'))),
                sum(iif(reverses_seq IS NULL, 1, -1) * (
                    qualifier = iif((quantity < 0) = (reverses_seq IS NULL), 'at_least', 'at_most'))),
                sum(iif(reverses_seq IS NULL, 1, -1) * (qualifier = 'about')),
                count(*)
            FROM ledger GROUP BY action, step, agency, home, content_type, stage
            """  # noqa: S608 ours
        )
    for action, step in db.execute(
        "SELECT DISTINCT action, step / 12 FROM spans WHERE clock = 'recorded_at' AND minutes = 10 ORDER BY 1, 2"
    ).fetchall():
        db.execute(
            """
            INSERT INTO openings (action, step, agency, provider, content_type, stage,
                quantity, at_least, at_most, about, entries)
            SELECT :action, :step, agency, provider, content_type, stage, sum(quantity), sum(at_least), sum(at_most),
                sum(about), sum(entries)
            FROM (
                SELECT * FROM (
                    SELECT agency, provider, content_type, stage, quantity, at_least, at_most, about, entries
                    FROM openings WHERE action = :action AND step = (
                        SELECT max(step) FROM openings WHERE action = :action AND step < :step
                    )
                )
                UNION ALL
                SELECT agency, provider, content_type, stage, quantity, at_least, at_most, about, entries
                FROM spans WHERE action = :action AND clock = 'recorded_at' AND minutes = 10 AND step < :step * 12
                    AND step >= 12 * coalesce(
                        (SELECT max(step) FROM openings WHERE action = :action AND step < :step), 0
                    )
                UNION ALL SELECT '', '', '', '', 0, 0, 0, 0, 0
            ) GROUP BY agency, provider, content_type, stage
            """,
            {"action": action, "step": step},
        )


@migrations()
def situation_reports(db: Database) -> None:
    """Situations that were frozen, by action and number; the index finds what was corrected between two of them.

    `content` is canonical JSON (see `board.model.frozen`), `digest` its SHA-256, `stages` the tallies in it, for lists.
    The head is that of this store's own ledger; there is none while it is empty. `taken_at` is in UTC, milliseconds.
    """
    db.execute("""
        CREATE TABLE situation_reports (
            action TEXT NOT NULL REFERENCES actions (slug),
            number INTEGER NOT NULL CHECK (number >= 1),
            taken_at INTEGER NOT NULL CHECK (taken_at >= 0),
            operator TEXT NOT NULL,
            entries INTEGER NOT NULL CHECK (entries >= 0),
            head_site TEXT,
            head_seq INTEGER,
            head_hash BLOB CHECK (length(head_hash) = 32),
            format INTEGER NOT NULL CHECK (format >= 1),
            stages TEXT NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            content TEXT NOT NULL,
            PRIMARY KEY (action, number),
            FOREIGN KEY (head_site, head_seq) REFERENCES ledger (site, seq),
            CHECK ((head_site IS NULL) = (head_seq IS NULL) AND (head_seq IS NULL) = (head_hash IS NULL))
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("""
        CREATE INDEX ledger_by_correction ON ledger (action, site, seq) WHERE quantity < 0 OR reverses_seq IS NOT NULL
    """)


@migrations()
def batches(db: Database) -> None:
    """Files that were taken in, what is remembered of how a partner writes its own, and items known by fingerprint.

    A batch's entries lie between `first_seq` and `last_seq` of this store's own site, and bear its id. A batch that
    takes another one back names it in `reverses`; its `file` is that one's. `profiles` is what was understood of an
    agency's files with a header of that digest, as JSON. An item is what a file named by address or handle: of each
    one that sent it at a stage there is a row; `counted` is 1 in the one that the ledger counts. `item_totals` are sums
    of it for the panels. `addresses` is filled only by `--keep-addresses`.
    """
    for statement in (
        """
        CREATE TABLE batches (
            id TEXT PRIMARY KEY,
            action TEXT NOT NULL REFERENCES actions (slug),
            file TEXT NOT NULL,
            digest TEXT NOT NULL,
            operator TEXT NOT NULL,
            taken_at INTEGER NOT NULL CHECK (taken_at >= 0),
            first_seq INTEGER,
            last_seq INTEGER,
            new INTEGER NOT NULL CHECK (new >= 0),
            known INTEGER NOT NULL CHECK (known >= 0),
            shared INTEGER NOT NULL CHECK (shared >= 0),
            refused INTEGER NOT NULL CHECK (refused >= 0),
            skipped INTEGER NOT NULL CHECK (skipped >= 0),
            reverses TEXT UNIQUE REFERENCES batches (id),
            why TEXT,
            CHECK ((reverses IS NULL) = (why IS NULL))
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX batches_by_digest ON batches (action, digest)",
        """
        CREATE TABLE profiles (
            agency TEXT NOT NULL REFERENCES agencies (slug),
            header TEXT NOT NULL,
            profile TEXT NOT NULL,
            set_at INTEGER NOT NULL,
            PRIMARY KEY (agency, header)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE items (
            action TEXT NOT NULL REFERENCES actions (slug),
            stage TEXT NOT NULL REFERENCES stages (slug),
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
            agency TEXT NOT NULL REFERENCES agencies (slug),
            batch TEXT NOT NULL REFERENCES batches (id) DEFERRABLE INITIALLY DEFERRED,
            content_type TEXT NOT NULL REFERENCES content_types (slug),
            provider TEXT REFERENCES agencies (slug),
            occurred_at INTEGER NOT NULL,
            counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
            PRIMARY KEY (action, stage, fingerprint, agency)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX items_by_batch ON items (batch)",
        "CREATE UNIQUE INDEX items_count_once ON items (action, stage, fingerprint) WHERE counted",
        """
        CREATE TABLE item_totals (
            action TEXT NOT NULL,
            agency TEXT NOT NULL,
            stage TEXT NOT NULL,
            contributed INTEGER NOT NULL DEFAULT 0 CHECK (contributed >= 0),
            shared INTEGER NOT NULL DEFAULT 0 CHECK (shared >= 0),
            PRIMARY KEY (action, agency, stage),
            CHECK (shared <= contributed)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE addresses (
            fingerprint BLOB PRIMARY KEY CHECK (length(fingerprint) = 32),
            address TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
    ):
        db.execute(statement)


@migrations()
def lateness(db: Database) -> None:
    """An index of what was not recorded within twenty minutes of when it happened.

    It holds all that is asked of it, so that what a board of then did not know yet is found at one cost, however long
    the ledger is. An entry that is dated behind its recording is among them.
    """
    db.execute("""
        CREATE INDEX ledger_by_lateness
        ON ledger (action, occurred_at, recorded_at, agency, content_type, stage, quantity)
        WHERE recorded_at NOT BETWEEN occurred_at AND occurred_at + 1200000
    """)


@migrations()
def entry_kinds(db: Database) -> None:
    """What an entry is where its row does not tell (see `board.store.kinds`): of a running total, or items.

    `said_at` is when what was said was so, `said` the running total. Of what was recorded before this step the notes
    and the lists tell it.
    """
    db.execute("""
        CREATE TABLE entry_kinds (
            site TEXT NOT NULL,
            seq INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('total', 'items', 'items elsewhere')),
            action TEXT NOT NULL,
            agency TEXT NOT NULL,
            content_type TEXT NOT NULL,
            stage TEXT NOT NULL,
            provider TEXT NOT NULL DEFAULT '',
            said_at INTEGER NOT NULL,
            said INTEGER CHECK (said >= 1),
            PRIMARY KEY (site, seq),
            FOREIGN KEY (site, seq) REFERENCES ledger (site, seq)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("""
        CREATE INDEX entry_kinds_by_tally
        ON entry_kinds (kind, action, agency, content_type, stage, provider, said_at, site, seq)
    """)
    for kind, condition in (
        ("total", "note_hash IN (SELECT hash FROM notes WHERE text LIKE 'running total of %')"),
        ("items", "ref IS NULL AND batch IN (SELECT batch FROM items)"),
    ):
        db.execute(
            f"""
            INSERT OR IGNORE INTO entry_kinds (site, seq, kind, action, agency, content_type, stage, provider, said_at)
            SELECT site, seq, '{kind}', action, agency, content_type, stage, coalesce(provider, ''), occurred_at
            FROM ledger WHERE reverses_seq IS NULL AND {condition}
            """  # noqa: S608 ours
        )


def upgrade(db: Database, schema: int) -> None:
    """Apply what is pending and stamp the file. Call it inside one transaction.

    Args:
        db: The store.
        schema: `SCHEMA`, the number of steps this board knows.
    """
    migrations.apply(db)
    for name, statement in GUARDS.items():
        db.execute(f"DROP TRIGGER IF EXISTS {name}")
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {schema}")
