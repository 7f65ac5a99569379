"""What keeps the ledger whole, whoever writes to the file: triggers that refuse, and the one that sums.

They are made anew by every change of the tables, and `verify` holds those in a file against these, word for word.
"""

GUARDS = {
    # INSERT OR REPLACE fires no DELETE trigger on a connection without recursive_triggers: on most other programs'
    "ledger_never_replaces": """
    CREATE TRIGGER ledger_never_replaces BEFORE INSERT ON ledger
    WHEN EXISTS (SELECT 1 FROM ledger WHERE site = NEW.site AND seq = NEW.seq)
        OR EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id)
        OR EXISTS (SELECT 1 FROM ledger WHERE agency = NEW.agency AND ref = NEW.ref)
        OR EXISTS (
            SELECT 1 FROM ledger WHERE reverses_site = NEW.reverses_site AND reverses_seq = NEW.reverses_seq
        )
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """,
    "ledger_has_no_gap": """
    CREATE TRIGGER ledger_has_no_gap BEFORE INSERT ON ledger
    WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM ledger WHERE site = NEW.site), 0)
        OR NEW.prev_hash <> coalesce(
            (SELECT hash FROM ledger WHERE site = NEW.site ORDER BY seq DESC LIMIT 1), zeroblob(32)
        )
    BEGIN SELECT RAISE(ABORT, 'an entry follows the one before it'); END
    """,
    "ledger_counts_takedowns": """
    CREATE TRIGGER ledger_counts_takedowns BEFORE INSERT ON ledger
    WHEN NOT EXISTS (SELECT 1 FROM stages WHERE slug = NEW.stage AND in_ledger)
        OR NOT EXISTS (SELECT 1 FROM content_types WHERE slug = NEW.content_type AND in_ledger)
        OR NOT EXISTS (SELECT 1 FROM actions WHERE slug = NEW.action)
        OR NOT EXISTS (SELECT 1 FROM agencies WHERE slug = NEW.agency)
    BEGIN SELECT RAISE(ABORT, 'an entry names what the store knows'); END
    """,
    "ledger_reverses_whole_entries": """
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
    "ledger_never_changes": """
    CREATE TRIGGER ledger_never_changes BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """,
    "ledger_never_shrinks": """
    CREATE TRIGGER ledger_never_shrinks BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """,
    "reports_never_replace": """
    CREATE TRIGGER reports_never_replace BEFORE INSERT ON situation_reports
    WHEN EXISTS (SELECT 1 FROM situation_reports WHERE action = NEW.action AND number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'a situation report never changes'); END
    """,
    "reports_have_no_gap": """
    CREATE TRIGGER reports_have_no_gap BEFORE INSERT ON situation_reports
    WHEN NEW.number <> 1 + coalesce((SELECT max(number) FROM situation_reports WHERE action = NEW.action), 0)
    BEGIN SELECT RAISE(ABORT, 'a situation report follows the one before it'); END
    """,
    "reports_name_their_head": """
    CREATE TRIGGER reports_name_their_head BEFORE INSERT ON situation_reports
    WHEN NEW.head_hash IS NOT (SELECT hash FROM ledger WHERE site = NEW.head_site AND seq = NEW.head_seq)
    BEGIN SELECT RAISE(ABORT, 'a situation report names an entry of the ledger'); END
    """,
    "reports_never_change": """
    CREATE TRIGGER reports_never_change BEFORE UPDATE ON situation_reports
    BEGIN SELECT RAISE(ABORT, 'a situation report never changes'); END
    """,
    "reports_never_go": """
    CREATE TRIGGER reports_never_go BEFORE DELETE ON situation_reports
    BEGIN SELECT RAISE(ABORT, 'a situation report never changes'); END
    """,
    "batches_never_replace": """
    CREATE TRIGGER batches_never_replace BEFORE INSERT ON batches
    WHEN EXISTS (SELECT 1 FROM batches WHERE id = NEW.id OR (NEW.reverses IS NOT NULL AND reverses = NEW.reverses))
    BEGIN SELECT RAISE(ABORT, 'a batch is taken in once and taken back once'); END
    """,
    "batches_never_change": """
    CREATE TRIGGER batches_never_change BEFORE UPDATE ON batches
    BEGIN SELECT RAISE(ABORT, 'a batch never changes'); END
    """,
    "batches_never_go": """
    CREATE TRIGGER batches_never_go BEFORE DELETE ON batches
    BEGIN SELECT RAISE(ABORT, 'a batch never changes'); END
    """,
    "kinds_never_replace": """
    CREATE TRIGGER kinds_never_replace BEFORE INSERT ON entry_kinds
    WHEN EXISTS (SELECT 1 FROM entry_kinds WHERE site = NEW.site AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'what an entry is never changes'); END
    """,
    "kinds_never_change": """
    CREATE TRIGGER kinds_never_change BEFORE UPDATE ON entry_kinds
    BEGIN SELECT RAISE(ABORT, 'what an entry is never changes'); END
    """,
    "kinds_never_go": """
    CREATE TRIGGER kinds_never_go BEFORE DELETE ON entry_kinds
    BEGIN SELECT RAISE(ABORT, 'what an entry is never changes'); END
    """,
}
"""Statements by the name of the trigger they make; the one that sums is added below."""

# "at least 5" taken off leaves "at most" the rest: a negative count, and its reversal, turn the qualifier over
_SIGN = "iif(NEW.reverses_seq IS NULL, 1, -1)"
_TURNED = "(NEW.quantity < 0) = (NEW.reverses_seq IS NULL)"
_AT_LEAST = f"{_SIGN} * (NEW.qualifier = iif({_TURNED}, 'at_most', 'at_least'))"
_AT_MOST = f"{_SIGN} * (NEW.qualifier = iif({_TURNED}, 'at_least', 'at_most'))"
_ABOUT = f"{_SIGN} * (NEW.qualifier = 'about')"
_FIRMNESS = f"""
            at_least = at_least + {_AT_LEAST},
            at_most = at_most + {_AT_MOST},
            about = about + {_ABOUT}"""

_COUNTED = f"""NEW.agency, coalesce(NEW.provider, ''), NEW.content_type, NEW.stage, NEW.quantity,
                {_AT_LEAST}, {_AT_MOST}, {_ABOUT}, 1"""
_SPANS = ",".join(
    f"""
            (NEW.action, '{clock}', {minutes}, NEW.{clock} / {minutes * 60_000}, {_COUNTED})"""
    for clock, minutes in (("occurred_at", 10), ("occurred_at", 1440), ("recorded_at", 10))
)

# before the first entry of two hours is summed, what was there is put aside; the row without an agency says it was done
GUARDS["ledger_keeps_openings"] = """
    CREATE TRIGGER ledger_keeps_openings BEFORE INSERT ON ledger
    WHEN NOT EXISTS (SELECT 1 FROM openings WHERE action = NEW.action AND step = NEW.recorded_at / 7200000)
    BEGIN
        INSERT INTO openings (action, step, agency, provider, content_type, stage,
            quantity, at_least, at_most, about, entries)
        VALUES (NEW.action, NEW.recorded_at / 7200000, '', '', '', '', 0, 0, 0, 0, 0);
        INSERT INTO openings (action, step, agency, provider, content_type, stage,
            quantity, at_least, at_most, about, entries)
        SELECT action, NEW.recorded_at / 7200000, agency, provider, content_type, stage,
            quantity, at_least, at_most, about, entries
        FROM totals WHERE action = NEW.action;
    END
"""

# signed deltas, never a read and a write back; two statements, as an upsert would check a negative delta first
GUARDS["ledger_is_summed"] = f"""
    CREATE TRIGGER ledger_is_summed AFTER INSERT ON ledger
    BEGIN
        INSERT OR IGNORE INTO totals (action, agency, provider, content_type, stage)
        VALUES (NEW.action, NEW.agency, coalesce(NEW.provider, ''), NEW.content_type, NEW.stage);
        UPDATE totals SET
            quantity = quantity + NEW.quantity,{_FIRMNESS},
            entries = entries + 1
        WHERE action = NEW.action AND agency = NEW.agency AND provider = coalesce(NEW.provider, '')
            AND content_type = NEW.content_type AND stage = NEW.stage;
        INSERT OR IGNORE INTO agency_totals (action, agency, content_type, stage)
        VALUES (NEW.action, NEW.agency, NEW.content_type, NEW.stage);
        UPDATE agency_totals SET
            quantity = quantity + NEW.quantity,{_FIRMNESS},
            entries = entries + 1,
            last_site = NEW.site,
            last_seq = NEW.seq,
            last_at = NEW.recorded_at
        WHERE action = NEW.action AND agency = NEW.agency AND content_type = NEW.content_type AND stage = NEW.stage;
        INSERT OR IGNORE INTO provider_totals (action, provider, stage)
        SELECT NEW.action, NEW.provider, NEW.stage WHERE NEW.provider IS NOT NULL;
        UPDATE provider_totals SET
            quantity = quantity + NEW.quantity,{_FIRMNESS}
        WHERE action = NEW.action AND provider = NEW.provider AND stage = NEW.stage;
        INSERT INTO pulse (action, agency, content_type, stage, minute, quantity)
        VALUES (NEW.action, NEW.agency, NEW.content_type, NEW.stage, NEW.occurred_at / 60000, NEW.quantity)
        ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity;
        INSERT INTO tempo (action, step, kind, slug, stage, quantity)
        VALUES
            (NEW.action, NEW.occurred_at / 600000, 'agency', NEW.agency, NEW.stage, NEW.quantity),
            (NEW.action, NEW.occurred_at / 600000, 'content_type', NEW.content_type, NEW.stage, NEW.quantity)
        ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity;
        INSERT INTO spans (action, clock, minutes, step, agency, provider, content_type, stage,
            quantity, at_least, at_most, about, entries)
        VALUES{_SPANS}
        ON CONFLICT DO UPDATE SET
            quantity = quantity + excluded.quantity,
            at_least = at_least + excluded.at_least,
            at_most = at_most + excluded.at_most,
            about = about + excluded.about,
            entries = entries + 1;
    END
"""  # noqa: S608 ours
