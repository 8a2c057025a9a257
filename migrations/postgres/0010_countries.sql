-- Same number and name as in ../sqlite.
-- The country of a customer (HC-9): which open cases a declared state reaches is asked by it. What stood before knows none.
ALTER TABLE customer_view ADD COLUMN country TEXT COLLATE "C";
