"""On a customer's file: her rhythm, when she is expected, and what was done to win her back."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.fading import queries
from app.core.fading.hints import Fading, Standing
from app.core.fading.next_purchase import expected
from app.core.fading.words import usual_rhythm
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.fading.answers import Told, told
from app.ui.fading.deeds import Deeds
from app.ui.fading.person_bar import buttons_for, known_lines
from app.ui.formats import day
from app.ui.lending import LentCard
from app.ui.tokens import SPACE
from app.ui.widgets.layout import card, clear, row, stand
from app.ui.widgets.text import sentence


@dataclass(frozen=True)
class Rhythm:
    """What is known of one customer who ever bought."""

    found: Fading
    row: int
    told: Told
    next_on: tuple[date, date, date] | None  # expected day, and its range


def rhythm_of(reader: Reader, record: int) -> Rhythm | None:
    """Asked off the interface thread; one customer's purchases alone."""
    answer = queries.standing_of(reader, record)
    if answer is None:
        return None
    found, place = answer
    known = told(reader, found, record)
    if known is None:
        return None
    coming = expected(found.rhythms, found.today)
    on = None
    if len(coming.ids):
        days = (coming.day[0], coming.early[0], coming.late[0])
        first, early, late = (date.fromordinal(int(each)) for each in days)
        on = (first, early, late)
    return Rhythm(found, place, known, on)


class RhythmCard(LentCard):
    """Empty for somebody who never bought."""

    key, title = "rhythm", N_("Rhythm")
    tables = frozenset(
        {
            *("purchase", "purchase_summary", "setting"),
            *("known_silence", "win_back", "mailing_stop", "complaint"),
        }
    )

    def __init__(self, context: Context) -> None:
        """Loads when it is shown."""
        super().__init__(context)
        self.deeds = Deeds(context, self)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)

    def reload(self) -> None:
        """Ask about this customer."""
        record = self.record
        if record is None or not self.context.may(Right.SEE_FIGURES):
            clear(self.inside)
            return
        self.context.jobs.read(
            lambda reader: rhythm_of(reader, record), self._show, topic=self.topic
        )

    def _show(self, found: Rhythm | None) -> None:
        clear(self.inside)
        if found is None:
            return
        pieces: list[QWidget] = [sentence(each) for each in self._sentences(found)]
        pieces += [sentence(each, "small") for each in known_lines(found.told, self.context)]
        made = card(*pieces, row(*self._buttons(found), None), words=tr(self.title),
                    space=SPACE.small)  # fmt: skip
        stand(self.inside, made)

    def _sentences(self, found: Rhythm) -> list[str]:
        standing = Standing(int(found.found.standing[found.row]))
        if standing in (Standing.FADING, Standing.FALLING):
            return [found.told.row.why, *self._coming(found)]
        return [_plain(found), *self._coming(found)]

    def _coming(self, found: Rhythm) -> list[str]:
        if found.next_on is None:
            return []
        today = self.context.clock.today()
        on, early, late = (day(each, today) for each in found.next_on)
        if found.next_on[0] < today:
            return [tr(N_("Was expected on {day}."), day=on)]
        if early == late:
            return [tr(N_("Expected next on {day}."), day=on)]
        return [
            tr(N_("Expected next on {day}, between {early} and {late}."),
               day=on, early=early, late=late)
        ]  # fmt: skip

    def _buttons(self, found: Rhythm) -> list[QPushButton]:
        standing = Standing(int(found.found.standing[found.row]))
        if standing is Standing.STEADY and not (found.told.steps or found.told.known):
            return []
        may = self.context.may(Right.EDIT_CUSTOMERS)
        return buttons_for(found.told, self.deeds, "call", calm=True) if may else []


def _plain(found: Rhythm) -> str:
    """How she comes, of somebody who is on no list."""
    silent = int(found.found.silent[found.row])
    last = ntr("last {n} day ago", "last {n} days ago", silent)
    if silent == 0:
        last = tr(N_("last today"))
    if found.found.rhythms.known[found.row]:
        often = usual_rhythm(int(found.found.rhythms.median_doubled[found.row]))
        return tr(N_("Comes about {often}, {last}."), often=often, last=last)
    days = int(found.found.rhythms.days[found.row])
    came = ntr("Came on {n} day so far", "Came on {n} days so far", days)
    return tr(N_("{came}, {last}; too few for a rhythm."), came=came, last=last)


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return RhythmCard(context)
