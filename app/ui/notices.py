"""What stands above every page of an open shop: a sample, a copy, an odd opening."""

from app.i18n import tr
from app.ui.context import Context
from app.ui.messages import Action, Message
from app.ui.samples import is_sample


def notices_of(context: Context) -> list[Message]:
    """The standing messages, the gravest last (it is the one that stays)."""
    found = [Message(tr(notice), "warn") for notice in context.shop.notices]
    if is_sample(context.shop.folder, context.app_state):
        words = tr("This is a sample shop: everybody in it is invented. Try whatever you like.")
        found.append(Message(words, "plain", Action(tr("Leave it"), context.doors.leave.emit)))
    return found
