-- What somebody is changing of a calendar, before it is put in force.
PRAGMA user_version = 11;

CREATE TABLE calendar_draft (
    staff BLOB NOT NULL CHECK (length(staff) = 16),
    pack TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (staff, pack, name)
) STRICT, WITHOUT ROWID;
