"""The tables of what was bought: receipts, their lines, and one summary row per customer.

`counted` and `net` are derived when a receipt or one of its returns is written
(`summaries.py`), so that a window of time is one walk along one index:

- a sale counts 1 unless it was fully returned; its net is its amount less its linked returns;
- a linked return or reverse entry counts 0 with net 0: it already lowered its own receipt;
- a refund without a known receipt counts 0, its net is its own (negative) amount.

Days are integers (`date.toordinal`): a third of an ISO text in the index, compared faster.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, text

from app.core.store.tables import DERIVED, metadata

QUANTITY_UNIT = 1_000_000
"""Quantities are kept as whole millionths: 0.25 of a pound is 250000."""


class PurchaseKind(StrEnum):
    """What a receipt is."""

    SALE = "sale"
    RETURN = "return"
    """Goods came back; `original_number` names the receipt they belong to."""
    REFUND = "refund"
    """Money given back without naming a receipt."""
    REVERSE = "reverse"
    """An entry that takes `reverses_id` back; that one is kept as it was."""


def to_day(day: date) -> int:
    """A date as the tables keep it."""
    return day.toordinal()


def from_day(day: int) -> date:
    """A kept day as a date."""
    return date.fromordinal(day)


def fold_number(typed: str) -> str:
    """A receipt's or customer's number as it is compared: no case, no outer blanks."""
    return typed.strip().casefold()


def quantity_text(quantity: int) -> str:
    """Millionths as a decimal number without needless zeros."""
    sign = "-" if quantity < 0 else ""
    whole, rest = divmod(abs(quantity), QUANTITY_UNIT)
    digits = f"{rest:06d}".rstrip("0")
    return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"


purchase = Table(
    "purchase",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, comment="as typed; null when the receipt has none"),
    Column("number_key", Text, comment="folded number, or '#'+hash+ordinal of an unnumbered line"),
    Column("customer_id", Integer, ForeignKey("customer.id", ondelete="SET NULL")),
    Column("customer_number", Text, comment="as typed; null for a walk-in"),
    Column("customer_key", Text, comment="folded customer_number"),
    Column("bought_day", Integer, nullable=False, comment="local day, date.toordinal()"),
    Column("bought_time", Text, comment="local HH:MM or HH:MM:SS, null when not given"),
    Column("kind", Text, nullable=False, server_default=text("'sale'")),
    Column("amount", Integer, nullable=False, comment="fen, sum of the lines, as it was written"),
    Column("original_number", Text, comment="of a return: the receipt named, as typed"),
    Column("original_key", Text, comment="folded original_number"),
    Column(
        "original_id",
        Integer,
        ForeignKey("purchase.id", ondelete="SET NULL"),
        comment="derived from original_key, or from reverses_id",
        info=DERIVED,
    ),
    Column("reverses_id", Integer, ForeignKey("purchase.id", ondelete="SET NULL")),
    Column("payment", Text),
    Column("channel", Text, comment="where it was sold: at the counter, by phone, online …"),
    Column("clerk", Text, comment="who served"),
    Column("promised_day", Integer, comment="local day of delivery promised, date.toordinal()"),
    Column("delivered_day", Integer, comment="local day of delivery; null while it is open"),
    Column("note", Text),
    Column("batch_id", Integer, comment="the import that brought it, null when typed by hand"),
    Column("counted", Integer, nullable=False, server_default=text("0"), info=DERIVED),
    Column("net", Integer, nullable=False, server_default=text("0"), comment="fen", info=DERIVED),
    Index("ux_purchase_number_key", "number_key", unique=True),
    Index("ix_purchase_window", "bought_day", "customer_id", "counted", "net"),
    Index("ix_purchase_customer", "customer_id", "bought_day", "counted", "net"),
    Index(
        "ix_purchase_original",
        *("original_id", "bought_day", "amount", "kind", "reverses_id"),
        sqlite_where=text("original_id IS NOT NULL"),
    ),
    Index(
        "ix_purchase_lowered",  # of which something came back: what the ledger asks of them
        *("customer_id", "bought_day", "counted", "net", "amount", "kind", "original_id"),
        sqlite_where=text("net != amount AND original_id IS NULL"),
    ),
    Index("ix_purchase_reverses", "reverses_id", sqlite_where=text("reverses_id IS NOT NULL")),
    Index(
        "ix_purchase_unlinked",
        "original_key",
        sqlite_where=text("original_id IS NULL AND original_key IS NOT NULL"),
    ),
    Index(
        "ix_purchase_unknown",
        "customer_key",
        sqlite_where=text("customer_id IS NULL AND customer_key IS NOT NULL"),
    ),
    Index(
        "ix_purchase_promised",
        "promised_day",
        "delivered_day",
        sqlite_where=text("promised_day IS NOT NULL"),
    ),
    Index(
        "ix_purchase_channel",
        *("customer_id", "channel", "counted", "bought_day"),
        sqlite_where=text("channel IS NOT NULL"),
    ),
    Index("ix_purchase_batch", "batch_id", sqlite_where=text("batch_id IS NOT NULL")),
)

purchase_line = Table(
    "purchase_line",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("purchase_id", Integer, ForeignKey("purchase.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False, comment="1, 2 … within the receipt"),
    Column("item", Text),
    Column("category", Text),
    Column("quantity", Integer, comment="millionths, see QUANTITY_UNIT; null when not given"),
    Column("unit", Text),
    Column("price", Integer, comment="fen for one unit, as written"),
    Column("amount", Integer, nullable=False, comment="fen, what was paid for the line"),
    Column("note", Text),
    Column("product_id", Integer, ForeignKey("product.id", ondelete="SET NULL")),
    Column("discount", Integer, comment="fen off quantity times price; null when none"),
    Column("gift", Integer, comment="1 when it was bought to be given away"),
    Column("serial", Text, comment="of the unit sold, as typed"),
    Column("serial_key", Text, comment="folded serial"),
    Column("original_position", Integer, comment="of a return: which line of the receipt named"),
    Index("ix_purchase_line_purchase", "purchase_id", "position", "quantity", "unit", "gift"),
    Index(
        "ix_purchase_line_product",
        "product_id",
        sqlite_where=text("product_id IS NOT NULL"),
    ),
    Index(
        "ix_purchase_line_serial",
        "serial_key",
        sqlite_where=text("serial_key IS NOT NULL"),
    ),
)

payment_received = Table(
    "payment_received",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer_id", Integer, ForeignKey("customer.id", ondelete="SET NULL")),
    Column("received_day", Integer, nullable=False, comment="local day, date.toordinal()"),
    Column("amount", Integer, nullable=False, comment="fen, for what was bought on account"),
    Column("payment", Text, comment="how it was paid"),
    Column("note", Text),
    Index("ix_payment_received_customer", "customer_id", "received_day"),
)

purchase_summary = Table(
    "purchase_summary",
    metadata,
    Column("customer_id", Integer, ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "purchases", Integer, nullable=False, comment="counted receipts of all time, at least 1"
    ),
    Column("purchase_days", Integer, nullable=False, comment="distinct days of those"),
    Column("revenue", Integer, nullable=False, comment="fen, net, refunds included"),
    Column("first_day", Integer, nullable=False, comment="of the counted receipts"),
    Column("last_day", Integer, nullable=False),
    info=DERIVED,
)
