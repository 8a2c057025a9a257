-- Timed work, commands done once, and checkpoints that cover what came since the one before (rule 2).
PRAGMA user_version = 4;

ALTER TABLE checkpoint ADD COLUMN rule INTEGER NOT NULL DEFAULT 1;

-- A piece of timed work. It is leased by one process at a time; done_at says that its effect stands.
CREATE TABLE job (
    key TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    lease BLOB,
    leased_until INTEGER,
    done_at INTEGER,
    fault TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX job_waiting ON job (at, key) WHERE done_at IS NULL;

-- Commands that a client may repeat because their answer got lost.
CREATE TABLE request (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX request_by_age ON request (at);
