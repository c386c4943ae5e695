"""Whom to ask in a wave: a group; who must not be asked, and why; then a list to go by."""

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.core.complaints.queries import settled_lately
from app.core.customers.lists import ListQuery, list_ids
from app.core.segments import queries as segments
from app.core.store.reader import Reader
from app.core.surveys import queries, service
from app.core.surveys.inviting import LEFT_OUT, Invited
from app.core.surveys.queries import Survey, Wave
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.navigation import people
from app.ui.widgets.ask import Ask
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.form import FormLine
from app.ui.widgets.text import sentence

_SETTLED, _BOUGHT, _EVERYBODY = -2, -1, 0
_WHY = {_SETTLED: "complaint", _BOUGHT: "purchase"}
_RECENT_DAYS = 30


@dataclass(frozen=True)
class Offered:
    """The groups to choose from."""

    saved: tuple[segments.Segment, ...]


class InviteDialog(Ask):
    """Says how many may be asked before anything is written."""

    def __init__(
        self, context: Context, parent: QWidget | None, survey: Survey, wave: Wave
    ) -> None:
        """Who bought in the last month is proposed."""
        head = " · ".join((tr(N_("Invite")), survey.name, wave.name))
        super().__init__(context, parent, head, tr(N_("Ask these")))
        self.wave, self.found = wave, Invited(())
        self._topic = Topic(self)
        self.group = ChoiceBox()
        days = tr(N_("Who bought within {days} days"), days=_RECENT_DAYS)
        self.group.addItem(days, _BOUGHT)
        self.group.addItem(tr(N_("Everybody")), _EVERYBODY)
        settled = tr(N_("Whose complaint was settled within {days} days"), days=_RECENT_DAYS)
        self.group.addItem(settled, _SETTLED)
        self.told = sentence("", "value")
        self.left = sentence("", "muted")
        said = tr(N_("They are noted as asked today and listed for you: call, write, or ask "
                     "when they come."))  # fmt: skip
        self.fill(
            FormLine(tr(N_("Whom")), self.group), self.told, self.left, sentence(said, "small")
        )
        self.group.activated.connect(lambda _: self._look())
        context.jobs.read(segments.list_saved, self._offer, topic=self._topic)
        self.go_on.setEnabled(False)

    @Slot(object)
    def _offer(self, saved: tuple[segments.Segment, ...]) -> None:
        for each in saved:
            self.group.addItem(each.name, each.id)
        self._look()

    def _look(self) -> None:
        chosen, wave = int(self.group.currentData()), self.wave.id

        def ask(reader: Reader) -> Invited:
            return queries.whom_to_ask(reader, wave, members(reader, chosen))

        self.context.jobs.read(ask, self._tell, topic=self._topic)

    @Slot(object)
    def _tell(self, found: Invited) -> None:
        self.found = found
        n = len(found.asked)
        self.told.setText(
            ntr("{count} customer may be asked.", "{count} customers may be asked.", n,
                count=f"{n:,}")
        )  # fmt: skip
        lines = [f"{tr(LEFT_OUT[why])}: {len(ids):,}" for why, ids in found.left_out.items()]
        self.left.setText(tr(N_("Left out: {why}"), why="；".join(lines)) if lines else "")
        self.go_on.setEnabled(n > 0)

    def keep(self) -> None:
        """Note them, and list them."""
        ids, wave = self.found.asked, self.wave.id
        why = _WHY.get(int(self.group.currentData()), "group")
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Invite to a survey"),
            lambda unit: service.invite(unit, wave, ids, why),
            self._kept,
            on_error=self.failed,
        )

    def _kept(self, _: object) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("Noted as asked")), self.context.undo.last())
        words = tr(N_("Asked in “{wave}”"), wave=self.wave.name)
        self.context.navigation.open(people(words, self.found.asked))


def members(reader: Reader, chosen: int) -> tuple[int, ...]:
    """The customers of a choice."""
    if chosen > 0:
        saved = next(each for each in segments.list_saved(reader) if each.id == chosen)
        return tuple(segments.ids(reader, saved))
    if chosen == _SETTLED:
        return settled_lately(reader, _RECENT_DAYS)
    if chosen == _EVERYBODY:
        return tuple(list_ids(reader, ListQuery()))
    lately = segments.Filter((segments.Condition("silent_days", "at_most", _RECENT_DAYS),))
    return tuple(list_ids(reader, ListQuery(filter=lately)))
