"""Turns staged lines into staged receipts, and says which of them the shop has already."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from app.core.exchange.options import Existing
from app.core.exchange.staging import LINES, RECEIPTS

# A line without a receipt number is a receipt of its own, known by its whole content and its
# ordinal among equal lines: the ninth equal line is kept, and a second import changes nothing.
_NUMBER_EQUAL_LINES = f"""
UPDATE {LINES} SET receipt_key = '#' || lower(hex(content)) || '-' || ranked.ordinal
FROM (SELECT n, row_number() OVER (PARTITION BY content ORDER BY n) AS ordinal
      FROM {LINES} WHERE receipt_key IS NULL) AS ranked
WHERE {LINES}.n = ranked.n
"""

# Tills that begin at 1 each day use a number twice: another day or customer is another receipt.
_MIXED = f"""
SELECT receipt_key FROM {LINES} WHERE receipt IS NOT NULL GROUP BY receipt_key
HAVING min(day) <> max(day) OR min(customer_key) <> max(customer_key)
"""
_SPLIT_MIXED = f"""
UPDATE {LINES} SET receipt_key = receipt_key || '|' || day || '|' || ifnull(customer_key, '')
WHERE receipt_key IN (SELECT value FROM json_each(?)) AND n NOT IN (
    SELECT line.n FROM {LINES} AS line JOIN (
        SELECT receipt_key, min(n) AS first FROM {LINES}
        WHERE receipt_key IN (SELECT value FROM json_each(?)) GROUP BY receipt_key
    ) AS top USING (receipt_key) JOIN {LINES} AS head ON head.n = top.first
    WHERE line.day = head.day
    AND ifnull(line.customer_key, head.customer_key) IS head.customer_key
)
"""

_MAKE_RECEIPTS = f"""
CREATE TABLE {RECEIPTS} AS
SELECT row_number() OVER (ORDER BY first) AS id, grouped.* FROM (
    SELECT receipt_key AS key, min(n) AS first, count(*) AS lines, sum(amount) AS amount,
        receipt AS number, day, time, max(customer_key) AS customer_key,
        max(customer) AS customer, max(name) AS name, max(original) AS original,
        max(original_key) AS original_key, min(payment) AS payment,
        max(channel) AS channel, max(clerk) AS clerk, max(promised) AS promised,
        max(delivered) AS delivered, NULL AS existing,
        NULL AS customer_id, 'created' AS status
    FROM {LINES} GROUP BY receipt_key
) AS grouped
"""

_FIND_EXISTING = f"""
UPDATE {RECEIPTS} SET existing = purchase.id, status = 'known'
FROM purchase WHERE purchase.number_key = {RECEIPTS}.key
"""

# Our own export calls a receipt without a number #7, by its record.
_FIND_BY_ID = f"""
UPDATE {RECEIPTS} SET existing = purchase.id, status = 'known' FROM purchase
WHERE purchase.number_key IS NULL AND '#' || purchase.id = {RECEIPTS}.key
"""

_HEAD = "{t}.{day} || x'1f' || ifnull({t}.{time}, '')"
_HEAD += " || x'1f' || ifnull({t}.{original}, '') || x'1f' || ifnull({t}.payment, '')"
_LINE = " || x'1f' || ".join(
    f"ifnull({{t}}.{name}, '')"
    for name in ("item", "category", "quantity", "unit", "price", "amount", "note")
)


# A purchase typed by hand has no lines: its sum and note are all that is exported of it.
_ONLY_SUM = "x'1f1f1f1f1f' || purchase.amount || x'1f' || ifnull(purchase.note, '')"


def _text_of_lines(table: str, link: str, order: str, of: str) -> str:
    line = _LINE.format(t="line")
    return (
        f"(SELECT group_concat({line}, x'1e' ORDER BY line.{order})"
        f" FROM {table} AS line WHERE line.{link} = {of})"
    )


def _head(table: str, **names: str) -> str:
    return _HEAD.format(t=table, **names)


_SAME = f"""
UPDATE {RECEIPTS} SET status = 'unchanged'
FROM purchase WHERE purchase.id = {RECEIPTS}.existing AND purchase.amount = {RECEIPTS}.amount
AND (purchase.customer_id IS {RECEIPTS}.customer_id
     OR purchase.customer_key IS {RECEIPTS}.customer_key)
AND {_head(RECEIPTS, day="day", time="time", original="original_key")}
  = {
    _head(
        "purchase",
        day="bought_day",
        time="bought_time",
        original="original_key",
    )
}
AND {_text_of_lines(LINES, "receipt_key", "n", f"{RECEIPTS}.key")}
  = ifnull({_text_of_lines("purchase_line", "purchase_id", "position", "purchase.id")},
    {_ONLY_SUM})
"""

# What only some tills say is compared only where this file says it: the day of delivery that
# the shop noted since is no difference.
_SAYS_OTHERWISE = f"""
UPDATE {RECEIPTS} SET status = 'known' FROM purchase
WHERE purchase.id = {RECEIPTS}.existing AND {RECEIPTS}.status = 'unchanged' AND (
    {RECEIPTS}.channel <> ifnull(purchase.channel, '')
    OR {RECEIPTS}.clerk <> ifnull(purchase.clerk, '')
    OR {RECEIPTS}.promised <> ifnull(purchase.promised_day, 0)
    OR {RECEIPTS}.delivered <> ifnull(purchase.delivered_day, 0)
)
"""
_SAYS_MORE = "discount IS NOT NULL OR gift IS NOT NULL OR serial IS NOT NULL"
_NUMBERED_LINES = f"""
SELECT receipt_key, row_number() OVER (PARTITION BY receipt_key ORDER BY n) AS position,
    discount, gift, serial FROM {LINES}
WHERE receipt_key IN (SELECT key FROM {RECEIPTS} WHERE status = 'unchanged')
"""
_LINE_SAYS_OTHERWISE = f"""
UPDATE {RECEIPTS} SET status = 'known' WHERE status = 'unchanged' AND key IN (
    SELECT said.receipt_key FROM ({_NUMBERED_LINES}) AS said
    JOIN {RECEIPTS} AS receipt ON receipt.key = said.receipt_key
    JOIN purchase_line AS line
        ON line.purchase_id = receipt.existing AND line.position = said.position
    WHERE said.discount <> ifnull(line.discount, 0) OR said.gift <> ifnull(line.gift, 0)
    OR said.serial <> ifnull(line.serial, '')
)
"""

_JOIN_BY_NUMBER = f"""
UPDATE {RECEIPTS} SET customer_id = customer.id FROM customer
WHERE customer.number_key = {RECEIPTS}.customer_key AND customer.binned_on IS NULL
"""
# The number of a file that was merged into another means that other one.
_JOIN_BY_MERGED_NUMBER = f"""
UPDATE {RECEIPTS} SET customer_id = heir.id FROM customer AS gone
JOIN customer AS heir ON heir.id = gone.merged_into AND heir.binned_on IS NULL
WHERE gone.merged_into IS NOT NULL AND gone.number_key = {RECEIPTS}.customer_key
AND {RECEIPTS}.customer_id IS NULL
"""
# Our own export calls a customer without a number #7, by the record.
_JOIN_BY_ID = f"""
UPDATE {RECEIPTS} SET customer_id = customer.id, customer_key = NULL, customer = NULL
FROM customer WHERE {RECEIPTS}.customer_key GLOB '#[0-9]*' AND customer.number_key IS NULL
AND customer.binned_on IS NULL AND '#' || customer.id = {RECEIPTS}.customer_key
"""
_JOIN_BY_NAME = f"""
UPDATE {RECEIPTS} SET customer_id = (SELECT id FROM customer
    WHERE customer.name = {RECEIPTS}.name AND customer.binned_on IS NULL)
WHERE customer_id IS NULL AND customer_key IS NULL AND name IS NOT NULL
AND (SELECT count(*) FROM customer
     WHERE customer.name = {RECEIPTS}.name AND customer.binned_on IS NULL) = 1
"""

_KNOWN_BECOMES = {
    Existing.FILL: "held_back",
    Existing.UPDATE: "updated",
    Existing.SKIP: "unchanged",
}


def gather(connection: Connection, existing: Existing) -> int:
    """Make receipts of all staged lines and judge each; returns how many numbers were mixed."""
    run = connection.exec_driver_sql
    run(_NUMBER_EQUAL_LINES)
    run(f"CREATE INDEX staged_line_key ON {LINES} (receipt_key, n)")
    mixed = run(f"SELECT json_group_array(receipt_key), count(*) FROM ({_MIXED})").one()
    if mixed[1]:
        run(_SPLIT_MIXED, (mixed[0], mixed[0]))
    run(f"DROP TABLE IF EXISTS {RECEIPTS}")
    run(_MAKE_RECEIPTS)
    run(f"CREATE INDEX staged_receipt_key ON {RECEIPTS} (key)")
    run(_FIND_EXISTING)
    if run(f"SELECT 1 FROM {RECEIPTS} WHERE key GLOB '#[0-9]*' LIMIT 1").first():
        run(_FIND_BY_ID)
    join_customers(connection)
    run(_SAME)
    run(_SAYS_OTHERWISE)
    if run(f"SELECT 1 FROM {LINES} WHERE {_SAYS_MORE} LIMIT 1").first():
        run(_LINE_SAYS_OTHERWISE)
    run(f"UPDATE {RECEIPTS} SET status = ? WHERE status = 'known'", (_KNOWN_BECOMES[existing],))
    return int(mixed[1])


def join_customers(connection: Connection) -> None:
    """Find the customer of each receipt, by number or by a name that only one bears."""
    run = connection.exec_driver_sql
    run(_JOIN_BY_NUMBER)
    run(_JOIN_BY_MERGED_NUMBER)
    if run(f"SELECT 1 FROM {RECEIPTS} WHERE customer_key GLOB '#[0-9]*' LIMIT 1").first():
        run(_JOIN_BY_ID)
    run(_JOIN_BY_NAME)


def lines_by_status(connection: Connection) -> Mapping[str, int]:
    """Status → number of lines."""
    asked = f"SELECT status, sum(lines) FROM {RECEIPTS} GROUP BY status"
    return {str(status): int(lines) for status, lines in connection.exec_driver_sql(asked)}


def walk_ins(connection: Connection) -> int:
    """Sales to nobody in particular: receipts without number or name."""
    asked = f"SELECT count(*) FROM {RECEIPTS} WHERE customer_key IS NULL AND name IS NULL"
    asked += " AND original_key IS NULL AND amount >= 0"
    return int(connection.exec_driver_sql(asked).scalar_one())


def unknown(connection: Connection) -> dict[str, int]:
    """Numbers (or names) that nobody here bears → how many lines say them."""
    asked = (
        f"SELECT min(ifnull(customer, name)), sum(lines) FROM {RECEIPTS}"
        " WHERE customer_id IS NULL AND (customer_key IS NOT NULL OR name IS NOT NULL)"
        " GROUP BY ifnull(customer_key, name) ORDER BY min(first)"
    )
    return {str(number): int(lines) for number, lines in connection.exec_driver_sql(asked)}


def newcomers(connection: Connection) -> list[tuple[str | None, str | None]]:
    """Number and name of everybody to be made with `--unknown create`."""
    asked = (
        f"SELECT min(customer), max(name) FROM {RECEIPTS}"
        " WHERE customer_id IS NULL AND (customer_key IS NOT NULL OR name IS NOT NULL)"
        " AND status = 'created' GROUP BY ifnull(customer_key, name) ORDER BY min(first)"
    )
    return [(number, name) for number, name in connection.exec_driver_sql(asked)]


def receipts(connection: Connection) -> int:
    """How many receipts the staged lines make."""
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {RECEIPTS}").scalar_one())


def differing(connection: Connection) -> list[tuple[Any, ...]]:
    """Receipts to be replaced: staged id and the purchase's id."""
    asked = f"SELECT id, existing FROM {RECEIPTS} WHERE status = 'updated' ORDER BY id"
    return [tuple(row) for row in connection.exec_driver_sql(asked)]
