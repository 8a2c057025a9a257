-- Same number and name as in ../sqlite.
-- Timed work, commands done once, and checkpoints that cover what came since the one before (rule 2).

ALTER TABLE checkpoint ADD COLUMN rule BIGINT NOT NULL DEFAULT 1;

-- A piece of timed work. It is leased by one process at a time; done_at says that its effect stands.
CREATE TABLE job (
    key TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    lease UUID,
    leased_until BIGINT,
    done_at BIGINT,
    fault TEXT
);

CREATE INDEX job_waiting ON job (at, key) WHERE done_at IS NULL;

-- Commands that a client may repeat because their answer got lost.
CREATE TABLE request (
    id UUID PRIMARY KEY NOT NULL,
    at BIGINT NOT NULL
);

CREATE INDEX request_by_age ON request (at);

-- Files. On SQLite they lie beside the database; here several servers share them.
CREATE TABLE blob_bytes (
    sha256 BYTEA PRIMARY KEY NOT NULL CHECK (length(sha256) = 32),
    bytes BYTEA NOT NULL
);

ALTER TABLE blob_bytes ALTER COLUMN bytes SET STORAGE EXTERNAL;
