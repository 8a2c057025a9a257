-- The journal: what happened, append-only, and the erasable texts beside it. Instants are microseconds since 1970.
-- Same number and name as in ../sqlite.

CREATE TABLE stream (
    kind TEXT COLLATE "C" NOT NULL,
    id UUID NOT NULL,
    head_seq BIGINT NOT NULL,
    head_hash BYTEA NOT NULL CHECK (length(head_hash) = 32),
    PRIMARY KEY (kind, id)
);

CREATE TABLE event (
    position BIGINT PRIMARY KEY NOT NULL,
    stream_kind TEXT COLLATE "C" NOT NULL,
    stream_id UUID NOT NULL,
    seq BIGINT NOT NULL CHECK (seq > 0),
    kind TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    actor TEXT NOT NULL,
    occurred_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    payload BYTEA NOT NULL,
    prev BYTEA NOT NULL CHECK (length(prev) = 32),
    hash BYTEA NOT NULL CHECK (length(hash) = 32),
    UNIQUE (stream_kind, stream_id, seq)
);

CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON event
FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();

-- An erased text keeps its row; salt and text are gone.
CREATE TABLE personal (
    stream_kind TEXT COLLATE "C" NOT NULL,
    stream_id UUID NOT NULL,
    commitment BYTEA NOT NULL CHECK (length(commitment) = 32),
    salt BYTEA,
    text BYTEA,
    PRIMARY KEY (stream_kind, stream_id, commitment)
);

CREATE TABLE checkpoint (
    number BIGINT PRIMARY KEY NOT NULL,
    at BIGINT NOT NULL,
    position BIGINT NOT NULL,
    streams BIGINT NOT NULL,
    events BIGINT NOT NULL,
    digest BYTEA NOT NULL CHECK (length(digest) = 32),
    prev BYTEA NOT NULL CHECK (length(prev) = 32),
    hash BYTEA NOT NULL CHECK (length(hash) = 32)
);

-- The files themselves stand in the blob folder under their SHA-256; a row is written after its file.
CREATE TABLE blob (
    sha256 BYTEA PRIMARY KEY NOT NULL CHECK (length(sha256) = 32),
    size BIGINT NOT NULL,
    stored_at BIGINT NOT NULL
);

-- Traces by which a message is recognised and threaded. Erasable, so not in the journal.
CREATE TABLE message (
    stream_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    raw BYTEA UNIQUE,
    identity BYTEA UNIQUE,
    message_id TEXT COLLATE "C",
    PRIMARY KEY (stream_id, seq)
);

CREATE INDEX message_by_id ON message (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE mention (
    message_id TEXT COLLATE "C" NOT NULL,
    stream_id UUID NOT NULL,
    PRIMARY KEY (message_id, stream_id)
);

CREATE TABLE pack (
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    effective_at BIGINT NOT NULL,
    toml TEXT NOT NULL,
    sha256 BYTEA NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (id, version)
);

CREATE TABLE counter (
    name TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    value BIGINT NOT NULL
);

CREATE TABLE meta (
    key TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);
