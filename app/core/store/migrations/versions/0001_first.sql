CREATE TABLE audit (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at VARCHAR NOT NULL,
    session VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    object VARCHAR NOT NULL,
    detail TEXT NOT NULL,
    prev BLOB NOT NULL,
    mac BLOB NOT NULL
);

CREATE TABLE batch (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind VARCHAR NOT NULL,
    source TEXT NOT NULL,
    made_at VARCHAR NOT NULL,
    detail TEXT NOT NULL,
    undone_by INTEGER
);

CREATE TABLE customer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT DEFAULT 'active' NOT NULL,
    number TEXT,
    number_key TEXT,
    name TEXT DEFAULT '' NOT NULL,
    sort_key TEXT DEFAULT '' NOT NULL,
    tags TEXT,
    handler TEXT,
    phone TEXT,
    company TEXT,
    deceased INTEGER DEFAULT '0' NOT NULL,
    joined_on DATE,
    last_purchase_day INTEGER,
    purchases INTEGER DEFAULT '0' NOT NULL,
    revenue INTEGER DEFAULT '0' NOT NULL,
    doubts INTEGER DEFAULT '0' NOT NULL,
    source TEXT,
    learnt_on DATE,
    verified_on DATE,
    binned_on VARCHAR,
    created_at VARCHAR NOT NULL,
    CONSTRAINT ck_customer_customer_kind CHECK (kind IN ('individual', 'company')),
    CONSTRAINT uq_customer_uuid UNIQUE (uuid)
);

CREATE INDEX customer_by_joined_on ON customer (joined_on) WHERE binned_on IS NULL;

CREATE INDEX customer_by_last_purchase_day ON customer (last_purchase_day) WHERE binned_on IS NULL;

CREATE INDEX customer_by_number_key ON customer (number_key) WHERE binned_on IS NULL;

CREATE INDEX customer_by_phone ON customer (phone) WHERE binned_on IS NULL;

CREATE INDEX customer_by_purchases ON customer (purchases) WHERE binned_on IS NULL;

CREATE INDEX customer_by_revenue ON customer (revenue) WHERE binned_on IS NULL;

CREATE INDEX customer_by_sort_key ON customer (sort_key) WHERE binned_on IS NULL;

CREATE INDEX customer_company ON customer (kind) WHERE kind = 'company';

CREATE INDEX customer_in_bin ON customer (binned_on) WHERE binned_on IS NOT NULL;

CREATE UNIQUE INDEX customer_number ON customer (number_key) WHERE binned_on IS NULL AND number_key IS NOT NULL;

CREATE INDEX customer_with_doubts ON customer (id) WHERE doubts > 0;

CREATE TABLE meta (
    "key" VARCHAR NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_meta PRIMARY KEY ("key")
);

CREATE TABLE setting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" VARCHAR NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT uq_setting_key UNIQUE ("key")
);

CREATE TABLE act (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    actor_name VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    session VARCHAR NOT NULL,
    title TEXT NOT NULL,
    batch_id INTEGER,
    undoes_act INTEGER,
    undoes_batch INTEGER,
    undone_by INTEGER,
    CONSTRAINT fk_act_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)
);

CREATE INDEX ix_act_batch_id ON act (batch_id);

CREATE TABLE contact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT fk_contact_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX contact_by_value ON contact (value);

CREATE INDEX contact_of_customer ON contact (customer_id);

CREATE TABLE doubt (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    row_id INTEGER DEFAULT '0' NOT NULL,
    typed TEXT,
    reason TEXT NOT NULL,
    taken INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT fk_doubt_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX doubt_of_customer ON doubt (customer_id, field);

CREATE TABLE fact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    scope TEXT NOT NULL,
    row_id INTEGER DEFAULT '0' NOT NULL,
    source TEXT,
    learnt_on DATE,
    verified_on DATE,
    purpose TEXT,
    CONSTRAINT fk_fact_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX fact_of_customer ON fact (customer_id, scope, row_id);

CREATE TABLE occasion (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    row_id INTEGER DEFAULT '0' NOT NULL,
    calendar TEXT NOT NULL,
    month INTEGER NOT NULL,
    day INTEGER NOT NULL,
    leap INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT occasion_of_customer UNIQUE (customer_id, kind, row_id),
    CONSTRAINT ck_occasion_occasion_calendar CHECK (calendar IN ('solar', 'lunar')),
    CONSTRAINT fk_occasion_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX occasion_by_day ON occasion (calendar, month, day, leap, kind, customer_id, row_id);

CREATE TABLE purchase (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT,
    number_key TEXT,
    customer_id INTEGER,
    customer_number TEXT,
    customer_key TEXT,
    bought_day INTEGER NOT NULL,
    bought_time TEXT,
    kind TEXT DEFAULT 'sale' NOT NULL,
    amount INTEGER NOT NULL,
    original_number TEXT,
    original_key TEXT,
    original_id INTEGER,
    reverses_id INTEGER,
    payment TEXT,
    note TEXT,
    batch_id INTEGER,
    counted INTEGER DEFAULT 0 NOT NULL,
    net INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT fk_purchase_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE SET NULL,
    CONSTRAINT fk_purchase_original_id FOREIGN KEY(original_id) REFERENCES purchase (id) ON DELETE SET NULL,
    CONSTRAINT fk_purchase_reverses_id FOREIGN KEY(reverses_id) REFERENCES purchase (id) ON DELETE SET NULL
);

CREATE INDEX ix_purchase_batch ON purchase (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX ix_purchase_customer ON purchase (customer_id, bought_day, counted, net);

CREATE INDEX ix_purchase_original ON purchase (original_id) WHERE original_id IS NOT NULL;

CREATE INDEX ix_purchase_reverses ON purchase (reverses_id) WHERE reverses_id IS NOT NULL;

CREATE INDEX ix_purchase_unknown ON purchase (customer_key) WHERE customer_id IS NULL AND customer_key IS NOT NULL;

CREATE INDEX ix_purchase_unlinked ON purchase (original_key) WHERE original_id IS NULL AND original_key IS NOT NULL;

CREATE INDEX ix_purchase_window ON purchase (bought_day, customer_id, counted, net);

CREATE UNIQUE INDEX ux_purchase_number_key ON purchase (number_key);

CREATE TABLE purchase_summary (
    customer_id INTEGER NOT NULL,
    purchases INTEGER NOT NULL,
    purchase_days INTEGER NOT NULL,
    revenue INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    CONSTRAINT pk_purchase_summary PRIMARY KEY (customer_id),
    CONSTRAINT fk_purchase_summary_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE TABLE reminder_mark (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    row_id INTEGER DEFAULT '0' NOT NULL,
    occurs_on DATE NOT NULL,
    state TEXT NOT NULL,
    word TEXT,
    until DATE,
    CONSTRAINT mark_of_occurrence UNIQUE (customer_id, kind, row_id, occurs_on),
    CONSTRAINT ck_reminder_mark_mark_state CHECK (state IN ('done', 'snoozed', 'skipped')),
    CONSTRAINT fk_reminder_mark_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX mark_by_day ON reminder_mark (occurs_on);

CREATE INDEX mark_by_until ON reminder_mark (until);

CREATE TABLE search_text (
    id INTEGER NOT NULL,
    terms TEXT NOT NULL,
    CONSTRAINT pk_search_text PRIMARY KEY (id),
    CONSTRAINT fk_search_text_id FOREIGN KEY(id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE TABLE sensitive (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    seal TEXT NOT NULL,
    filled TEXT DEFAULT '' NOT NULL,
    body BLOB,
    CONSTRAINT fk_sensitive_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX sensitive_of_customer ON sensitive (customer_id, seal);

CREATE TABLE history (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    act_id INTEGER NOT NULL,
    table_name VARCHAR NOT NULL,
    row_id INTEGER NOT NULL,
    record_table VARCHAR NOT NULL,
    record_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    column_name VARCHAR,
    old BLOB,
    new BLOB,
    inverse BOOLEAN NOT NULL,
    undone_by INTEGER,
    CONSTRAINT fk_history_act_id FOREIGN KEY(act_id) REFERENCES act (id)
);

CREATE INDEX ix_history_act_id ON history (act_id);

CREATE INDEX ix_history_record ON history (record_table, record_id);

CREATE TABLE purchase_line (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    purchase_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    item TEXT,
    category TEXT,
    quantity INTEGER,
    unit TEXT,
    price INTEGER,
    amount INTEGER NOT NULL,
    note TEXT,
    CONSTRAINT fk_purchase_line_purchase_id FOREIGN KEY(purchase_id) REFERENCES purchase (id) ON DELETE CASCADE
);

CREATE INDEX ix_purchase_line_purchase ON purchase_line (purchase_id, position);

-- What SQLAlchemy's metadata cannot say: the search index and the triggers that keep it.
-- The tokens are cut by store/segmentation.py; triggers only copy. No positions, no sizes:
-- a query looks tokens up and never asks for phrases.
CREATE VIRTUAL TABLE search_index USING fts5(
    terms, content='search_text', content_rowid='id',
    tokenize='ascii', detail='none', columnsize=0
);
INSERT INTO search_index(search_index, rank) VALUES('secure-delete', 1);

CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
    INSERT INTO search_index(rowid, terms) VALUES (new.id, new.terms);
END;
CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN
    INSERT INTO search_index(search_index, rowid, terms) VALUES ('delete', old.id, old.terms);
END;
CREATE TRIGGER search_text_changed AFTER UPDATE OF terms ON search_text BEGIN
    INSERT INTO search_index(search_index, rowid, terms) VALUES ('delete', old.id, old.terms);
    INSERT INTO search_index(rowid, terms) VALUES (new.id, new.terms);
END;

-- The audit trail is only ever added to; this guards against mistakes of our own.
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit trail is never changed');
END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit trail is never deleted');
END;
