-- Same number and name as in ../sqlite.
-- What is told without counting, and what says when something made before no longer holds.

-- How often texts of the stream were erased: its hashes stay the same then.
ALTER TABLE stream ADD COLUMN erased BIGINT NOT NULL DEFAULT 0;

-- How many cases each lane has.
CREATE TABLE lane_view (
    lane BIGINT PRIMARY KEY NOT NULL,
    cases BIGINT NOT NULL
);

INSERT INTO lane_view (lane, cases) SELECT lane, COUNT(*) FROM case_view GROUP BY lane;

-- The day on which the plan of surveys changes by the passing of time alone; empty where nobody knows yet.
ALTER TABLE customer_view ADD COLUMN changes_on TEXT COLLATE "C" NOT NULL DEFAULT '';

CREATE INDEX customer_view_by_change ON customer_view (changes_on);
CREATE INDEX customer_view_by_planning ON customer_view (planned_at);
