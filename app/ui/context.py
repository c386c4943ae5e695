"""What every page is given: the open shop, the threads, the way elsewhere, the messages.

class CustomerPage(Page):                       # app/ui/page.py
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        context.jobs.read(…); context.navigation.open(Place("value"))
        context.messages.toast(tr("Copied")); context.dialogs.confirm(…)
"""

from dataclasses import dataclass, field

from app.core.actor import Actor, Right
from app.core.clock import Clock
from app.core.store.shop import Shop
from app.ui.app_state import AppState
from app.ui.dialogs import Dialogs
from app.ui.doors import Doors
from app.ui.drafts import Drafts
from app.ui.jobs import Jobs
from app.ui.looks import Looks
from app.ui.messages import Messages
from app.ui.navigation import Navigation
from app.ui.origins import Origins
from app.ui.theme import Theme
from app.ui.undo_stack import UndoStack


@dataclass(frozen=True)
class Context:
    """One open shop and one person, in one window."""

    shop: Shop
    actor: Actor
    jobs: Jobs
    navigation: Navigation
    messages: Messages  # toasts and the bar on top of the content
    dialogs: Dialogs  # questions, file choosers, error boxes; answered for in tests
    app_state: AppState  # this PC's own: column widths, last folder; never customers' data
    looks: Looks  # language, theme and text size, for those who change them
    doors: Doors  # lock, leave, open another shop
    undo: UndoStack  # `messages.toast(words, undo.last())` after a write
    drafts: Drafts = field(default_factory=Drafts)  # half-written forms, kept over locking
    origins: Origins = field(default_factory=Origins)  # where what is entered now comes from

    @property
    def theme(self) -> Theme:
        """Colours and sizes now."""
        return self.looks.theme

    @property
    def clock(self) -> Clock:
        """What time it is in the shop."""
        return self.shop.clock

    def may(self, right: Right) -> bool:
        """May the person at the keyboard do this? For showing; services check it again."""
        return self.actor.may(right)
