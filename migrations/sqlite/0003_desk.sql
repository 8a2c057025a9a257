-- What is neither history nor projection: alerts, drafts, this computer's choices; and the search index.
PRAGMA user_version = 3;

-- at: when to show it. An alert is claimed before it is shown, and marked shown after.
CREATE TABLE alert (
    key TEXT PRIMARY KEY NOT NULL,
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    clock TEXT NOT NULL,
    cycle INTEGER NOT NULL,
    kind TEXT NOT NULL,
    due INTEGER NOT NULL,
    at INTEGER NOT NULL,
    claimed_at INTEGER,
    shown_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX alert_waiting ON alert (at, key) WHERE claimed_at IS NULL;
CREATE INDEX alert_unconfirmed ON alert (claimed_at, key) WHERE claimed_at IS NOT NULL AND shown_at IS NULL;
CREATE INDEX alert_by_case ON alert (case_id);

CREATE TABLE draft (
    staff BLOB NOT NULL CHECK (length(staff) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (staff, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE local (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The words as our segmentation cut them; search_row ties their row numbers to cases and customers.
CREATE TABLE search_row (
    slot INTEGER PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    digest BLOB NOT NULL,
    UNIQUE (kind, id)
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (body, tokenize = 'unicode61');
