"""Every screen of the program, in the order of the sidebar: adding a screen is one line here.

1. Make `app/ui/NAME/…` with a `make_page(context) -> Page` (see `page.py`).
   Other screens reach it by `Place("NAME")`; "customer" is the file of a person or company
   (`record` its id), "new_customer", "new_company" and "new_purchase" stand in "+ New".
2. Add a function here that imports it (imports stay inside, so that the window starts fast)
   and a `Screen(...)` line in `SCREENS`.
3. Run `python -m installer.translations update` and fill in the new words of shuke.po.
The sidebar, Alt+1…9, the command palette, `screens` and the tests all read this list.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.core.actor import Actor, Right
from app.i18n import N_
from app.ui.context import Context
from app.ui.page import Page


@dataclass(frozen=True)
class Screen:
    """One screen: its key for `Place`, its marked title, its icon (`resources/icons`)."""

    key: str
    title: str
    icon: str
    make: Callable[[Context], Page]
    right: Right
    sidebar: bool = True  # False: reached from other screens (a customer's file)
    low: bool = False  # stands at the sidebar's foot
    under: str = ""  # the sidebar's screen that is marked instead of one that is not in it


@dataclass(frozen=True)
class New:
    """One entry of the "+ New" menu; shown when its screen is there."""

    screen: str
    title: str
    icon: str
    keys: str  # its name in the table of shortcuts


NEW: tuple[New, ...] = (
    New("new_customer", N_("New customer"), "user-plus", "new_customer"),
    New("new_company", N_("New company"), "building-2", "new_company"),
    New("new_purchase", N_("New purchase"), "receipt", "new_purchase"),
)


def new_for(actor: Actor) -> tuple[New, ...]:
    """What this person may make anew."""
    keys = {each.key for each in screens_for(actor)}
    return tuple(each for each in NEW if each.screen in keys)


def screens_for(actor: Actor) -> tuple[Screen, ...]:
    """The screens this person may open."""
    return tuple(each for each in SCREENS if actor.may(each.right))


def screen(key: str) -> Screen:
    """The screen with this key; KeyError when there is none."""
    return _BY_KEY[key]


def _today(context: Context) -> Page:
    from app.ui.joints import TODAY_CARDS
    from app.ui.today.page import make_page

    return make_page(context, TODAY_CARDS)


def _week(context: Context) -> Page:
    from app.ui.rules.page import make_page

    return make_page(context)


def _customers(context: Context) -> Page:
    from app.ui.customers.list_page import make_page
    from app.ui.joints import LIST_ENTRIES

    return make_page(context, LIST_ENTRIES)


def _customer(context: Context) -> Page:
    from app.ui import joints
    from app.ui.customers.file_page import make_page
    from app.ui.lending import FileParts

    lent = FileParts(
        joints.FILE_CARDS, joints.FILE_ENTRIES, joints.VALUE_ENTRIES, joints.PART_ENTRIES
    )
    return make_page(context, lent)


def _merge(context: Context) -> Page:
    from app.ui.duplicates.merge_page import make_page

    return make_page(context)


def _past(context: Context) -> Page:
    from app.ui.history.past_page import make_page

    return make_page(context)


def _new_customer(context: Context) -> Page:
    from app.ui.customers.new_page import make_customer_page

    return make_customer_page(context)


def _new_company(context: Context) -> Page:
    from app.ui.customers.new_page import make_company_page

    return make_company_page(context)


def _purchases(context: Context) -> Page:
    from app.ui.joints import PURCHASE_TABS
    from app.ui.purchases.hub_page import make_page

    return make_page(context, PURCHASE_TABS)


def _new_purchase(context: Context) -> Page:
    from app.ui.purchases.new_page import make_page

    return make_page(context)


def _complaints(context: Context) -> Page:
    from app.ui.complaints.hub import make_page
    from app.ui.joints import COMPLAINT_TABS

    return make_page(context, COMPLAINT_TABS)


def _complaint(context: Context) -> Page:
    from app.ui.complaints.page import make_page

    return make_page(context)


def _satisfaction(context: Context) -> Page:
    from app.ui.joints import SATISFACTION_TABS
    from app.ui.satisfaction.page import make_page

    return make_page(context, SATISFACTION_TABS)


def _value(context: Context) -> Page:
    from app.ui.joints import VALUE_TABS
    from app.ui.value.page import make_page

    return make_page(context, VALUE_TABS)


def _fading(context: Context) -> Page:
    from app.ui.fading.page import make_page
    from app.ui.joints import FADING_TABS

    return make_page(context, FADING_TABS)


def _wallet(context: Context) -> Page:
    from app.ui.joints import WALLET_TABS
    from app.ui.wallet.page import make_page

    return make_page(context, WALLET_TABS)


def _tidy(context: Context) -> Page:
    from app.ui.joints import TIDY_CARDS
    from app.ui.tidy.page import make_page

    return make_page(context, TIDY_CARDS)


def _import(context: Context) -> Page:
    from app.ui.exchange.page import make_page

    return make_page(context)


def _backups(context: Context) -> Page:
    from app.ui.backups.page import make_page

    return make_page(context)


def _fields(context: Context) -> Page:
    from app.ui.own_fields.page import make_page

    return make_page(context)


def _settings(context: Context) -> Page:
    from app.ui.settings.page import make_page

    return make_page(context)


def _network(context: Context) -> Page:
    from app.ui.people.network_page import make_page

    return make_page(context)


def _weights(context: Context) -> Page:
    from app.ui.customers.weights_page import make_page

    return make_page(context)


_SEE, _EDIT = Right.SEE_CUSTOMERS, Right.EDIT_CUSTOMERS
SCREENS: tuple[Screen, ...] = (
    Screen("today", N_("Today"), "sun", _today, _SEE),
    Screen("week", N_("This week"), "calendar-days", _week, _SEE),
    Screen("customers", N_("Customers"), "users", _customers, _SEE),
    Screen("purchases", N_("Purchases"), "receipt", _purchases, _SEE),
    Screen("complaints", N_("Complaints"), "message-circle", _complaints, _SEE),
    Screen("satisfaction", N_("Satisfaction"), "smile", _satisfaction, Right.SEE_FIGURES),
    Screen("value", N_("Customer value"), "chart-scatter", _value, Right.SEE_FIGURES),
    Screen("fading", N_("Slipping away"), "clock-alert", _fading, Right.SEE_FIGURES),
    Screen("wallet", N_("Share and worth"), "wallet", _wallet, Right.SEE_FIGURES),
    Screen("tidy", N_("Keep in order"), "list-checks", _tidy, _SEE),
    Screen("import", N_("Import"), "file-down", _import, Right.IMPORT),
    Screen(
        "complaint",
        N_("One complaint"),
        "message-circle",
        _complaint,
        _SEE,
        sidebar=False,
        under="complaints",
    ),
    Screen(
        "customer",
        N_("Customer's file"),
        "book-user",
        _customer,
        _SEE,
        sidebar=False,
        under="customers",
    ),
    Screen(
        "merge",
        N_("Two files beside one another"),
        "git-compare-arrows",
        _merge,
        _EDIT,
        sidebar=False,
        under="customers",
    ),
    Screen(
        "past",
        N_("A file as it stood"),
        "history",
        _past,
        _SEE,
        sidebar=False,
        under="customers",
    ),
    Screen(
        "network",
        N_("Network"),
        "network",
        _network,
        _SEE,
        sidebar=False,
        under="customers",
    ),
    Screen(
        "new_customer",
        N_("New customer"),
        "user-plus",
        _new_customer,
        _EDIT,
        sidebar=False,
        under="customers",
    ),
    Screen(
        "new_company",
        N_("New company"),
        "building-2",
        _new_company,
        _EDIT,
        sidebar=False,
        under="customers",
    ),
    Screen(
        "new_purchase",
        N_("New purchase"),
        "receipt",
        _new_purchase,
        Right.ENTER_PURCHASES,
        sidebar=False,
        under="purchases",
    ),
    Screen("backups", N_("Backups"), "archive", _backups, Right.MAKE_BACKUPS, low=True),
    Screen("settings", N_("Settings"), "settings", _settings, Right.CHANGE_SETTINGS, low=True),
    Screen(
        "fields",
        N_("Fields"),
        "sliders-horizontal",
        _fields,
        Right.CHANGE_SETTINGS,
        sidebar=False,
        under="settings",
    ),
    Screen(
        "weights",
        N_("What counts for a full file"),
        "list-checks",
        _weights,
        Right.CHANGE_SETTINGS,
        sidebar=False,
        under="settings",
    ),
)
_BY_KEY = {each.key: each for each in SCREENS}
