-- Same number and name as in ../sqlite.
-- What somebody is changing of a calendar, before it is put in force.
CREATE TABLE calendar_draft (
    staff UUID NOT NULL,
    pack TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    text BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (staff, pack, name)
);
