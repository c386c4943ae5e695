"""Two sources disagree: both with where they come from, and the ruling."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.sources import queries
from app.core.sources.queries import Disagreement
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.origins import about_words
from app.ui.sources.settling import settle
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import card, clear, column, frame, holder, row, rule, scrolling
from app.ui.widgets.text import label, sentence

_MOST = 50


class ConflictsCard(LentCard):
    """A tab of "Keep in order"; settled ones go, and Undo brings them back."""

    key, title = "conflicts", N_("Conflicts")
    tables = frozenset({"doubt", "customer", "fact"})

    def __init__(self, context: Context) -> None:
        """Empty until it is shown."""
        super().__init__(context)
        self.found: tuple[Disagreement, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.medium)
        self.area = scrolling(holder(column(self._list, None)))
        outer = column(self.area, space=0)
        outer.setContentsMargins(0, 0, 0, 0)
        self.setLayout(outer)

    def count(self, reader: Reader) -> int | None:
        """How many wait."""
        return queries.count_conflicts(reader)

    def reload(self) -> None:
        """Ask for the first ones."""
        self.context.jobs.read(
            lambda reader: queries.conflicts(reader, limit=_MOST), self._show, topic=self.topic
        )

    def settle(self, each: Disagreement, *, take: bool) -> None:
        """Rule; the toast has an undo."""
        settle(self.context, each.id, take=take)

    def _show(self, found: tuple[Disagreement, ...]) -> None:
        self.found = found
        clear(self._list)
        if not found:
            self._list.addWidget(self._empty())
            return
        self._list.addWidget(sentence(tr(_WORDS), "muted"))
        for several in _by_customer(found):
            self._list.addWidget(self._of_customer(several))
        if len(found) == _MOST:
            self._list.addWidget(sentence(tr(N_("More follow when these are settled.")), "muted"))

    def _of_customer(self, several: Sequence[Disagreement]) -> QWidget:
        first = several[0]
        name = button(
            first.customer or tr("(no name)"),
            lambda: self.context.navigation.open(Place("customer", record=first.customer_id)),
            "name",
        )
        number = tr(N_("No. {number}"), number=first.number) if first.number else ""
        pieces: list[QWidget] = [holder(row(name, label(number, "small"), None))]
        for place, each in enumerate(several):
            pieces += [rule()] if place else []
            pieces.append(self._line(each))
        return card(*pieces, space=SPACE.small)

    def _line(self, each: Disagreement) -> QWidget:
        today = self.context.clock.today()
        ours, theirs = each.ours_from, each.theirs_from
        told = (ours.source, ours.learnt_on, ours.verified_on)
        said = (theirs.source, theirs.learnt_on, None)
        mine = _side(
            tr(N_("Ours")), each.ours, about_words(*told, today, ours.confidence, ours.basis)
        )
        new = _side(
            tr(N_("The other source")),
            each.theirs,
            about_words(*said, today, theirs.confidence, theirs.basis),
        )
        keep = self._button(each, tr(N_("Keep ours")), take=False)
        take = self._button(each, tr(N_("Take the other")), take=True)
        sides = row(
            column(mine, row(keep, None), space=SPACE.small),
            column(new, row(take, None), space=SPACE.small),
            space=SPACE.medium,
        )
        sides.setStretch(0, 1)
        sides.setStretch(1, 1)
        return holder(column(label(_field_words(each), "section"), sides, space=SPACE.small))

    def _button(self, each: Disagreement, words: str, *, take: bool) -> QWidget:
        made = button(words, partial(self.settle, each, take=take))
        made.setAccessibleName(f"{words}: {each.customer}, {_field_words(each)}")
        made.setEnabled(self.context.may(Right.EDIT_CUSTOMERS))
        return made

    def _empty(self) -> QWidget:
        return EmptyState(
            self.context.theme,
            "git-compare-arrows",
            tr(N_("Nothing disagrees")),
            tr(_EMPTY),
        )


def _by_customer(found: Sequence[Disagreement]) -> list[list[Disagreement]]:
    by_id: dict[int, list[Disagreement]] = {}
    for each in found:
        by_id.setdefault(each.customer_id, []).append(each)
    return list(by_id.values())


def _field_words(each: Disagreement) -> str:
    words = tr(each.field.label)
    group = each.field.group
    return f"{tr(group.label)} · {words}" if group else words


def _side(name: str, words: str | None, about: str) -> QWidget:
    shown = tr(N_("•••••• (open the file to see it)")) if words is None else words
    value = label(shown, "muted" if words is None else "value", wrap=True)
    inside = column(label(name, "small"), value, label(about, "small", wrap=True), None, space=2)
    inside.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.small)
    return frame(inside, "sunken")


def make_card(context: Context) -> LentCard:
    """For the joints."""
    return ConflictsCard(context)


_WORDS = N_(
    "A new value disagreed with one from a better source. It was kept beside ours and waits "
    "for you: keep ours, or take the other. Either can be undone."
)
_EMPTY = N_(
    "When an import or a weaker source says something different from what is known, both "
    "stand here with where they come from."
)
