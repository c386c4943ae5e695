"""The doors to paper and to address cards, as menus of a file and of the list open them."""

from functools import partial

from app.core.customers.addresses import Recipients, recipients
from app.core.customers.queries import ListQuery
from app.core.errors import Refused
from app.core.progress import Progress
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.lending import Chosen
from app.ui.printing.cards_dialog import CardsDialog
from app.ui.printing.customer_list import chosen_ids, list_paper
from app.ui.printing.file_paper import FileSeen, file_paper, file_seen
from app.ui.printing.label_options import LabelOptions, told
from app.ui.printing.leaving import noted
from app.ui.widgets.list_paper import MOST, ListPaper
from app.ui.widgets.paper_dialog import PaperDialog, show_paper
from app.ui.widgets.paper_foot import foot


def print_file(context: Context, record: int) -> None:
    """One customer's file, previewed."""
    context.jobs.read(lambda reader: file_seen(reader, record), partial(_show_file, context))


def print_list(context: Context, chosen: Chosen) -> None:
    """The chosen customers as a list, previewed."""
    if _too_many(context, chosen) or not chosen.count:
        return
    shop, actor, below = context.shop, context.actor, foot(context)
    context.jobs.long(
        N_("Laying out the list"),
        lambda progress: list_paper(shop, actor, chosen, below, progress),
        partial(_show_list, context, chosen.count),
    )


def print_labels(context: Context, chosen: Chosen) -> None:
    """Labels or envelopes for the chosen customers, previewed."""
    if _too_many(context, chosen) or not chosen.count:
        return
    shop, actor = context.shop, context.actor

    def read(progress: Progress) -> Recipients:
        with shop.read(actor) as reader:
            return recipients(reader, chosen_ids(reader, chosen), progress)

    context.jobs.long(N_("Looking up addresses"), read, partial(_show_labels, context))


def print_label(context: Context, record: int) -> None:
    """A label or an envelope for one customer."""
    print_labels(context, Chosen(ListQuery(), (record,), 1))


def save_card(context: Context, record: int) -> None:
    """One customer as an address card."""
    CardsDialog.ask(context, None, (record,), 1)


def save_cards(context: Context, chosen: Chosen) -> None:
    """The chosen customers as address cards."""
    if chosen.count:
        CardsDialog.ask(context, chosen.query, chosen.ids, chosen.count)


def _show_file(context: Context, seen: FileSeen) -> None:
    found = seen.profile
    leave = noted(context, lambda: "file", lambda: 1, str(found.stored.record["uuid"]))
    name = found.name or found.number or tr(N_("Customer's file"))
    show_paper(context, file_paper(seen, foot(context)), name, leave=leave)


def _show_list(context: Context, count: int, paper: ListPaper) -> None:
    show_paper(context, paper, paper.title, leave=noted(context, lambda: "list", lambda: count))


def _show_labels(context: Context, found: Recipients) -> None:
    opened: list[PaperDialog] = []

    def show() -> None:
        for dialog in opened:
            dialog.show_paper(options.paper())

    options = LabelOptions(context, found, show)
    leave = noted(context, options.kind, lambda: len(found.found))
    paper = options.paper()
    opened.append(
        show_paper(context, paper, paper.title, words=told(found), options=options, leave=leave)
    )


def _too_many(context: Context, chosen: Chosen) -> bool:
    if chosen.count <= MOST:
        return False
    context.dialogs.error(
        Refused(
            N_("{count} customers are too many for paper; {most} is the most."),
            N_("Nothing was printed."),
            N_("Narrow the list, or export it as a workbook."),
            count=f"{chosen.count:,}",
            most=f"{MOST:,}",
        )
    )
    return True
