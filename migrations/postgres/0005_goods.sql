-- Same number and name as in ../sqlite.
-- What is sold: contracts, orders and their lines, lots and units, to be found by number. Days are ISO texts; *_key is the
-- form in which numbers and names are compared.

ALTER TABLE customer_view ADD COLUMN number TEXT;
ALTER TABLE customer_view ADD COLUMN number_key TEXT COLLATE "C";
ALTER TABLE customer_view ADD COLUMN match_key TEXT COLLATE "C" NOT NULL DEFAULT '';

CREATE INDEX customer_view_by_match ON customer_view (match_key);
CREATE INDEX customer_view_by_number ON customer_view (number_key) WHERE number_key IS NOT NULL;

CREATE TABLE contract_view (
    id UUID PRIMARY KEY NOT NULL,
    customer_id UUID NOT NULL,
    number TEXT NOT NULL,
    number_key TEXT COLLATE "C" NOT NULL,
    signed_on TEXT,
    completed_on TEXT
);

CREATE INDEX contract_view_by_customer ON contract_view (customer_id, id);
CREATE INDEX contract_view_by_number ON contract_view (number_key);

CREATE TABLE order_view (
    id UUID PRIMARY KEY NOT NULL,
    customer_id UUID NOT NULL,
    contract_id UUID,
    number TEXT NOT NULL,
    number_key TEXT COLLATE "C" NOT NULL,
    goods TEXT NOT NULL,
    ordered_on TEXT,
    received_on TEXT,
    completed_on TEXT
);

CREATE INDEX order_view_by_customer ON order_view (customer_id, id);
CREATE INDEX order_view_by_number ON order_view (number_key);

-- lot_key: empty where the lot is not known.
CREATE TABLE line_view (
    id UUID PRIMARY KEY NOT NULL,
    customer_id UUID NOT NULL,
    order_id UUID NOT NULL,
    position BIGINT NOT NULL,
    product TEXT NOT NULL,
    product_key TEXT COLLATE "C" NOT NULL,
    lot_key TEXT COLLATE "C" NOT NULL,
    quantity BIGINT NOT NULL,
    price_minor BIGINT,
    currency TEXT
);

CREATE INDEX line_view_by_customer ON line_view (customer_id, id);
CREATE INDEX line_view_by_lot ON line_view (product_key, lot_key);

CREATE TABLE lot_view (
    id UUID PRIMARY KEY NOT NULL,
    product TEXT NOT NULL,
    product_key TEXT COLLATE "C" NOT NULL,
    number TEXT NOT NULL,
    number_key TEXT COLLATE "C" NOT NULL,
    produced_on TEXT,
    quantity BIGINT,
    seq BIGINT NOT NULL
);

CREATE INDEX lot_view_by_number ON lot_view (number_key, product_key, id);

CREATE TABLE unit_view (
    id UUID PRIMARY KEY NOT NULL,
    serial TEXT NOT NULL,
    serial_key TEXT COLLATE "C" NOT NULL,
    product TEXT NOT NULL,
    product_key TEXT COLLATE "C" NOT NULL,
    lot_key TEXT COLLATE "C" NOT NULL,
    customer_id UUID,
    line_id UUID,
    purchased_on TEXT,
    delivered_on TEXT,
    seq BIGINT NOT NULL
);

CREATE INDEX unit_view_by_serial ON unit_view (serial_key, id);
CREATE INDEX unit_view_by_customer ON unit_view (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX unit_view_by_lot ON unit_view (product_key, lot_key);
CREATE INDEX form_view_by_day ON form_view (filed_at, id);
