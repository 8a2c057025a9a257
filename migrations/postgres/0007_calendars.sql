-- Same number and name as in ../sqlite.
-- Open deadlines whose end a pause hides: a revised calendar looks at all that are open.
CREATE INDEX clock_view_hidden ON clock_view (case_id, clock, cycle) WHERE ended IS NULL AND due IS NULL;
