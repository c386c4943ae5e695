"""On Today: who may be leaving, whose year is worth most first, and the steps that are due."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.fading import queries
from app.core.fading.complaints import weights
from app.core.fading.hints import Standing
from app.core.fading.ranking import ranked
from app.core.fading.win_backs import WinBack
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.fading.answers import FadeRow, fade_rows
from app.ui.fading.deeds import Deeds
from app.ui.fading.words import step_words
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, column, holder, row, rule, stand
from app.ui.widgets.text import label

_FEW = 3
_DUE_WITHIN = 1  # days
_LATER_MS = 1500


@dataclass(frozen=True)
class LeavingToday:
    """The first few of those nobody has seen to yet, how many there are, and what is due."""

    first: tuple[FadeRow, ...]
    count: int
    due: tuple[WinBack, ...]


def leaving_today(reader: Reader) -> LeavingToday:
    """Asked off the interface thread."""
    found = queries.who_slips(reader)
    rows = ranked(found, found.rows(Standing.FADING), weights(reader, found))
    until = reader.today + timedelta(days=_DUE_WITHIN)
    due = [each for each in queries.planned(reader) if (each.due_on or date.max) <= until]
    some = found.ids[rows[: 5 * _FEW]].tolist()
    open_ = [each for each in fade_rows(reader, found, some) if each.step is None]
    return LeavingToday(tuple(open_[:_FEW]), len(rows), tuple(due[:_FEW]))


def first_answer(reader: Reader) -> LeavingToday | None:
    """None when everybody's purchases have to be read first."""
    return None if queries.takes_a_moment(reader) else leaving_today(reader)


class LeavingCard(LentCard):
    """Empty when nobody is slipping away and nothing is due."""

    key, title = "leaving", N_("Who may be leaving")
    tables = frozenset(
        {
            *("purchase", "purchase_summary", "customer", "setting"),
            *("known_silence", "win_back", "complaint"),
        }
    )

    def __init__(self, context: Context) -> None:
        """Loads when it is shown."""
        super().__init__(context)
        self.deeds = Deeds(context, self)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)

    def reload(self) -> None:
        """Ask who it is; in a large shop just opened, once the rest of Today is there."""
        if self.context.may(Right.SEE_FIGURES):
            self.context.jobs.read(first_answer, self._answer, topic=self.topic)

    def _answer(self, found: LeavingToday | None) -> None:
        if found is not None:
            self._show(found)
        else:
            QTimer.singleShot(_LATER_MS, self, self._ask_whole)

    @Slot()
    def _ask_whole(self) -> None:
        self.context.jobs.read(leaving_today, self._show, topic=self.topic)

    def _show(self, found: LeavingToday) -> None:
        clear(self.inside)
        if not (found.first or found.due):
            return
        pieces: list[QWidget] = [self._due(each) for each in found.due]
        pieces += [self._person(each) for each in found.first]
        for place in range(len(pieces) - 1, 0, -1):
            pieces.insert(place, rule())
        words = ntr("See {n} customer", "See all {n} customers", found.count)
        if found.count:
            go = button(words, lambda: self._open(Place("fading", detail="slipping")), "link")
            pieces.append(holder(row(go, None)))
        stand(self.inside, card(*pieces, words=tr(self.title), space=SPACE.small))
        self.inside.addSpacing(SPACE.large)  # its own, so that an empty card takes no room

    def _person(self, each: FadeRow) -> QWidget:
        win = button(tr(N_("Win back…")), lambda: self.deeds.plan([each.id]))
        why = button(tr(N_("Not so…")), lambda: self.deeds.reason([each.id]), "quiet")
        for press in (win, why):
            press.setAccessibleName(f"{press.text()} {each.name}")
        words = label(each.why, "small", wrap=True)
        return holder(
            column(
                row(self._name(each.id, each.name), None),
                words,
                row(win, why, None, space=SPACE.hair),
                space=SPACE.hair,
            )
        )

    def _due(self, each: WinBack) -> QWidget:
        done = button(tr(N_("Done…")), lambda: self.deeds.tried([each.customer_id], step=each))
        done.setAccessibleName(f"{done.text()} {each.customer}")
        late = each.due_on is not None and each.due_on < self.context.clock.today()
        when = label(step_words(each, self.context), "warn" if late else "accent")
        said = [label(each.plan, "small", wrap=True)] if each.plan else []
        head = row(self._name(each.customer_id, each.customer), None, when)
        return holder(column(head, *said, row(done, None), space=SPACE.hair))

    def _name(self, record: int, words: str) -> QWidget:
        made = button(words, lambda: self._open(Place("customer", record=record)), "name")
        made.setToolTip(tr(N_("Open the file of {name}"), name=words))
        return made

    def _open(self, place: Place) -> None:
        self.context.navigation.open(place)


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return LeavingCard(context)
