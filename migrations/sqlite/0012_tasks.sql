-- What is to be done on cases and is not done yet.
PRAGMA user_version = 12;

CREATE TABLE task_view (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    number INTEGER NOT NULL,
    sort TEXT NOT NULL,
    what TEXT NOT NULL,
    due_at INTEGER,
    owner BLOB NOT NULL CHECK (length(owner) = 16)
) STRICT, WITHOUT ROWID;

CREATE INDEX task_view_by_case ON task_view (case_id, number);
CREATE INDEX task_view_by_owner ON task_view (owner, due_at, id);

-- Which texts name a file: asked when a person is erased, whose files go unless somebody else has them too.
CREATE INDEX personal_file ON personal (substr(text, 1, 75)) WHERE substr(text, 1, 11) = '{"sha256":"';

-- The group that a case was routed to, by its id in the pack.
ALTER TABLE case_view ADD COLUMN team TEXT;

-- Sessions by video and remote maintenance that nobody has ended.
CREATE TABLE session_view (
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    id BLOB NOT NULL CHECK (length(id) = 16),
    sort TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    staff BLOB CHECK (length(staff) = 16),
    PRIMARY KEY (case_id, id)
) STRICT, WITHOUT ROWID;
