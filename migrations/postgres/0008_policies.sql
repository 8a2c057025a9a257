-- Same number and name as in ../sqlite.
-- What is being written of a policy, and whom a published change is to be told (PA-10).
CREATE TABLE policy_draft (
    pack TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    base BIGINT NOT NULL,
    toml TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by UUID
);

-- sent_at: empty until it went out.
CREATE TABLE policy_notice (
    pack TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    customer_id UUID NOT NULL,
    language TEXT NOT NULL,
    prepared_at BIGINT NOT NULL,
    sent_at BIGINT,
    PRIMARY KEY (pack, version, customer_id)
);
