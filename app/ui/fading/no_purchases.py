"""What the pages about those who stay away say while nobody has ever bought anything."""

from app.core.actor import Right
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import hide_unless

_WORDS = N_("With purchases of some months you see who stays away, and who is expected.")


def nobody_bought(context: Context) -> EmptyState:
    """No good news: nothing is known yet, and how to change that."""
    bring = button(
        tr("Bring your purchases"), lambda: context.navigation.open(Place("import")),
        "primary", theme=context.theme, image="download",
    )  # fmt: skip
    hide_unless(bring, context.may(Right.IMPORT))
    words = tr(N_("Nobody has bought yet.")), tr(_WORDS)
    return EmptyState(context.theme, "clock-alert", *words, bring)
