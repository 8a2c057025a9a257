-- What follows from the journal, indexed for the screens. Every row here can be made again from the events.
-- Same number and name as in ../sqlite.

-- lane: 0 waits for us, 1 waits for others, 2 solved, 3 closed. sort_at: the next due instant, or the end of time.
CREATE TABLE case_view (
    id UUID PRIMARY KEY NOT NULL,
    number BIGINT NOT NULL UNIQUE,
    lane BIGINT NOT NULL,
    sort_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    notice BIGINT NOT NULL,
    status TEXT NOT NULL,
    next_clock TEXT,
    next_cycle BIGINT,
    subject TEXT NOT NULL,
    party TEXT NOT NULL,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    category TEXT,
    urgency TEXT NOT NULL,
    complexity TEXT NOT NULL,
    owner UUID NOT NULL,
    customer UUID,
    unanswered BIGINT,
    pack TEXT COLLATE "C" NOT NULL,
    pack_version BIGINT NOT NULL,
    forms BIGINT NOT NULL,
    seq BIGINT NOT NULL
);

CREATE INDEX case_view_by_due ON case_view (lane, sort_at, number);
CREATE INDEX case_view_by_last ON case_view (last_at, number);
CREATE INDEX case_view_by_customer ON case_view (customer) WHERE customer IS NOT NULL;

CREATE TABLE clock_view (
    case_id UUID NOT NULL,
    clock TEXT COLLATE "C" NOT NULL,
    cycle BIGINT NOT NULL,
    started BIGINT NOT NULL,
    due BIGINT,
    warn_at BIGINT,
    stopped BIGINT,
    ended BIGINT,
    breached_at BIGINT,
    paused_since BIGINT,
    pause_reason TEXT,
    revision TEXT NOT NULL,
    run TEXT NOT NULL,
    PRIMARY KEY (case_id, clock, cycle)
);

CREATE INDEX clock_view_due ON clock_view (due, case_id, clock, cycle) WHERE ended IS NULL AND due IS NOT NULL;

CREATE TABLE case_address (
    case_id UUID NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, address)
);

CREATE TABLE form_view (
    id UUID PRIMARY KEY NOT NULL,
    case_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    sort TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL UNIQUE,
    filed_at BIGINT NOT NULL
);

CREATE INDEX form_view_by_case ON form_view (case_id, seq);

-- planned_at: the instant as of which the surveys were planned.
CREATE TABLE customer_view (
    id UUID PRIMARY KEY NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    email TEXT,
    phone TEXT,
    language TEXT NOT NULL,
    orders BIGINT NOT NULL,
    long_term BIGINT NOT NULL,
    planned_at BIGINT NOT NULL,
    seq BIGINT NOT NULL
);

CREATE INDEX customer_view_by_name ON customer_view (name_key, id);

CREATE TABLE customer_address (
    address TEXT COLLATE "C" NOT NULL,
    customer_id UUID NOT NULL,
    PRIMARY KEY (address, customer_id)
);

CREATE INDEX customer_address_by_customer ON customer_address (customer_id);

-- settled: 1 when it went out, was dropped or is exempt; else its state follows from the two days.
CREATE TABLE survey_view (
    customer_id UUID NOT NULL,
    number BIGINT NOT NULL,
    settled BIGINT NOT NULL,
    planned_on TEXT COLLATE "C" NOT NULL,
    last_day TEXT COLLATE "C" NOT NULL,
    owed TEXT NOT NULL,
    PRIMARY KEY (customer_id, number)
);

CREATE INDEX survey_view_open ON survey_view (last_day, customer_id, number) WHERE settled = 0;

CREATE TABLE desk_view (
    id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
    settings TEXT NOT NULL
);
