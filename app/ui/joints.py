"""Joins what screens lend one another: only here does a screen's page meet another's parts.

Adding a card or a menu entry is one line in a list below; imports stay inside functions, so
that the window starts fast.
"""

from app.core.actor import Right
from app.i18n import N_
from app.ui.context import Context
from app.ui.lending import Chosen, Entry, LentCard, MakeCard, ValuePlace
from app.ui.navigation import Place


def _earlier_values(context: Context, place: ValuePlace) -> object:
    from app.ui.history.value_dialog import open_dialog

    return open_dialog(context, place)


def _as_it_stood(context: Context, record: int) -> None:
    context.navigation.open(Place("past", record))


def _done_card(context: Context) -> LentCard:
    from app.ui.history.done_card import make_card

    return make_card(context)


def _people_card(context: Context) -> LentCard:
    from app.ui.people.card import make_card

    return make_card(context)


def _network(context: Context, record: int) -> None:
    context.navigation.open(Place("network", record))


def _link_customer(context: Context, record: int) -> None:
    from app.ui.people.entries import ask_for_link

    ask_for_link(context, record)


def _households_card(context: Context) -> LentCard:
    from app.ui.people.tidy_cards import make_households

    return make_households(context)


def _referrals_card(context: Context) -> LentCard:
    from app.ui.people.tidy_cards import make_referrals

    return make_referrals(context)


# On a customer's file, below the parts of her profile, in this order.
FILE_CARDS: tuple[MakeCard, ...] = (_people_card,)
# In the menu of a file ("More").
FILE_ENTRIES: tuple[Entry[int], ...] = (
    Entry(N_("Link to a customer…"), "users", _link_customer, Right.EDIT_CUSTOMERS),
    Entry(N_("Network as a picture"), "network", _network),
    Entry(N_("As it stood on a day…"), "history", _as_it_stood),
)
# In the menu of one value of a file (right click, menu key, Alt+Enter).
VALUE_ENTRIES: tuple[Entry[ValuePlace], ...] = (
    Entry(N_("Earlier values…"), "history", _earlier_values),
)
# For the customers chosen in the list.
LIST_ENTRIES: tuple[Entry[Chosen], ...] = ()
# Beside the days on Today; a card without anything to say is empty.
TODAY_CARDS: tuple[MakeCard, ...] = ()
# Tabs of "Keep in order": what in the book wants a look (conflicts, duplicates, the bin …).
TIDY_CARDS: tuple[MakeCard, ...] = (_done_card, _households_card, _referrals_card)
