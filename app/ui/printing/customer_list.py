"""The chosen customers as a list for paper: read and laid out off the window's thread."""

from collections.abc import Sequence

from PySide6.QtCore import QSizeF

from app.core.actor import Actor
from app.core.customers.queries import list_ids, list_rows
from app.core.progress import Progress, stop_if_cancelled
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.i18n import N_, tr
from app.ui.customer_columns import COLUMNS
from app.ui.lending import Chosen
from app.ui.widgets.list_paper import ListColumn, ListPaper
from app.ui.widgets.paper import A4

_CHUNK = 500
_UPRIGHT = 900  # so wide a list on the screen still reads well on an upright sheet
_SHORTER = 18  # what a short column has more of on the screen: room beside its words


def chosen_ids(reader: Reader, chosen: Chosen) -> Sequence[int]:
    """Whom the choice holds, in the list's order."""
    return list_ids(reader, chosen.query) if chosen.ids is None else chosen.ids


def list_paper(
    shop: Shop, actor: Actor, chosen: Chosen, foot: str, progress: Progress
) -> ListPaper:
    """Ask for the rows, then lay them out in the columns that the list shows."""
    shown = chosen.columns or tuple(each for each in COLUMNS if each.shown)
    keys = [each.key for each in shown]
    rows: list[tuple[str, ...]] = []
    with shop.read(actor) as reader:
        ids = chosen_ids(reader, chosen)
        for start in range(0, len(ids), _CHUNK):
            stop_if_cancelled(progress)
            found = list_rows(reader, ids[start : start + _CHUNK], keys)
            rows += [tuple(column.text(each) for column in shown) for each in found]
    columns = [ListColumn(tr(each.title), each.width - _SHORTER, each.right) for each in shown]
    wide = sum(each.width for each in shown) > _UPRIGHT
    size = QSizeF(A4.height(), A4.width()) if wide else A4
    return ListPaper(tr(N_("List of customers")), columns, rows, foot, progress, size)
