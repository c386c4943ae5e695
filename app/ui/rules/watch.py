"""Has the rules gone through when the day begins and after each change that may matter."""

from PySide6.QtCore import QObject

from app.core.rules import service
from app.ui.context import Context
from app.ui.looking import Looking

_TABLES = ("purchase", "purchase_line", "product", "sensitive", "rule", "customer")


class Watch(Looking):
    """An entry is never held up: the look follows it, on another thread."""

    def __init__(self, context: Context) -> None:
        """Begin with the day."""
        shop, actor = context.shop, context.actor
        super().__init__(
            context,
            service.LOOK_TITLE,
            lambda progress: service.look_after(actor, shop, progress),
            _TABLES,
        )


def make_watch(context: Context) -> QObject:
    """Made by the joints."""
    return Watch(context)
