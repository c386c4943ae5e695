"""What was done in the book, newest first, each with its way back, weeks later too."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.actor import Right, spoken_name
from app.core.errors import Cancelled, Conflict
from app.core.history.acts import Done, done
from app.core.progress import Progress
from app.core.store.undo import undo_act, undo_batch
from app.core.store.unit import Unit
from app.i18n import N_, listed, tr
from app.ui.context import Context
from app.ui.dialogs import Question
from app.ui.formats import moment
from app.ui.lending import LentCard
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import card, clear, column, holder, row, rule, scrolling
from app.ui.widgets.text import ElidedLabel, label

_AT_ONCE = 50


class DoneCard(LentCard):
    """A tab of "Keep in order"; asks for fifty acts at a time."""

    key, title = "done", N_("What was done")
    tables = frozenset({"customer", "purchase", "act", "history", "batch", "setting"})

    def __init__(self, context: Context) -> None:
        """Empty until it is shown."""
        super().__init__(context)
        self.found: tuple[Done, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.small)
        inside = holder(self._list)
        outer = column(scrolling(holder(column(inside, None))), space=0)
        outer.setContentsMargins(0, 0, 0, 0)
        self.setLayout(outer)

    def reload(self) -> None:
        """Ask for as many as were shown."""
        limit = max(len(self.found), _AT_ONCE)
        self.context.jobs.read(lambda r: done(r, limit=limit), self._show, topic=self.topic)

    def more(self) -> None:
        """Ask for the next ones."""
        before = self.found[-1].id
        self.context.jobs.read(
            lambda r: done(r, before, _AT_ONCE), self._show_more, topic=self.topic
        )

    def undo(self, each: Done, *, keep_changed: bool = False) -> None:
        """Take an act back, an import as a whole."""

        def failed(problem: Exception) -> None:
            if isinstance(problem, Cancelled):
                return  # nothing was taken back
            if not isinstance(problem, Conflict):
                self.context.dialogs.error(problem)
            elif self._keeps(problem):
                self.undo(each, keep_changed=True)

        def act(unit: Unit, progress: Progress) -> object:
            if each.batch is not None and each.file is not None:
                return undo_batch(unit, each.batch, keep_changed, progress=progress)
            return undo_act(unit, each.id, keep_changed)

        words = tr(N_("Undone: {title}"), title=tr(each.title))
        self.context.jobs.long_write(
            each.title,
            act,
            lambda _: self.context.messages.toast(words, self.context.undo.last()),
            on_error=failed,
        )

    def _keeps(self, problem: Conflict) -> bool:
        what, _, _ = problem.sentences()
        words = tr("{what} Take back everything else, and leave these as they are?", what=what)
        return self.context.dialogs.confirm(
            Question(tr("Some of it was changed since"), words, tr("Take the rest back"))
        )

    def _show_more(self, found: tuple[Done, ...]) -> None:
        self._show(self.found + found)

    def _show(self, found: tuple[Done, ...]) -> None:
        grew = len(found) >= _AT_ONCE and len(found) % _AT_ONCE == 0
        self.found = found
        clear(self._list)
        if not found:
            self._list.addWidget(
                EmptyState(
                    self.context.theme,
                    "history",
                    tr("Nothing was done yet"),
                    tr("Every change of the book will stand here, and can be taken back."),
                )
            )
            return
        lines: list[QWidget] = []
        for place, each in enumerate(found):
            lines += [rule()] if place else []
            lines.append(self._line(each))
        if grew:
            lines.append(button(tr("Show more"), self.more, "link"))
        self._list.addWidget(card(*lines, space=SPACE.small))

    def _line(self, each: Done) -> QWidget:
        said = tr(each.title)
        head = row(label(said, "strong"), ElidedLabel(_whom(each)), space=SPACE.medium)
        head.setStretch(1, 1)
        parts = [moment(each.at, self.context.clock), spoken_name(each.who), each.file or ""]
        about = ElidedLabel(" · ".join(part for part in parts if part), "small")
        words = holder(column(head, about, space=0))
        line = row(words, self._way_back(each, said), space=SPACE.medium)
        line.setStretch(0, 1)
        return holder(line)

    def _way_back(self, each: Done, said: str) -> QWidget:
        if each.undone:
            return label(tr("taken back"), "muted")
        if not self.context.may(Right.UNDO):
            return QWidget()
        words = tr("Do it again") if each.undoes else tr("Undo")
        image = "redo-2" if each.undoes else "undo-2"
        made = button(words, partial(self.undo, each), "quiet",
                      theme=self.context.theme, image=image)  # fmt: skip
        made.setAccessibleName(f"{words}: {said} {_whom(each)}")
        return made


def _whom(each: Done) -> str:
    return listed(each.names) + (" …" if each.more else "")


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return DoneCard(context)
