-- The country of a customer (HC-9): which open cases a declared state reaches is asked by it. What stood before knows none.
PRAGMA user_version = 10;

ALTER TABLE customer_view ADD COLUMN country TEXT;
