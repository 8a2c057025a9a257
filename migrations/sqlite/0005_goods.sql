-- What is sold: contracts, orders and their lines, lots and units, to be found by number. Days are ISO texts; *_key is the
-- form in which numbers and names are compared.
PRAGMA user_version = 5;

ALTER TABLE customer_view ADD COLUMN number TEXT;
ALTER TABLE customer_view ADD COLUMN number_key TEXT;
ALTER TABLE customer_view ADD COLUMN match_key TEXT NOT NULL DEFAULT '';

CREATE INDEX customer_view_by_match ON customer_view (match_key);
CREATE INDEX customer_view_by_number ON customer_view (number_key) WHERE number_key IS NOT NULL;

CREATE TABLE contract_view (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    customer_id BLOB NOT NULL CHECK (length(customer_id) = 16),
    number TEXT NOT NULL,
    number_key TEXT NOT NULL,
    signed_on TEXT,
    completed_on TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX contract_view_by_customer ON contract_view (customer_id, id);
CREATE INDEX contract_view_by_number ON contract_view (number_key);

CREATE TABLE order_view (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    customer_id BLOB NOT NULL CHECK (length(customer_id) = 16),
    contract_id BLOB,
    number TEXT NOT NULL,
    number_key TEXT NOT NULL,
    goods TEXT NOT NULL,
    ordered_on TEXT,
    received_on TEXT,
    completed_on TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX order_view_by_customer ON order_view (customer_id, id);
CREATE INDEX order_view_by_number ON order_view (number_key);

-- lot_key: empty where the lot is not known.
CREATE TABLE line_view (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    customer_id BLOB NOT NULL CHECK (length(customer_id) = 16),
    order_id BLOB NOT NULL CHECK (length(order_id) = 16),
    position INTEGER NOT NULL,
    product TEXT NOT NULL,
    product_key TEXT NOT NULL,
    lot_key TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    price_minor INTEGER,
    currency TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX line_view_by_customer ON line_view (customer_id, id);
CREATE INDEX line_view_by_lot ON line_view (product_key, lot_key);

CREATE TABLE lot_view (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    product TEXT NOT NULL,
    product_key TEXT NOT NULL,
    number TEXT NOT NULL,
    number_key TEXT NOT NULL,
    produced_on TEXT,
    quantity INTEGER,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX lot_view_by_number ON lot_view (number_key, product_key, id);

CREATE TABLE unit_view (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    serial TEXT NOT NULL,
    serial_key TEXT NOT NULL,
    product TEXT NOT NULL,
    product_key TEXT NOT NULL,
    lot_key TEXT NOT NULL,
    customer_id BLOB,
    line_id BLOB,
    purchased_on TEXT,
    delivered_on TEXT,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX unit_view_by_serial ON unit_view (serial_key, id);
CREATE INDEX unit_view_by_customer ON unit_view (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX unit_view_by_lot ON unit_view (product_key, lot_key);
CREATE INDEX form_view_by_day ON form_view (filed_at, id);
