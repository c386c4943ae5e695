"""Where a customer stands, with a menu to say otherwise and to give it back to the rule."""

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from app.core.actor import Right
from app.core.timeline import service
from app.core.timeline.queries import Status
from app.core.timeline.words import STATUSES
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.timeline.words import why
from app.ui.widgets.buttons import button


def status_button(context: Context, record: int, found: Status) -> QPushButton:
    """A button with the status on it; by hand is said."""
    name = tr(STATUSES[found.value])
    words = tr(N_("{status} (by hand)"), status=name) if found.by_hand else name
    made = button(words, look="menu", hint=why(found))
    made.setAccessibleName(tr(N_("Status: {status}"), status=words))
    made.setEnabled(context.may(Right.EDIT_CUSTOMERS))
    menu = QMenu(made)
    menu.aboutToShow.connect(lambda: _fill(menu, context, record, found))
    made.setMenu(menu)
    return made


def _fill(menu: QMenu, context: Context, record: int, found: Status) -> None:
    if not menu.isEmpty():
        return

    def put(value: str | None) -> None:
        context.jobs.write(
            N_("Set the status"),
            lambda unit: service.set_status(unit, record, value),
            lambda _: context.messages.toast(tr(N_("Status set")), context.undo.last()),
        )

    def mark(wanted: bool) -> None:
        context.jobs.write(
            N_("Mark as a target"),
            lambda unit: service.mark_target(unit, record, wanted),
            lambda _: context.messages.toast(tr(N_("Status set")), context.undo.last()),
        )

    if found.by_rule == "prospect":
        menu.addAction(tr(N_("Mark as a target")), lambda: mark(True))
        menu.addSeparator()
    elif found.by_rule == "target":
        menu.addAction(tr(N_("No target any more")), lambda: mark(False))
        menu.addSeparator()
    for key, words in STATUSES.items():
        shown = menu.addAction(tr(words), partial(put, key))
        shown.setCheckable(True)
        shown.setChecked(found.by_hand and key == found.value)
    if found.by_hand:
        menu.addSeparator()
        rule = tr(STATUSES[found.by_rule])
        menu.addAction(tr(N_("Leave it to the rule ({status})"), status=rule), lambda: put(None))
