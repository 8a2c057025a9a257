-- Same number and name as in ../sqlite.
-- Cases whose words are not in the search index yet, with the event since which they wait.
CREATE TABLE words_waiting (
    case_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (case_id, seq)
);
