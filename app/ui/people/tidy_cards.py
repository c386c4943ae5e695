"""Two tabs of "Keep in order": households that the book suggests, and who was referred by whom."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.catalogue.link_kinds import INTRODUCER
from app.core.errors import Cancelled
from app.core.people import queries, service
from app.core.people.queries import Referral, Suggestion
from app.core.progress import Progress
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.people.deeds import Deeds
from app.ui.people.waiting import (
    Question,
    by_what,
    household_question,
    named_words,
    strip,
)
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import clear, column, holder, row, scrolling
from app.ui.widgets.text import sentence

_SHOWN = 100


class _ScanCard(LentCard):
    """Looks through the book when asked; strips with their answers below."""

    words = ""

    def __init__(self, context: Context) -> None:
        """Nothing is looked for yet."""
        super().__init__(context)
        self.deeds = Deeds(context, self)
        self.found: tuple[Any, ...] = ()
        self.look_button = button(
            tr(N_("Look through the book")), self.scan, "primary", theme=context.theme,
            image="search",
        )  # fmt: skip
        self.feet = row(self.look_button, None)
        self.said = sentence("", "muted")
        self.list = QVBoxLayout()
        self.list.setSpacing(SPACE.small)
        self.list.setContentsMargins(0, 0, SPACE.small, SPACE.section)
        area = scrolling(holder(self.list))
        made = column(
            sentence(tr(self.words), "muted"), holder(self.feet), self.said, area,
            space=SPACE.medium,
        )  # fmt: skip
        made.setStretch(3, 1)
        self.setLayout(made)
        self.setFocusProxy(self.look_button)
        self._looked = False
        self._looking = False
        self._own_acts = 0

    def reload(self) -> None:
        """Look again after somebody else's change; one's own rulings only leave the list."""
        if self._own_acts:
            self._own_acts -= 1
        elif self._looked:
            self.scan()

    def rule(self, made: QWidget, do: Callable[[], object]) -> None:
        """Carry a ruling out; its strip goes at once."""
        self._own_acts += 1
        made.hide()
        do()

    def scan(self) -> None:
        """Look through the whole book, with progress and Cancel."""
        if self._looking:
            return
        self._set_looking(True)
        shop, actor = self.context.shop, self.context.actor

        def work(progress: Progress) -> tuple[Any, ...]:
            with shop.read(actor) as reader:
                return self.ask(reader, progress)

        self.context.jobs.long(self.title, work, self._show, on_error=self._failed)

    def ask(self, reader: Any, progress: Progress) -> tuple[Any, ...]:
        """What there is to rule on."""
        raise NotImplementedError

    def question(self, each: Any) -> Question:
        """One of them, in words, with the answers."""
        raise NotImplementedError

    def _ruled_strip(self, each: Any) -> QWidget:
        said, why, choices = self.question(each)
        made: QWidget = strip(
            said, why, *((words, lambda do=do: self.rule(made, do)) for words, do in choices)
        )
        return made

    def _set_looking(self, looking: bool) -> None:
        self._looking = looking
        self.look_button.setEnabled(not looking)

    @Slot(object)
    def _failed(self, problem: Exception) -> None:
        self._set_looking(False)
        if not isinstance(problem, Cancelled):
            self.context.jobs.failed.emit(problem)

    @Slot(object)
    def _show(self, found: Sequence[Any]) -> None:
        self._set_looking(False)
        self._looked = True
        self.found = tuple(found)
        self.said.setText(_how_many(len(found)))
        clear(self.list)
        if not found:
            words = tr(N_("Nothing waits here"))
            self.list.addWidget(EmptyState(self.context.theme, "circle-check", words))
        for each in self.found[:_SHOWN]:
            self.list.addWidget(self._ruled_strip(each))
        self.list.addStretch(1)


class HouseholdsCard(_ScanCard):
    """Customers with the same address or phone."""

    key, title = "households", N_("Households")
    tables = frozenset({"customer_link", "not_household"})
    words = N_(
        "Customers who share an address or a phone may be one household. Nobody is joined "
        "until you say so."
    )

    def ask(self, reader: Any, progress: Progress) -> tuple[Suggestion, ...]:
        """Every suggestion."""
        return queries.suggestions(reader, progress)

    def question(self, each: Suggestion) -> Question:
        """Yes or no."""
        return household_question(each, self.deeds)


class ReferralsCard(_ScanCard):
    """Files that name an introducer who is one of our customers."""

    key, title = "referrals", N_("Who introduced whom")
    tables = frozenset({"customer_link"})
    words = N_(
        "“Referred by” in a file becomes a link to the customer it names: by her number for "
        "certain, by her name only when nobody else bears it and you agree."
    )

    def __init__(self, context: Context) -> None:
        """One button takes all that are certain."""
        super().__init__(context)
        self.all_certain: QPushButton = button(
            tr(N_("Link all with a number")), self._accept_certain
        )
        self.all_certain.setEnabled(False)
        self.feet.insertWidget(1, self.all_certain)

    def ask(self, reader: Any, progress: Progress) -> tuple[Referral, ...]:
        """Every one."""
        return queries.referrals(reader, progress)

    def question(self, each: Referral) -> Question:
        """Who, and by what."""
        link = ((tr(N_("Link them")), partial(self.deeds.accept, each)),)
        if each.end != INTRODUCER:
            said = tr(
                N_("{name} · {named}: our customer {found}"),
                name=each.name,
                named=named_words(each),
                found=each.introducer,
            )
            return said, by_what(each), link
        said = tr(
            N_("{name} was referred by “{typed}”: our customer {introducer}"),
            name=each.name,
            typed=each.typed,
            introducer=each.introducer,
        )
        return said, by_what(each), link

    @Slot(object)
    def _show(self, found: Sequence[Any]) -> None:
        super()._show(found)
        certain = sum(each.certain for each in self.found)
        self.all_certain.setEnabled(bool(certain))
        if certain:
            self.all_certain.setText(
                ntr("Link the {n} with a number", "Link the {n} with a number", certain)
            )

    def _accept_certain(self) -> None:
        certain = [each for each in self.found if each.certain]
        self.all_certain.setEnabled(False)
        self.context.jobs.write(
            N_("Link who introduced whom"),
            lambda unit: service.accept_referrals(unit, certain),
            self._accepted,
        )

    def _accepted(self, number: int) -> None:
        words = ntr("{n} introduction linked", "{n} introductions linked", number)
        self.context.messages.toast(words, self.context.undo.last())


def _how_many(number: int) -> str:
    if not number:
        return ""
    said = ntr("{n} found", "{n} found", number)
    more = tr(N_("the first {shown} are shown"), shown=_SHOWN)
    return f"{said} · {more}" if number > _SHOWN else said


def make_households(context: Context) -> LentCard:
    """Made by the joints."""
    return HouseholdsCard(context)


def make_referrals(context: Context) -> LentCard:
    """Made by the joints."""
    return ReferralsCard(context)
