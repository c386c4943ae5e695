"""Joins what screens lend one another: only here does a screen's page meet another's parts.

Adding a card or a menu entry is one line in a list below; imports stay inside functions, so
that the window starts fast.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.actor import Right
from app.i18n import N_
from app.ui import joint_cards as cards
from app.ui.context import Context
from app.ui.lending import Chosen, Entry, MakeCard, PartPlace, ValuePlace
from app.ui.navigation import Place


class CounterLike(Protocol):
    """All that the window knows of the counter card."""

    def start(self) -> None:
        """Show it, with an empty line."""


def _earlier_values(context: Context, place: ValuePlace) -> object:
    from app.ui.history.value_dialog import open_dialog

    return open_dialog(context, place)


def _as_it_stood(context: Context, record: int) -> None:
    context.navigation.open(Place("past", record))


def _network(context: Context, record: int) -> None:
    context.navigation.open(Place("network", record))


def _link_customer(context: Context, record: int) -> None:
    from app.ui.people.entries import ask_for_link

    ask_for_link(context, record)


def _where_from(context: Context, place: ValuePlace) -> object:
    from app.ui.sources.origin_dialog import open_dialog

    return open_dialog(context, place)


def _part_from(context: Context, place: PartPlace) -> object:
    from app.ui.sources.part_dialog import open_dialog

    return open_dialog(context, place)


def _still_true(context: Context, place: ValuePlace) -> None:
    from app.ui.sources.settling import still_true

    still_true(context, place)


def _visit(context: Context, record: int) -> object:
    from app.ui.sources.visit_dialog import open_dialog

    return open_dialog(context, record)


def counter_card(context: Context, over: QWidget) -> CounterLike:
    """The card that Ctrl+G lays over the window."""
    from app.ui.customers.counter_card import make_counter

    return make_counter(context, over)


def _choose_photo(context: Context, record: int) -> None:
    from app.ui.attachments.photo_box import choose_photo

    choose_photo(context, record)


def _hand_over(context: Context, chosen: Chosen) -> None:
    from app.ui.timeline.hand_over import open_dialog

    open_dialog(context, chosen)


def _merge_chosen(context: Context, chosen: Chosen) -> None:
    from app.ui.duplicates.ask import merge_chosen

    merge_chosen(context, chosen)


def _merge_with(context: Context, record: int) -> None:
    from app.ui.duplicates.ask import merge_with

    merge_with(context, record)


def _print_file(context: Context, record: int) -> None:
    from app.ui.printing.entries import print_file

    print_file(context, record)


def _print_label(context: Context, record: int) -> None:
    from app.ui.printing.entries import print_label

    print_label(context, record)


def _save_card(context: Context, record: int) -> None:
    from app.ui.printing.entries import save_card

    save_card(context, record)


def _print_list(context: Context, chosen: Chosen) -> None:
    from app.ui.printing.entries import print_list

    print_list(context, chosen)


def _print_labels(context: Context, chosen: Chosen) -> None:
    from app.ui.printing.entries import print_labels

    print_labels(context, chosen)


def _save_cards(context: Context, chosen: Chosen) -> None:
    from app.ui.printing.entries import save_cards

    save_cards(context, chosen)


def _rules_of(context: Context, record: int) -> None:
    context.navigation.open(Place("week", record))


def _rules_watch(context: Context) -> QObject:
    from app.ui.rules.watch import make_watch

    return make_watch(context)


def _complaints_watch(context: Context) -> QObject:
    from app.ui.complaints.watch import make_watch

    return make_watch(context)


def _value_watch(context: Context) -> QObject:
    from app.ui.value.watch import make_watch

    return make_watch(context)


def _what_draws(context: Context, record: int) -> None:
    from app.ui.value.drawn_dialog import ask_what_draws

    ask_what_draws(context, record)


# Looks after something as long as the shop is open, whatever page is shown.
WATCHES: tuple[Callable[[Context], QObject], ...] = (
    _rules_watch,
    _complaints_watch,
    _value_watch,
)


def _win_back(context: Context, record: int) -> object:
    from app.ui.fading.entries import win_back

    return win_back(context, record)


def _not_fading(context: Context, record: int) -> object:
    from app.ui.fading.entries import not_fading

    return not_fading(context, record)


def _win_back_chosen(context: Context, chosen: Chosen) -> None:
    from app.ui.fading.entries import win_back_chosen

    win_back_chosen(context, chosen)


def _new_complaint(context: Context, record: int) -> None:
    from app.ui.complaints.hub import ask_for_complaint

    ask_for_complaint(context, record)


# On a customer's file, below the parts of her profile, in this order.
FILE_CARDS: tuple[MakeCard, ...] = (
    cards.timeline_card,
    cards.her_complaints_card,
    cards.rhythm_card,
    cards.wallet_card,
    cards.people_card,
    cards.files_card,
)
# In the menu of a file ("More").
FILE_ENTRIES: tuple[Entry[int], ...] = (
    Entry(N_("Choose a photo…"), "camera", _choose_photo, Right.EDIT_CUSTOMERS),
    Entry(N_("What I enter now comes from…"), "message-circle", _visit, Right.EDIT_CUSTOMERS),
    Entry(
        N_("New complaint…"),
        "message-circle",
        _new_complaint,
        Right.EDIT_CUSTOMERS,
        "new_complaint",
    ),
    Entry(N_("Link to a customer…"), "users", _link_customer, Right.EDIT_CUSTOMERS),
    Entry(N_("What the rules ask for"), "bell", _rules_of),
    Entry(N_("Win back…"), "handshake", _win_back, Right.EDIT_CUSTOMERS),
    Entry(N_("Not slipping away, because…"), "clock", _not_fading, Right.EDIT_CUSTOMERS),
    Entry(N_("What draws her here…"), "sparkles", _what_draws, Right.EDIT_CUSTOMERS),
    Entry(N_("Network as a picture"), "network", _network),
    Entry(N_("As it stood on a day…"), "history", _as_it_stood),
    Entry(N_("Merge with another file…"), "git-compare-arrows", _merge_with, Right.EDIT_CUSTOMERS),
    Entry(N_("Print the file…"), "printer", _print_file, Right.EXPORT),
    Entry(N_("Label or envelope…"), "tag", _print_label, Right.EXPORT),
    Entry(N_("Save as address card (.vcf)…"), "download", _save_card, Right.EXPORT),
)
# In the menu of one value of a file (right click, menu key, Alt+Enter).
VALUE_ENTRIES: tuple[Entry[ValuePlace], ...] = (
    Entry(N_("Where this comes from…"), "git-compare-arrows", _where_from),
    Entry(N_("Still true"), "check", _still_true, Right.EDIT_CUSTOMERS, "still_true"),
    Entry(N_("Earlier values…"), "history", _earlier_values),
)
# In the menu of a whole part of a file.
PART_ENTRIES: tuple[Entry[PartPlace], ...] = (
    Entry(
        N_("This whole part comes from…"), "git-compare-arrows", _part_from, Right.EDIT_CUSTOMERS
    ),
)
# For the customers chosen in the list.
LIST_ENTRIES: tuple[Entry[Chosen], ...] = (
    Entry(N_("Hand over…"), "handshake", _hand_over, Right.EDIT_CUSTOMERS),
    Entry(N_("Win back…"), "clock-alert", _win_back_chosen, Right.EDIT_CUSTOMERS),
    Entry(N_("Merge two files…"), "git-compare-arrows", _merge_chosen, Right.EDIT_CUSTOMERS),
    Entry(N_("Print the list…"), "printer", _print_list, Right.EXPORT, "print"),
    Entry(N_("Labels and envelopes…"), "tag", _print_labels, Right.EXPORT, "labels"),
    Entry(N_("Save as address cards (.vcf)…"), "download", _save_cards, Right.EXPORT),
)
# Beside the days on Today; a card without anything to say is empty.
TODAY_CARDS: tuple[MakeCard, ...] = (
    cards.complaints_due_card,
    cards.due_card,
    cards.rules_card,
    cards.leaving_card,
)
# Tabs of "Keep in order": what in the book wants a look (conflicts, duplicates, the bin …).
TIDY_CARDS: tuple[MakeCard, ...] = (
    cards.conflicts_card,
    cards.old_card,
    cards.duplicates_card,
    cards.done_card,
    cards.households_card,
    cards.referrals_card,
)
# Tabs of "Purchases".
PURCHASE_TABS: tuple[MakeCard, ...] = (
    cards.receipts_card,
    cards.find_unit_card,
    cards.products_card,
)
# Tabs of "Complaints".
COMPLAINT_TABS: tuple[MakeCard, ...] = (
    cards.board_card,
    cards.complaint_list_card,
    cards.complaint_figures_card,
    cards.complaint_lists_card,
)
# Tabs of "Satisfaction".
SATISFACTION_TABS: tuple[MakeCard, ...] = (
    cards.results_card,
    cards.sheets_card,
    cards.remarks_card,
    cards.actions_card,
)
# Tabs of "Who is slipping away".
FADING_TABS: tuple[MakeCard, ...] = (
    cards.slipping_card,
    cards.falling_card,
    cards.next_card,
    cards.model_card,
)
# Tabs of "Share and worth".
WALLET_TABS: tuple[MakeCard, ...] = (
    cards.rad_card,
    cards.lifetime_card,
    cards.losing_card,
    cards.tiers_card,
)
# Tabs of "Customer value".
VALUE_TABS: tuple[MakeCard, ...] = (
    cards.matrix_card,
    cards.who_card,
    cards.rfm_card,
    cards.concentration_card,
    cards.growth_card,
    cards.monthly_card,
)
