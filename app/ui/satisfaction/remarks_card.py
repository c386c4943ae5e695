"""What people wrote: each remark becomes a complaint, thanks, a note in her file, or is read."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.complaints import service as complaints
from app.core.complaints.service import NewComplaint
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.core.surveys import queries, service
from app.core.surveys.actions import BECAME
from app.core.surveys.queries import Remark
from app.core.timeline import service as timeline
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.formats import day
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.satisfaction.deeds import Deeds
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import card, clear, column, holder, row, scrolling
from app.ui.widgets.text import label

_MORE = 30
ACT = N_("A remark of a survey")


@dataclass(frozen=True)
class Wall:
    """What is shown, whether anybody wrote at all, and whether there is more of it."""

    remarks: tuple[Remark, ...]
    any: bool
    more: bool


def wall(reader: Reader, unread: bool, most: int) -> Wall:
    """The newest remarks, or the newest that nobody has seen to; a card costs milliseconds."""
    found = queries.remarks(reader, unread=unread, limit=most + 1)
    there = bool(found) or bool(queries.remarks(reader, limit=1))
    return Wall(found[:most], there, len(found) > most)


class RemarksCard(LentCard):
    """New ones first; what was seen to can be looked at again."""

    key, title = "remarks", N_("Remarks")
    tables = frozenset({"survey_answer", "survey_response", "customer"})

    def __init__(self, context: Context) -> None:
        """Those nobody has seen to."""
        super().__init__(context)
        self.deeds = Deeds(context, self)
        self.found: tuple[Remark, ...] = ()
        offered = [Choice(True, tr(N_("To be read"))), Choice(False, tr(N_("All")))]
        self.which = Choices(tr(N_("Which remarks")), offered, True)
        self.most = _MORE
        self.which.on_choice(lambda _: self._begin())
        self.body = QVBoxLayout()
        inside = column(row(self.which, None), scrolling(holder(self.body)), space=SPACE.medium)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    def reload(self) -> None:
        """Ask for the remarks."""
        unread, most = bool(self.which.value()), self.most
        self.context.jobs.read(
            lambda reader: wall(reader, unread, most), self._show, topic=self.topic
        )

    def count(self, reader: Reader) -> int | None:
        """How many nobody has seen to."""
        return queries.unread_remarks(reader)

    @Slot(object)
    def _show(self, found: Wall) -> None:
        self.found = found.remarks
        clear(self.body)
        self.body.setSpacing(SPACE.medium)
        if not self.found:
            words = tr(N_("Nothing is left to be read") if found.any else N_("Nobody wrote yet"))
            told = tr(N_("What people write on their sheets comes here."))
            self.body.addWidget(EmptyState(self.context.theme, "message-circle", words, told))
        for each in self.found:
            self.body.addWidget(self._remark(each))
        if found.more:
            self.body.addWidget(holder(row(button(tr(N_("Show older ones")), self._older), None)))
        self.body.addStretch(1)

    def _begin(self) -> None:
        self.most = _MORE
        self.reload()

    def _older(self) -> None:
        self.most += _MORE
        self.reload()

    def _remark(self, each: Remark) -> QWidget:
        who = each.customer_name or tr(N_("Without a name"))
        when = day(each.filled_on) if each.filled_on else ""
        head = row(self._name(each, who), None, label(f"{each.wave} {when}", "small"))
        said = label(each.words, "value", wrap=True)
        if each.became is not None:
            return card(holder(head), said, label(tr(BECAME[each.became]), "accent"),
                        space=SPACE.hair)  # fmt: skip
        acts: list[QWidget] = [
            button(tr(N_("Make it a complaint")), partial(self._become, each, "complaint")),
            button(tr(N_("Thanked")), partial(self._become, each, "thanks")),
            button(tr(N_("Read")), partial(self._become, each, "read"), "quiet"),
        ]
        if each.customer_id is not None:
            acts.insert(2, button(tr(N_("Note in her file")), partial(self._become, each, "note")))
        return card(holder(head), said, holder(row(*acts, None)), space=SPACE.small)

    def _name(self, each: Remark, who: str) -> QWidget:
        if each.customer_id is None:
            return label(who, "muted")
        go = Place("customer", record=each.customer_id)
        return button(who, lambda: self.context.navigation.open(go), "name")

    def _become(self, each: Remark, what: str) -> None:
        source = "survey"

        def deed(unit: Unit) -> None:
            if what == "complaint":
                words = NewComplaint(each.words, customer_id=each.customer_id, channel=source)
                complaints.receive(unit, words)
            elif what in ("note", "thanks") and each.customer_id is not None:
                timeline.add_note(unit, each.customer_id, each.words)
            service.mark_remark(unit, each.answer_id, what)

        self.deeds.write(ACT, deed, tr(BECAME[what]))


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return RemarksCard(context)
