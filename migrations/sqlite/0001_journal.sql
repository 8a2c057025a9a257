-- The journal: what happened, append-only, and the erasable texts beside it. Instants are microseconds since 1970.
PRAGMA application_id = 1095128131;
PRAGMA user_version = 1;

CREATE TABLE stream (
    kind TEXT NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    head_seq INTEGER NOT NULL,
    head_hash BLOB NOT NULL CHECK (length(head_hash) = 32),
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    position INTEGER PRIMARY KEY NOT NULL,
    stream_kind TEXT NOT NULL,
    stream_id BLOB NOT NULL CHECK (length(stream_id) = 16),
    seq INTEGER NOT NULL CHECK (seq > 0),
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    actor TEXT NOT NULL,
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    payload BLOB NOT NULL,
    prev BLOB NOT NULL CHECK (length(prev) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (stream_kind, stream_id, seq)
) STRICT;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- An erased text keeps its row; salt and text are gone.
CREATE TABLE personal (
    stream_kind TEXT NOT NULL,
    stream_id BLOB NOT NULL CHECK (length(stream_id) = 16),
    commitment BLOB NOT NULL CHECK (length(commitment) = 32),
    salt BLOB,
    text TEXT,
    PRIMARY KEY (stream_kind, stream_id, commitment)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
    number INTEGER PRIMARY KEY NOT NULL,
    at INTEGER NOT NULL,
    position INTEGER NOT NULL,
    streams INTEGER NOT NULL,
    events INTEGER NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    prev BLOB NOT NULL CHECK (length(prev) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- The files themselves stand in the blob folder under their SHA-256; a row is written after its file.
CREATE TABLE blob (
    sha256 BLOB PRIMARY KEY NOT NULL CHECK (length(sha256) = 32),
    size INTEGER NOT NULL,
    stored_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Traces by which a message is recognised and threaded. Erasable, so not in the journal.
CREATE TABLE message (
    stream_id BLOB NOT NULL CHECK (length(stream_id) = 16),
    seq INTEGER NOT NULL,
    raw BLOB UNIQUE,
    identity BLOB UNIQUE,
    message_id TEXT,
    PRIMARY KEY (stream_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX message_by_id ON message (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE mention (
    message_id TEXT NOT NULL,
    stream_id BLOB NOT NULL CHECK (length(stream_id) = 16),
    PRIMARY KEY (message_id, stream_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pack (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    effective_at INTEGER NOT NULL,
    toml TEXT NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
    name TEXT PRIMARY KEY NOT NULL,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
