"""A promise or a next step still to do: until when, what, for whom, and how it ended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.core.actor import spoken_name
from app.core.timeline.queries import NextStep, Promise
from app.i18n import N_, tr
from app.ui.theme import Theme
from app.ui.timeline.words import due
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.text import label


@dataclass(frozen=True)
class Due:
    """Something to be done by a day; `promise` or `step` is what it was made from."""

    due_on: date | None
    what: str
    customer_id: int
    customer: str
    about: str
    promise: Promise | None = None
    step: NextStep | None = None


@dataclass(frozen=True)
class DueActions:
    """What a line can ask for."""

    kept: Callable[[Due], object]
    broken: Callable[[Due], object]
    done: Callable[[Due], object]
    open: Callable[[int], object] | None = None  # where the customer is not plain to see


def dues(promises: tuple[Promise, ...], steps: tuple[NextStep, ...]) -> list[Due]:
    """Both together, the overdue first, those without a day last."""
    made = [_of_promise(each) for each in promises] + [_of_step(each) for each in steps]
    return sorted(made, key=lambda each: (each.due_on is None, each.due_on or date.min))


class DueRow(QWidget):
    """One line; narrow places put the buttons under the words."""

    def __init__(
        self, each: Due, today: date, theme: Theme, actions: DueActions, *, narrow: bool = False
    ) -> None:
        """As seen from `today`."""
        super().__init__()
        self.each = each
        late = each.due_on is not None and each.due_on < today
        soon = each.due_on is not None and (each.due_on - today).days <= 1
        near = label(due(each.due_on, today), "warn" if late else "accent" if soon else "small")
        words, buttons = _words(each), _buttons(each, actions)
        if narrow:
            who: QWidget = label(each.customer) if actions.open is None else _name(each, actions)
            inside = column(row(who, None, near), words, buttons, space=SPACE.hair)
        else:
            leaf = holder(column(near, None, space=0))
            leaf.setFixedWidth(theme.px(92))
            inside_row = row(leaf, words, buttons, space=SPACE.medium)
            inside_row.setStretch(1, 1)
            inside = column(inside_row, space=0)
        inside.setContentsMargins(0, SPACE.hair, 0, SPACE.hair)
        self.setLayout(inside)


def _name(each: Due, actions: DueActions) -> QWidget:
    go = actions.open
    assert go is not None
    name = button(each.customer, lambda: go(each.customer_id), "name")
    name.setToolTip(tr(N_("Open the file of {name}"), name=each.customer))
    return name


def _words(each: Due) -> QWidget:
    what = label(each.what, "body", wrap=True)
    what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    lines: list[QWidget] = [what]
    if each.about:
        lines.append(label(each.about, "small", wrap=True))
    return holder(column(*lines, space=2))


def _buttons(each: Due, actions: DueActions) -> QWidget:
    if each.step is not None:
        made = [button(tr(N_("Done")), lambda: actions.done(each))]
    else:
        made = [
            button(tr(N_("Fulfilled")), lambda: actions.kept(each)),
            button(tr(N_("Not fulfilled")), lambda: actions.broken(each), "quiet"),
        ]
    for press in made:
        press.setAccessibleName(f"{press.text()}: {each.what}")
    return holder(column(row(*made, None, space=SPACE.hair), None, space=0))


def _of_promise(each: Promise) -> Due:
    to = tr(N_("Promised to {name}"), name=each.to_whom) if each.to_whom else tr(N_("Promised"))
    by = tr(N_("by {name}"), name=spoken_name(each.who)) if each.who else ""
    about = " · ".join(part for part in (to, by) if part)
    return Due(each.due_on, each.what, each.customer_id, each.customer, about, promise=each)


def _of_step(each: NextStep) -> Due:
    by = tr(N_("by {name}"), name=spoken_name(each.who)) if each.who else ""
    about = " · ".join(part for part in (tr(N_("Next step")), by) if part)
    return Due(each.due_on, each.what, each.customer_id, each.customer, about, step=each)
