-- What SQLAlchemy's metadata cannot say: the search index and the triggers that keep it.
-- The tokens are cut by store/segmentation.py; triggers only copy. No positions, no sizes:
-- a query looks tokens up and never asks for phrases.
CREATE VIRTUAL TABLE search_index USING fts5(
    terms, content='search_text', content_rowid='id',
    tokenize='ascii', detail='none', columnsize=0
);
INSERT INTO search_index(search_index, rank) VALUES('secure-delete', 1);
INSERT INTO search_index(search_index, rank) VALUES('hashsize', 16777216);

CREATE TRIGGER search_text_added AFTER INSERT ON search_text WHEN new.in_bulk = 0 BEGIN
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

-- Whatever changes about the shop's own fields gives its catalogues another stamp, by which
-- they are kept. It is random, so that a change taken back never leaves a stamp that lies.
CREATE TRIGGER own_field_added AFTER INSERT ON own_field BEGIN
    INSERT OR REPLACE INTO meta(key, value) VALUES ('fields', hex(randomblob(8)));
END;
CREATE TRIGGER own_field_changed AFTER UPDATE ON own_field BEGIN
    INSERT OR REPLACE INTO meta(key, value) VALUES ('fields', hex(randomblob(8)));
END;
CREATE TRIGGER own_field_removed AFTER DELETE ON own_field BEGIN
    INSERT OR REPLACE INTO meta(key, value) VALUES ('fields', hex(randomblob(8)));
END;
CREATE TRIGGER field_place_added AFTER INSERT ON field_place BEGIN
    INSERT OR REPLACE INTO meta(key, value) VALUES ('fields', hex(randomblob(8)));
END;
CREATE TRIGGER field_place_changed AFTER UPDATE ON field_place BEGIN
    INSERT OR REPLACE INTO meta(key, value) VALUES ('fields', hex(randomblob(8)));
END;
CREATE TRIGGER field_place_removed AFTER DELETE ON field_place BEGIN
    INSERT OR REPLACE INTO meta(key, value) VALUES ('fields', hex(randomblob(8)));
END;

-- Whose receipts and lines a kept piece (value/kept.py) no longer knows: told here, so that
-- nobody who writes them has to think of it. What comes back also changes how the receipt it
-- belongs to stood before, and lowers that one's goods. Somebody who is gone for good takes her
-- piece along.
CREATE TRIGGER kept_purchase_added AFTER INSERT ON purchase WHEN new.customer_id IS NOT NULL BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT id, new.customer_id FROM kept_block WHERE id = new.customer_id / 4096;
END;
CREATE TRIGGER kept_purchase_linked AFTER INSERT ON purchase WHEN new.original_id IS NOT NULL BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = new.original_id;
END;
CREATE TRIGGER kept_purchase_changed AFTER UPDATE OF
    customer_id, bought_day, kind, amount, original_id, reverses_id, counted, net, channel
ON purchase BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT id, old.customer_id FROM kept_block WHERE id = old.customer_id / 4096;
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT id, new.customer_id FROM kept_block WHERE id = new.customer_id / 4096;
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = old.original_id;
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = new.original_id;
END;
CREATE TRIGGER kept_purchase_removed AFTER DELETE ON purchase BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT id, old.customer_id FROM kept_block WHERE id = old.customer_id / 4096;
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = old.original_id;
END;
CREATE TRIGGER kept_customer_binned AFTER UPDATE OF binned_on ON customer
WHEN old.binned_on IS NOT new.binned_on BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT id, new.id FROM kept_block WHERE id = new.id / 4096;
END;
CREATE TRIGGER kept_customer_gone AFTER DELETE ON customer BEGIN
    DELETE FROM kept_block WHERE id = old.id / 4096;
    DELETE FROM kept_lines WHERE id = old.id / 4096;
    DELETE FROM kept_channels WHERE id = old.id / 4096;
    DELETE FROM kept_stale WHERE block_id = old.id / 4096;
END;
CREATE TRIGGER kept_line_added AFTER INSERT ON purchase_line
WHEN EXISTS (SELECT 1 FROM kept_block) BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = new.purchase_id
        OR purchase.id = (SELECT original_id FROM purchase WHERE id = new.purchase_id);
END;
CREATE TRIGGER kept_line_changed AFTER UPDATE OF purchase_id, quantity, unit, gift
ON purchase_line BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = old.purchase_id
        OR purchase.id = (SELECT original_id FROM purchase WHERE id = old.purchase_id);
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = new.purchase_id
        OR purchase.id = (SELECT original_id FROM purchase WHERE id = new.purchase_id);
END;
CREATE TRIGGER kept_line_removed AFTER DELETE ON purchase_line BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = old.purchase_id
        OR purchase.id = (SELECT original_id FROM purchase WHERE id = old.purchase_id);
END;
