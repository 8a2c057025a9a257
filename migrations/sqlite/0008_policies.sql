-- What is being written of a policy, and whom a published change is to be told (PA-10).
PRAGMA user_version = 8;

CREATE TABLE policy_draft (
    pack TEXT PRIMARY KEY NOT NULL,
    base INTEGER NOT NULL,
    toml TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    saved_by BLOB CHECK (length(saved_by) = 16)
) STRICT, WITHOUT ROWID;

-- sent_at: empty until it went out.
CREATE TABLE policy_notice (
    pack TEXT NOT NULL,
    version INTEGER NOT NULL,
    customer_id BLOB NOT NULL CHECK (length(customer_id) = 16),
    language TEXT NOT NULL,
    prepared_at INTEGER NOT NULL,
    sent_at INTEGER,
    PRIMARY KEY (pack, version, customer_id)
) STRICT, WITHOUT ROWID;
