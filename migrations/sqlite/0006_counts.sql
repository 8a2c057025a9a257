-- What is told without counting, and what says when something made before no longer holds.
PRAGMA user_version = 6;

-- How often texts of the stream were erased: its hashes stay the same then.
ALTER TABLE stream ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;

-- How many cases each lane has.
CREATE TABLE lane_view (
    lane INTEGER PRIMARY KEY NOT NULL,
    cases INTEGER NOT NULL
) STRICT;

INSERT INTO lane_view (lane, cases) SELECT lane, COUNT(*) FROM case_view GROUP BY lane;

-- The day on which the plan of surveys changes by the passing of time alone; empty where nobody knows yet.
ALTER TABLE customer_view ADD COLUMN changes_on TEXT NOT NULL DEFAULT '';

CREATE INDEX customer_view_by_change ON customer_view (changes_on);
CREATE INDEX customer_view_by_planning ON customer_view (planned_at);
