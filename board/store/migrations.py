"""The tables of a store, as steps that only ever go forward. A step that has shipped is never edited.

To change the tables add a function below; `SCHEMA` counts the steps and is kept in the file's `user_version`, so that
a board knows at a glance whether a store is its own, an older or a newer one.
"""

import uuid

from sqlite_utils import Database, Migrations

from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, ContentType, Stage
from board.store.connection import APPLICATION_ID

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
            occurred_at INTEGER NOT NULL,
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
        "CREATE INDEX ledger_by_tally ON ledger (action, agency, content_type, stage)",
        "CREATE INDEX ledger_by_operator ON ledger (operator, recorded_at)",
        # INSERT OR REPLACE fires no DELETE trigger on a connection without recursive_triggers: on most other programs'
        """
        CREATE TRIGGER ledger_never_replaces BEFORE INSERT ON ledger
        WHEN EXISTS (SELECT 1 FROM ledger WHERE site = NEW.site AND seq = NEW.seq)
            OR EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id)
            OR EXISTS (SELECT 1 FROM ledger WHERE agency = NEW.agency AND ref = NEW.ref)
            OR EXISTS (
                SELECT 1 FROM ledger WHERE reverses_site = NEW.reverses_site AND reverses_seq = NEW.reverses_seq
            )
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
        """,
        """
        CREATE TRIGGER ledger_has_no_gap BEFORE INSERT ON ledger
        WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM ledger WHERE site = NEW.site), 0)
            OR NEW.prev_hash <> coalesce(
                (SELECT hash FROM ledger WHERE site = NEW.site ORDER BY seq DESC LIMIT 1), zeroblob(32)
            )
        BEGIN SELECT RAISE(ABORT, 'an entry follows the one before it'); END
        """,
        """
        CREATE TRIGGER ledger_counts_takedowns BEFORE INSERT ON ledger
        WHEN NOT EXISTS (SELECT 1 FROM stages WHERE slug = NEW.stage AND in_ledger)
            OR NOT EXISTS (SELECT 1 FROM content_types WHERE slug = NEW.content_type AND in_ledger)
            OR NOT EXISTS (SELECT 1 FROM actions WHERE slug = NEW.action)
            OR NOT EXISTS (SELECT 1 FROM agencies WHERE slug = NEW.agency)
        BEGIN SELECT RAISE(ABORT, 'an entry names what the store knows'); END
        """,
        """
        CREATE TRIGGER ledger_reverses_whole_entries BEFORE INSERT ON ledger
        WHEN NEW.reverses_seq IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM ledger AS old
            WHERE old.site = NEW.reverses_site AND old.seq = NEW.reverses_seq AND old.reverses_seq IS NULL
                AND old.action = NEW.action AND old.agency = NEW.agency AND old.provider IS NEW.provider
                AND old.content_type = NEW.content_type AND old.stage = NEW.stage
                AND old.qualifier = NEW.qualifier AND old.quantity = -NEW.quantity
                AND old.occurred_at = NEW.occurred_at
        )
        BEGIN SELECT RAISE(ABORT, 'a reversal takes back one whole entry'); END
        """,
        """
        CREATE TRIGGER ledger_never_changes BEFORE UPDATE ON ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
        """,
        """
        CREATE TRIGGER ledger_never_shrinks BEFORE DELETE ON ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
        """,
        """
        CREATE TABLE notes (
            hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
            text TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        # derived from the ledger, and only ever by the trigger below; `entries` lets a screen count without counting
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
        # "at least 5" taken off leaves "at most" the rest: a negative count, and its reversal, turn the qualifier over
        # signed deltas, never a read and a write back; two statements, as an upsert would check a negative delta first
        """
        CREATE TRIGGER ledger_is_summed AFTER INSERT ON ledger
        BEGIN
            INSERT OR IGNORE INTO totals (action, agency, provider, content_type, stage)
            VALUES (NEW.action, NEW.agency, coalesce(NEW.provider, ''), NEW.content_type, NEW.stage);
            UPDATE totals SET
                quantity = quantity + NEW.quantity,
                at_least = at_least + iif(NEW.reverses_seq IS NULL, 1, -1) * (
                    NEW.qualifier = iif((NEW.quantity < 0) = (NEW.reverses_seq IS NULL), 'at_most', 'at_least')
                ),
                at_most = at_most + iif(NEW.reverses_seq IS NULL, 1, -1) * (
                    NEW.qualifier = iif((NEW.quantity < 0) = (NEW.reverses_seq IS NULL), 'at_least', 'at_most')
                ),
                about = about + iif(NEW.qualifier = 'about', iif(NEW.reverses_seq IS NULL, 1, -1), 0),
                entries = entries + 1
            WHERE action = NEW.action AND agency = NEW.agency AND provider = coalesce(NEW.provider, '')
                AND content_type = NEW.content_type AND stage = NEW.stage;
            INSERT OR IGNORE INTO pulse (action, agency, content_type, stage, minute)
            VALUES (NEW.action, NEW.agency, NEW.content_type, NEW.stage, NEW.occurred_at / 60000);
            UPDATE pulse SET quantity = quantity + NEW.quantity
            WHERE action = NEW.action AND agency = NEW.agency AND content_type = NEW.content_type
                AND stage = NEW.stage AND minute = NEW.occurred_at / 60000;
        END
        """,
    ):
        db.execute(statement)


@migrations()
def settings(db: Database) -> None:
    """What a store knows of itself: its site, its marking, and which record it has taken in."""
    db.execute("CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")
    db.table("settings").insert_all([{"key": "site", "value": str(uuid.uuid4())}, {"key": "marking", "value": "CLEAR"}])


def upgrade(db: Database, schema: int) -> None:
    """Apply what is pending and stamp the file. Call it inside one transaction.

    Args:
        db: The store.
        schema: `SCHEMA`, the number of steps this board knows.
    """
    migrations.apply(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {schema}")
