-- Cases whose words are not in the search index yet, with the event since which they wait.
PRAGMA user_version = 9;

CREATE TABLE words_waiting (
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    seq INTEGER NOT NULL,
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
