-- Same number and name as in ../sqlite.
-- What is to be done on cases and is not done yet.
CREATE TABLE task_view (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL,
    number BIGINT NOT NULL,
    sort TEXT COLLATE "C" NOT NULL,
    what TEXT NOT NULL,
    due_at BIGINT,
    owner UUID NOT NULL
);

CREATE INDEX task_view_by_case ON task_view (case_id, number);
CREATE INDEX task_view_by_owner ON task_view (owner, due_at, id);

-- Which texts name a file: asked when a person is erased, whose files go unless somebody else has them too.
CREATE INDEX personal_file ON personal (substr(text, 1, 75)) WHERE substr(text, 1, 11) = CAST('{"sha256":"' AS BYTEA);

-- The group that a case was routed to, by its id in the pack.
ALTER TABLE case_view ADD COLUMN team TEXT COLLATE "C";

-- Sessions by video and remote maintenance that nobody has ended.
CREATE TABLE session_view (
    case_id UUID NOT NULL,
    id UUID NOT NULL,
    sort TEXT COLLATE "C" NOT NULL,
    begun_at BIGINT NOT NULL,
    staff UUID,
    PRIMARY KEY (case_id, id)
);
