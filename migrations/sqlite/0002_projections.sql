-- What follows from the journal, indexed for the screens. Every row here can be made again from the events.
PRAGMA user_version = 2;

-- lane: 0 waits for us, 1 waits for others, 2 solved, 3 closed. sort_at: the next due instant, or the end of time.
CREATE TABLE case_view (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    number INTEGER NOT NULL UNIQUE,
    lane INTEGER NOT NULL,
    sort_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    notice INTEGER NOT NULL,
    status TEXT NOT NULL,
    next_clock TEXT,
    next_cycle INTEGER,
    subject TEXT NOT NULL,
    party TEXT NOT NULL,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    category TEXT,
    urgency TEXT NOT NULL,
    complexity TEXT NOT NULL,
    owner BLOB NOT NULL,
    customer BLOB,
    unanswered INTEGER,
    pack TEXT NOT NULL,
    pack_version INTEGER NOT NULL,
    forms INTEGER NOT NULL,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX case_view_by_due ON case_view (lane, sort_at, number);
CREATE INDEX case_view_by_last ON case_view (last_at, number);
CREATE INDEX case_view_by_customer ON case_view (customer) WHERE customer IS NOT NULL;

CREATE TABLE clock_view (
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    clock TEXT NOT NULL,
    cycle INTEGER NOT NULL,
    started INTEGER NOT NULL,
    due INTEGER,
    warn_at INTEGER,
    stopped INTEGER,
    ended INTEGER,
    breached_at INTEGER,
    paused_since INTEGER,
    pause_reason TEXT,
    revision TEXT NOT NULL,
    run TEXT NOT NULL,
    PRIMARY KEY (case_id, clock, cycle)
) STRICT, WITHOUT ROWID;

CREATE INDEX clock_view_due ON clock_view (due, case_id, clock, cycle) WHERE ended IS NULL AND due IS NOT NULL;

CREATE TABLE case_address (
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    address TEXT NOT NULL,
    PRIMARY KEY (case_id, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE form_view (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    seq INTEGER NOT NULL,
    sort TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    filed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX form_view_by_case ON form_view (case_id, seq);

-- planned_at: the instant as of which the surveys were planned.
CREATE TABLE customer_view (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    language TEXT NOT NULL,
    orders INTEGER NOT NULL,
    long_term INTEGER NOT NULL,
    planned_at INTEGER NOT NULL,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_view_by_name ON customer_view (name_key, id);

CREATE TABLE customer_address (
    address TEXT NOT NULL,
    customer_id BLOB NOT NULL CHECK (length(customer_id) = 16),
    PRIMARY KEY (address, customer_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_address_by_customer ON customer_address (customer_id);

-- settled: 1 when it went out, was dropped or is exempt; else its state follows from the two days.
CREATE TABLE survey_view (
    customer_id BLOB NOT NULL CHECK (length(customer_id) = 16),
    number INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    planned_on TEXT NOT NULL,
    last_day TEXT NOT NULL,
    owed TEXT NOT NULL,
    PRIMARY KEY (customer_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX survey_view_open ON survey_view (last_day, customer_id, number) WHERE settled = 0;

CREATE TABLE desk_view (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    settings TEXT NOT NULL
) STRICT;
