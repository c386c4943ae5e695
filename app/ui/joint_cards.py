"""Makes every card that one screen lends to another's page; `joints.py` says where they stand.

Imports stay inside functions, so that the window starts fast.
"""

from app.ui.context import Context
from app.ui.lending import LentCard


def done_card(context: Context) -> LentCard:
    """Lent by `history.done_card`."""
    from app.ui.history.done_card import make_card

    return make_card(context)


def people_card(context: Context) -> LentCard:
    """Lent by `people.card`."""
    from app.ui.people.card import make_card

    return make_card(context)


def households_card(context: Context) -> LentCard:
    """Lent by `people.tidy_cards`."""
    from app.ui.people.tidy_cards import make_households

    return make_households(context)


def referrals_card(context: Context) -> LentCard:
    """Lent by `people.tidy_cards`."""
    from app.ui.people.tidy_cards import make_referrals

    return make_referrals(context)


def conflicts_card(context: Context) -> LentCard:
    """Lent by `sources.conflicts_card`."""
    from app.ui.sources.conflicts_card import make_card

    return make_card(context)


def old_card(context: Context) -> LentCard:
    """Lent by `sources.old_card`."""
    from app.ui.sources.old_card import make_card

    return make_card(context)


def timeline_card(context: Context) -> LentCard:
    """Lent by `timeline.timeline_card`."""
    from app.ui.timeline.timeline_card import make_card

    return make_card(context)


def due_card(context: Context) -> LentCard:
    """Lent by `timeline.today_card`."""
    from app.ui.timeline.today_card import make_card

    return make_card(context)


def files_card(context: Context) -> LentCard:
    """Lent by `attachments.files_card`."""
    from app.ui.attachments.files_card import make_card

    return make_card(context)


def duplicates_card(context: Context) -> LentCard:
    """Lent by `duplicates.scan_card`."""
    from app.ui.duplicates.scan_card import make_card

    return make_card(context)


def rules_card(context: Context) -> LentCard:
    """Lent by `rules.today_card`."""
    from app.ui.rules.today_card import make_card

    return make_card(context)


def matrix_card(context: Context) -> LentCard:
    """Lent by `value.matrix_card`."""
    from app.ui.value.matrix_card import make_card

    return make_card(context)


def who_card(context: Context) -> LentCard:
    """Lent by `value.who_card`."""
    from app.ui.value.who_card import make_card

    return make_card(context)


def rfm_card(context: Context) -> LentCard:
    """Lent by `rfm.rfm_card`."""
    from app.ui.rfm.rfm_card import make_card

    return make_card(context)


def concentration_card(context: Context) -> LentCard:
    """Lent by `revenue.concentration_card`."""
    from app.ui.revenue.concentration_card import make_card

    return make_card(context)


def growth_card(context: Context) -> LentCard:
    """Lent by `revenue.growth_card`."""
    from app.ui.revenue.growth_card import make_card

    return make_card(context)


def slipping_card(context: Context) -> LentCard:
    """Lent by `fading.slipping_card`."""
    from app.ui.fading.slipping_card import make_card

    return make_card(context)


def falling_card(context: Context) -> LentCard:
    """Lent by `fading.falling_card`."""
    from app.ui.fading.falling_card import make_card

    return make_card(context)


def next_card(context: Context) -> LentCard:
    """Lent by `fading.next_card`."""
    from app.ui.fading.next_card import make_card

    return make_card(context)


def model_card(context: Context) -> LentCard:
    """Lent by `fading.model_card`."""
    from app.ui.fading.model_card import make_card

    return make_card(context)


def leaving_card(context: Context) -> LentCard:
    """Lent by `fading.today_card`."""
    from app.ui.fading.today_card import make_card

    return make_card(context)


def rhythm_card(context: Context) -> LentCard:
    """Lent by `fading.file_card`."""
    from app.ui.fading.file_card import make_card

    return make_card(context)


def receipts_card(context: Context) -> LentCard:
    """Lent by `purchases.receipts_card`."""
    from app.ui.purchases.receipts_card import make_card

    return make_card(context)


def find_unit_card(context: Context) -> LentCard:
    """Lent by `purchases.find_card`."""
    from app.ui.purchases.find_card import make_card

    return make_card(context)


def products_card(context: Context) -> LentCard:
    """Lent by `purchases.products_card`."""
    from app.ui.purchases.products_card import make_card

    return make_card(context)


def rad_card(context: Context) -> LentCard:
    """Lent by `wallet.board_card`."""
    from app.ui.wallet.board_card import make_card

    return make_card(context)


def lifetime_card(context: Context) -> LentCard:
    """Lent by `worth.lifetime_card`."""
    from app.ui.worth.lifetime_card import make_card

    return make_card(context)


def losing_card(context: Context) -> LentCard:
    """Lent by `worth.losing_card`."""
    from app.ui.worth.losing_card import make_card

    return make_card(context)


def tiers_card(context: Context) -> LentCard:
    """Lent by `worth.tiers_card`."""
    from app.ui.worth.tiers_card import make_card

    return make_card(context)


def wallet_card(context: Context) -> LentCard:
    """Lent by `wallet.file_card`."""
    from app.ui.wallet.file_card import make_card

    return make_card(context)


def board_card(context: Context) -> LentCard:
    """Lent by `complaints.board_card`."""
    from app.ui.complaints.board_card import make_card

    return make_card(context)


def complaint_list_card(context: Context) -> LentCard:
    """Lent by `complaints.list_card`."""
    from app.ui.complaints.list_card import make_card

    return make_card(context)


def complaint_figures_card(context: Context) -> LentCard:
    """Lent by `complaints.figures_card`."""
    from app.ui.complaints.figures_card import make_card

    return make_card(context)


def complaint_lists_card(context: Context) -> LentCard:
    """Lent by `complaints.lists_card`."""
    from app.ui.complaints.lists_card import make_card

    return make_card(context)


def complaints_due_card(context: Context) -> LentCard:
    """Lent by `complaints.today_card`."""
    from app.ui.complaints.today_card import make_card

    return make_card(context)


def her_complaints_card(context: Context) -> LentCard:
    """Lent by `complaints.file_card`."""
    from app.ui.complaints.file_card import make_card

    return make_card(context)


def results_card(context: Context) -> LentCard:
    """Lent by `satisfaction.results_card`."""
    from app.ui.satisfaction.results_card import make_card

    return make_card(context)


def sheets_card(context: Context) -> LentCard:
    """Lent by `satisfaction.sheets_card`."""
    from app.ui.satisfaction.sheets_card import make_card

    return make_card(context)


def remarks_card(context: Context) -> LentCard:
    """Lent by `satisfaction.remarks_card`."""
    from app.ui.satisfaction.remarks_card import make_card

    return make_card(context)


def actions_card(context: Context) -> LentCard:
    """Lent by `satisfaction.actions_card`."""
    from app.ui.satisfaction.actions_card import make_card

    return make_card(context)


def monthly_card(context: Context) -> LentCard:
    """Lent by `reports.monthly_card`."""
    from app.ui.reports.monthly_card import make_card

    return make_card(context)
