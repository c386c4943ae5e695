"""What the menu of a customer's file asks for: a link to another customer."""

from PySide6.QtWidgets import QApplication, QDialog

from app.catalogue.link_kinds import LinkKinds
from app.core.people.queries import kinds
from app.ui.context import Context
from app.ui.people.link_dialog import LinkDialog, Whose
from app.ui.people.look import whose


def ask_for_link(context: Context, customer_id: int) -> None:
    """Open the dialog for a new link of this customer."""
    context.jobs.read(
        lambda reader: (whose(reader, customer_id), kinds(reader)),
        lambda found: _open(context, *found),
    )


def _open(context: Context, customer: Whose | None, known: LinkKinds) -> QDialog | None:
    window = QApplication.activeWindow()
    if customer is None or window is None:
        return None
    made = LinkDialog(context, window, customer, known)
    made.open()
    return made
