"""One open shop in the window: its jobs, its context, its shell, its end."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.catalogue.currency import use_currency
from app.core.actor import Right
from app.core.audit.queries import check_due
from app.core.audit.service import CheckUp, check_up
from app.core.backups import handover
from app.core.backups import service as backups
from app.core.customers import bin_upkeep
from app.core.drafts.queries import drafts
from app.core.drafts.service import keep_drafts
from app.core.errors import PasswordNeeded
from app.core.progress import Progress
from app.core.settings.declared import CURRENCY, LOCK_AFTER, SECOND_FOLDER, SHOP_NAME
from app.core.settings.queries import get
from app.core.store.changes import ChangeSet
from app.core.store.engine import forget_statements
from app.i18n import N_, tr
from app.ui.app_state import AppState
from app.ui.background import Background
from app.ui.context import Context
from app.ui.dialogs import Dialogs
from app.ui.doors import Doors
from app.ui.house import Inside
from app.ui.jobs import Jobs
from app.ui.joints import WATCHES
from app.ui.looks import Looks
from app.ui.messages import Action, Messages
from app.ui.navigation import Navigation, Place
from app.ui.password_again import Asking
from app.ui.registry import screens_for
from app.ui.samples import is_sample
from app.ui.undo_stack import UndoStack

_NOTE_EVERY_MS = 20_000


class Session(QObject):
    """Lives as long as the shop is open; the shell may be made anew meanwhile."""

    lock_after = Signal(int)  # minutes, now and whenever the setting changes
    named = Signal(str)  # the shop's name, likewise

    def __init__(self, inside: Inside, app_state: AppState, looks: Looks, dialogs: Dialogs) -> None:
        """Begin at the first screen this person may see."""
        super().__init__()
        self.inside = inside
        self.name = inside.shop.name
        self.jobs = Jobs(inside.shop, inside.actor)
        self.messages = Messages()
        self.undo = UndoStack(self.jobs, self.messages)
        first = screens_for(inside.actor)[0]
        self.context = Context(
            shop=inside.shop,
            actor=inside.actor,
            jobs=self.jobs,
            navigation=Navigation(Place(first.key)),
            messages=self.messages,
            dialogs=dialogs,
            app_state=app_state,
            looks=looks,
            doors=Doors(),
            undo=self.undo,
        )
        self.asking = Asking(self.context)
        self.watches = [make(self.context) for make in WATCHES]
        self._stop_handover = handover.serve(inside.shop, app_state.folder)
        self.jobs.failed.connect(self._fail)
        self.jobs.changed.connect(self._changed)
        self._ask_settings()
        self._noting = QTimer(self)
        self._noting.setInterval(_NOTE_EVERY_MS)
        self._noting.timeout.connect(self.note_drafts)
        if inside.actor.may(Right.EDIT_CUSTOMERS) and not inside.shop.read_only:
            self.jobs.read(drafts, self._tell_drafts)
            self._noting.start()

    @Slot()
    def note_drafts(self) -> None:
        """Write down what is half typed, so that neither a lock nor a power cut takes it."""
        found = self.context.drafts.to_keep()
        if found is not None:
            actor, shop = self.inside.actor, self.inside.shop
            self.jobs.beside(
                lambda: keep_drafts(actor, shop, found), lambda _: self.context.drafts.not_kept()
            )

    def end(self, background: Background, on_done: Callable[[object], object]) -> None:
        """Finish the writes, make the backup if one is due, close the shop; off this thread."""
        inside = self.inside
        if self._noting.isActive():
            self.note_drafts()
        sample = is_sample(inside.shop.folder, self.context.app_state)

        def work() -> Exception | None:
            self.stop()
            problem = None if sample else _last_backup(inside)
            inside.shop.close()
            forget_statements()
            return problem

        background.run(work, on_done)

    def stop(self) -> None:
        """End threads and listening at once; whoever opened the shop closes it."""
        self.asking.stop()
        self.jobs.close()
        self._stop_handover()

    def keep_up(self) -> None:
        """While nobody touches anything: each day a backup and the bin, each week a check-up."""
        if self.jobs.busy() or self.inside.shop.read_only:
            return
        inside = self.inside
        self.jobs.long(
            N_("Making a backup"),
            lambda progress: _upkeep(inside, progress),
            self._kept_up,
        )

    def _kept_up(self, found: CheckUp | None) -> None:
        """Only damage is worth a word."""
        if found is None or found.ok:
            return
        words = N_(
            "The weekly check-up found something that is broken. Look at it on the page of backups."
        )
        way = self.context.navigation
        go = Action(tr(N_("Show backups")), lambda: way.open(Place("backups")))
        self.messages.banner(tr(words), go, "danger")

    def _ask_settings(self) -> None:
        self.jobs.read(
            lambda reader: (
                get(reader, LOCK_AFTER),
                get(reader, SHOP_NAME),
                get(reader, CURRENCY),
            ),
            self._tell_settings,
        )

    @Slot(object)
    def _tell_settings(self, found: tuple[int, str, str]) -> None:
        minutes, name, currency = found
        use_currency(currency)
        self.name = name or self.inside.shop.name
        self.lock_after.emit(minutes)
        self.named.emit(self.name)

    def _tell_drafts(self, found: dict[str, str]) -> None:
        self.context.drafts.load(found)
        waiting = self.context.drafts.waiting()
        place = self.context.drafts.place_of(waiting[0]) if waiting else None
        if place is not None:
            words = tr(N_("What you were writing when the shop was closed is kept."))
            go = Action(tr(N_("Go on writing")), lambda: self._go_on(place))
            self.messages.banner(words, go, "plain")

    def _go_on(self, place: Place) -> None:
        self.messages.close_banner()
        self.context.navigation.open(place)

    @Slot(object)
    def _changed(self, changes: ChangeSet) -> None:
        if changes.touches("setting"):
            self._ask_settings()

    @Slot(object)
    def _fail(self, problem: Exception) -> None:
        if isinstance(problem, PasswordNeeded):  # nobody gave it: a word is enough
            self.context.messages.toast(str(problem), tone="plain")
        else:
            self.context.dialogs.error(problem)


def _upkeep(inside: Inside, progress: Progress) -> CheckUp | None:
    actor, shop = inside.actor, inside.shop
    with shop.read(actor) as reader:
        due = check_due(reader)
    found = check_up(actor, shop, progress) if due else None
    if found is None or found.ok:  # no backup of a damaged file would be whole
        backups.keep_up(actor, shop, _second(inside), progress=progress)
        bin_upkeep.keep_up(actor, shop)
    return found


def _last_backup(inside: Inside) -> Exception | None:
    """A backup that fails must not keep the shop from closing; the window tells."""
    if inside.shop.read_only:
        return None
    try:
        backups.keep_up(inside.actor, inside.shop, _second(inside), closing=True)
    except Exception as error:  # whatever it is, the shop closes
        return error
    return None


def _second(inside: Inside) -> Path | None:
    with inside.shop.read(inside.actor) as reader:
        found = get(reader, SECOND_FOLDER)
    return Path(found) if found else None
