"""Asks which other product is the same, and makes it a spelling of the one shown."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.products.queries import Product, find
from app.core.products.service import merge
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.widgets.ask import Ask
from app.ui.widgets.form import FormLine
from app.ui.widgets.hit_list import HitList, Line
from app.ui.widgets.text import sentence

_MOST = 8


class MergeProducts(Ask):
    """A line to look the other one up, and what is found below it."""

    def __init__(self, context: Context, parent: QWidget, kept: Product) -> None:
        """`kept` stays; the other one's receipts become its."""
        words = tr(N_("What else is {name} called?"), name=kept.name)
        super().__init__(context, parent, words, tr(N_("Merge")))
        self.kept, self.other = kept, 0
        self._topic = Topic(self)
        self.line = QLineEdit()
        self.hits = HitList(context.theme)
        self.hits.hide()
        self.go_on.setEnabled(False)
        told = tr(
            N_(
                "Its receipts will count as those of {name}. What is written on them stays. "
                "New receipts under the other name find {name} too."
            ),
            name=kept.name,
        )
        self.fill(sentence(told, "muted"), FormLine(tr(N_("The other name")), self.line), self.hits)
        self.line.textEdited.connect(self._ask)
        self.hits.chosen.connect(self._take)

    def keep(self) -> None:
        """Merge them."""
        if not self.other:
            self.hits.choose()
            return
        kept, other = self.kept.id, self.other
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Merge two products"),
            lambda unit: merge(unit, kept, other),
            self._done,
            on_error=self.failed,
        )

    def _ask(self, typed: str) -> None:
        self.other = 0
        self.go_on.setEnabled(False)
        self.context.jobs.read(
            lambda reader: find(reader, typed, _MOST + 1), self._show, topic=self._topic
        )

    def _show(self, found: Sequence[Product]) -> None:
        others = [each for each in found if each.id != self.kept.id][:_MOST]
        self.hits.fill([Line(each.name, each.category or "", "tag", each) for each in others])
        self.hits.setVisible(bool(others))
        self.fit()

    def _take(self, choice: Any) -> None:
        self.other = choice.id
        self.line.setText(choice.name)
        self.hits.hide()
        self.go_on.setEnabled(True)
        self.go_on.setFocus()
        self.fit()

    def _done(self, _: int) -> None:
        self.context.messages.toast(tr(N_("Merged")), self.context.undo.last())
        self.accept()
