"""The chosen customers as a list for paper: read and laid out off the window's thread."""

from collections.abc import Sequence

from app.catalogue.phones import show_phone
from app.catalogue.values import Phone
from app.core.actor import Actor
from app.core.customers.queries import CustomerRow, list_ids, list_rows
from app.core.progress import Progress, stop_if_cancelled
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.i18n import N_, tr
from app.ui.formats import money, number
from app.ui.lending import Chosen
from app.ui.widgets.list_paper import ListColumn, ListPaper

_CHUNK = 500
_COLUMNS = (
    (N_("Name"), 3.0, False),
    (N_("Number"), 2.0, False),
    (N_("Phone"), 2.6, False),
    (N_("Last purchase"), 2.2, True),
    (N_("Times bought"), 1.9, True),
    (N_("Spent in all"), 2.5, True),
)


def chosen_ids(reader: Reader, chosen: Chosen) -> Sequence[int]:
    """Whom the choice holds, in the list's order."""
    return list_ids(reader, chosen.query) if chosen.ids is None else chosen.ids


def list_paper(
    shop: Shop, actor: Actor, chosen: Chosen, foot: str, progress: Progress
) -> ListPaper:
    """Ask for the rows, then lay them out."""
    rows: list[tuple[str, ...]] = []
    with shop.read(actor) as reader:
        ids = chosen_ids(reader, chosen)
        for start in range(0, len(ids), _CHUNK):
            stop_if_cancelled(progress)
            found = list_rows(reader, ids[start : start + _CHUNK])
            rows += [_cells(each) for each in found if each is not None]
    columns = [ListColumn(tr(words), share, right) for words, share, right in _COLUMNS]
    return ListPaper(tr(N_("List of customers")), columns, rows, foot, progress)


def _cells(row: CustomerRow) -> tuple[str, ...]:
    return (
        row.name + (tr(N_(" (deceased)")) if row.deceased else ""),
        row.number or "",
        show_phone(Phone(row.phone)) if row.phone else "",
        row.last_purchase_on.isoformat() if row.last_purchase_on else "",
        number(row.purchases) if row.purchases else "",
        money(row.revenue) if row.purchases else "",
    )
