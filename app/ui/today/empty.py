"""What Today says when there is nothing yet."""

from PySide6.QtWidgets import QWidget

from app.core.actor import Right
from app.i18n import tr
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, hide_unless, row
from app.ui.widgets.text import label


def first_steps(context: Context) -> QWidget:
    """An empty shop: bring the old lists, or write the first customer."""
    bring = button(
        tr("Bring my Excel"), lambda: context.navigation.open(Place("import")), "primary"
    )
    write = button(
        tr("Write the first customer"), lambda: context.navigation.open(Place("new_customer"))
    )
    hide_unless(bring, context.may(Right.IMPORT))
    hide_unless(write, context.may(Right.EDIT_CUSTOMERS))
    return card(
        label(
            tr(
                "Nobody is in the book yet. Bring the member list and the till export you have "
                "always kept, or write the first customer by hand. Birthdays and other days "
                "will then stand here."
            ),
            "muted",
            wrap=True,
        ),
        row(bring, write, None, space=SPACE.small),
        words=tr("A good morning to begin"),
    )


def nothing_coming(context: Context) -> QWidget:
    """Customers, but no day within sight."""
    return card(
        label(
            tr(
                "No birthday or anniversary falls in the next 30 days. Days come from the "
                "customers' files: add a date of birth, a wedding day or the children's birthdays."
            ),
            "muted",
            wrap=True,
        ),
        row(
            button(tr("Open the customers"), lambda: context.navigation.open(Place("customers"))),
            None,
        ),
        words=tr("Nothing is due"),
    )
