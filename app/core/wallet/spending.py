"""What a customer spent with us in a stretch of days, everything or one category of goods."""

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.core.products.records import product
from app.core.purchases.records import fold_number, purchase, purchase_line, to_day
from app.core.store.reader import Reader
from app.core.value.window import Window


def spent(reader: Reader, customer_id: int, window: Window, category: str = "") -> int | None:
    """In fen, less what was given back; None when nothing was bought in these days."""
    last = min(window.last, reader.today)
    first = 1 if window.first is None else to_day(window.first)
    asked = _of_goods(category) if category else _of_everything()
    mine = purchase.c.customer_id == customer_id
    # A return lowers the receipt it belongs to, on whichever day that was bought.
    own = and_(purchase.c.original_id.is_(None), purchase.c.bought_day.between(first, to_day(last)))
    receipt = purchase.alias("receipt")
    within = and_(
        receipt.c.id == purchase.c.original_id, receipt.c.bought_day.between(first, to_day(last))
    )
    linked = select(receipt.c.id).where(within).exists()
    in_time = purchase.c.bought_day <= to_day(last)
    number, amount = reader.connection.execute(asked.where(mine, in_time, or_(own, linked))).one()
    return int(amount) if number else None


def _of_everything() -> Select[int, int]:
    return select(func.count(), func.coalesce(func.sum(purchase.c.amount), 0))


def _of_goods(category: str) -> Select[int, int]:
    line = purchase_line
    amount = func.coalesce(func.sum(line.c.amount), 0)
    return (
        select(func.count(), amount)
        .select_from(purchase)
        .join(line, line.c.purchase_id == purchase.c.id)
        .outerjoin(product, product.c.id == line.c.product_id)
        .where(func.lower(_category()) == fold_number(category))
    )


def _category() -> ColumnElement[str]:
    """What the product says today comes before what the line said when it was written."""
    return func.trim(func.coalesce(product.c.category, purchase_line.c.category))
