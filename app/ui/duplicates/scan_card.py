"""The tab of likely duplicates: a scan of the whole book, and what to do with each pair."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.duplicates import queries, service
from app.core.duplicates.finding import Pair
from app.core.progress import Progress
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.duplicates.words import LIKELY, reasons
from app.ui.formats import number
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import card, clear, column, holder, row, rule, scrolling
from app.ui.widgets.text import label, sentence

_AT_ONCE = 50
_WORDS = N_(
    "Looks through the whole book for files that may be one customer: by phone, birthday, "
    "card number and the sound of the name. Nothing is merged by itself."
)


class ScanCard(LentCard):
    """Empty until a scan is asked for; what was settled leaves the list at once."""

    key, title = "duplicates", N_("Duplicates")

    def __init__(self, context: Context) -> None:
        """Offer the scan."""
        super().__init__(context)
        self.found: tuple[Pair, ...] | None = None
        self._shown = _AT_ONCE
        self.begin = button(tr("Look for duplicates"), self.scan, "primary",
                            theme=context.theme, image="users")  # fmt: skip
        self.about = sentence(tr(_WORDS), "muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.medium)
        area = scrolling(holder(column(self._list, None)))
        head = row(self.about, self.begin, space=SPACE.large)
        head.setStretch(0, 1)
        outer = column(head, area, space=SPACE.medium)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setStretchFactor(area, 1)
        self.setLayout(outer)

    def scan(self) -> None:
        """Look through the book; there is a bar with Cancel."""
        shop, actor = self.context.shop, self.context.actor

        def work(progress: Progress) -> tuple[Pair, ...]:
            with shop.read(actor) as reader:
                return queries.scan(reader, progress)

        self.begin.setEnabled(False)
        self.context.jobs.long(N_("Looking for duplicates"), work, self._show, on_error=self._ended)

    def reload(self) -> None:
        """What was merged or kept apart elsewhere leaves the list."""
        if self.found is not None:
            self._fill()

    def keep_apart(self, pair: Pair) -> None:
        """Remember that they are two."""
        self.context.jobs.write(
            N_("Not the same person"),
            lambda unit: service.keep_apart(unit, pair.one, pair.other),
            lambda _: self._settled(pair),
        )

    def compare(self, pair: Pair) -> None:
        """Both files beside one another."""
        self.context.navigation.open(Place("merge", pair.one, str(pair.other)))

    def _settled(self, pair: Pair) -> None:
        self.found = tuple(each for each in self.found or () if each != pair)
        self.context.messages.toast(
            tr("They stay two; it is not asked again"), self.context.undo.last()
        )
        self._fill()

    def _ended(self, problem: Exception) -> None:
        from app.core.errors import Cancelled

        self.begin.setEnabled(True)
        if not isinstance(problem, Cancelled):
            self.context.jobs.failed.emit(problem)

    def _show(self, found: tuple[Pair, ...]) -> None:
        self.begin.setEnabled(True)
        self.begin.setText(tr("Look again"))
        self.found, self._shown = found, _AT_ONCE
        self._fill()

    def _fill(self) -> None:
        clear(self._list)
        found = self.found or ()
        if not found:
            self._list.addWidget(
                EmptyState(
                    self.context.theme, "users", tr("No two files look like one customer"),
                    tr("People of one name with different birthdays and phones are left alone."),
                )
            )  # fmt: skip
            return
        words = ntr("{count} pair", "{count} pairs", len(found), count=number(len(found)))
        self._list.addWidget(label(words, "muted"))
        lines: list[QWidget] = []
        for place, each in enumerate(found[: self._shown]):
            lines += [rule()] if place else []
            lines.append(self._line(each))
        if len(found) > self._shown:
            lines.append(button(tr("Show more"), self._more, "link"))
        self._list.addWidget(card(*lines, space=SPACE.small))

    def _more(self) -> None:
        self._shown += _AT_ONCE
        self._fill()

    def _line(self, each: Pair) -> QWidget:
        names = " · ".join(name or tr("(no name)") for name in each.names)
        head = row(label(names, "strong"), label(tr(LIKELY[each.likely]), "chip"), None)
        words = holder(column(head, label(reasons(each.reasons), "small", wrap=True), space=0))
        pieces: list[QWidget] = [words]
        if self.context.may(Right.EDIT_CUSTOMERS):
            apart = button(tr("Not the same person"), partial(self.keep_apart, each), "quiet")
            go = button(tr("Compare…"), partial(self.compare, each))
            for made in (apart, go):
                made.setAccessibleName(f"{made.text()} {names}")
            pieces += [apart, go]
        line = row(*pieces, space=SPACE.medium)
        line.setStretch(0, 1)
        return holder(line)


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return ScanCard(context)
