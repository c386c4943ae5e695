"""Asks what a customer spends in all and how that is known; says at once what share it makes."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.catalogue.currency import short_money
from app.core.errors import Refused
from app.core.store.reader import Reader
from app.core.timeline.days import read_day
from app.core.wallet import queries, service
from app.core.wallet.service import NewEstimate
from app.core.wallet.shares import FAULTS, Spending, percent, share_of
from app.core.wallet.words import GUESS, MADE_BY, RANK
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.tokens import SPACE
from app.ui.wallet.amounts import amount
from app.ui.widgets.ask import Ask
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.find_customer import FindCustomer
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, hide_unless, holder, row
from app.ui.widgets.numbers import Range, whole
from app.ui.widgets.text import label

_DAYS, _MOST_DAYS, _MOST_SHOPS = 365, 36500, 99


@dataclass(frozen=True)
class _Known:
    """What the shop knows while the dialog is open."""

    ours: int | None
    categories: tuple[str, ...]


class ShareDialog(Ask):
    """`record` None: for a customer looked for."""

    def __init__(self, context: Context, parent: QWidget, record: int | None) -> None:
        """Everything may be left as it is but the total or the rank."""
        title = tr(N_("What does she spend in all?"))
        super().__init__(context, parent, title, tr(N_("Write it down")))
        self._record = record
        self._topic = Topic(self)
        self._ours: int | None = None
        self.finder = FindCustomer(context)
        self.who = FormLine(tr(N_("Customer")), self.finder.line)
        self.category = ChoiceBox()
        self.category.setEditable(True)
        self.category.addItem(tr(N_("Everything")), "")
        self.category.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        offered = [Choice(key, tr(words)) for key, words in MADE_BY.items()]
        self.made_by = Choices(tr(N_("How do we know?")), offered, GUESS)
        self.total, self.ours, self.note, self.on = (QLineEdit() for _ in range(4))
        self.rank, self.shops = whole(Range(1, _MOST_SHOPS), 1), whole(Range(1, _MOST_SHOPS), 2)
        self.days = whole(Range(1, _MOST_DAYS), _DAYS)
        self.makes = label("", "accent", wrap=True)
        self._lay_out()
        self._connect()
        self._rank_or_total()
        self._ask()

    @property
    def record(self) -> int | None:
        """Whose share it is."""
        found = self.finder.choice
        return self._record if found is None else found.id

    def told(self) -> NewEstimate:
        """What was typed; `Refused` where it can't be read."""
        ranked = self.made_by.value() == RANK
        origin = self.context.origins.now
        told = NewEstimate(
            str(self.made_by.value()),
            None if ranked else amount(self.total.text()),
            category=self._category(),
            ours=amount(self.ours.text()),
            days=self.days.value(),
            on=read_day(self.on.text(), self.context.clock.today(), coming=False),
            source=None if origin is None else origin.channel,
            note=self.note.text(),
        )
        return replace(told, rank=self.rank.value(), shops=self.shops.value()) if ranked else told

    def keep(self) -> None:
        """Write the estimate down."""
        record = self.record
        if record is None:
            self.complain(tr(N_("Whose share is it? Look for the customer first.")))
            return
        try:
            told = self.told()
        except Refused as problem:
            self.complain(str(problem))
            return
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Estimate a share of wallet"),
            lambda unit: service.add_estimate(unit, record, told),
            self._kept,
            on_error=self.failed,
        )

    def _kept(self, _: object) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("Written down")), self.context.undo.last())

    def _lay_out(self) -> None:
        hide_unless(self.who, self._record is None)
        self.total.setPlaceholderText(tr(N_("left empty: unknown")))
        self.on.setPlaceholderText(tr(N_("today")))
        words = N_("All she spends on this in a year, with us and elsewhere")
        self.total_line = FormLine(tr(words), self.total)
        self.rank_line = holder(
            row(
                FormLine(tr(N_("We are her number")), self.rank),
                FormLine(tr(N_("of so many shops she uses")), self.shops),
            )
        )
        self.ours_line = FormLine(tr(N_("Of that with us")), self.ours)
        days = FormLine(tr(N_("counted over days")), self.days)
        days.setFixedWidth(self.context.theme.px(140))
        self.fill_scrolling(
            column(self.who, self.finder, space=SPACE.hair),
            FormLine(tr(N_("How do we know?")), self.made_by),
            self.total_line,
            self.rank_line,
            holder(row(self.ours_line, days, space=SPACE.medium)),
            self.makes,
            holder(
                row(
                    FormLine(tr(N_("Of what")), self.category),
                    FormLine(tr(N_("On which day")), self.on),
                    space=SPACE.medium,
                )
            ),
            FormLine(tr(N_("Note")), self.note),
        )

    def _connect(self) -> None:
        self.finder.chosen.connect(self._ask)
        self.finder.resized.connect(self.fit)
        self.made_by.on_choice(lambda _: self._rank_or_total())
        self.category.currentTextChanged.connect(self._ask)
        self.days.valueChanged.connect(self._ask)
        for line in (self.total, self.ours):
            line.textChanged.connect(self._reckon)
        for number in (self.rank, self.shops):
            number.valueChanged.connect(self._reckon)

    def _category(self) -> str:
        typed = self.category.currentText().strip()
        return "" if typed == self.category.itemText(0) else typed

    @Slot()
    def _rank_or_total(self) -> None:
        ranked = self.made_by.value() == RANK
        self.total_line.setVisible(not ranked)
        self.rank_line.setVisible(ranked)
        self._reckon()
        self.fit()

    @Slot()
    def _ask(self) -> None:
        """What she spent with us, and what there is to choose from."""
        record, days, category = self.record, self.days.value(), self._category()

        def question(reader: Reader) -> _Known:
            bought = None if record is None else queries.ours(reader, record, days, category)
            return _Known(bought, queries.categories(reader))

        self.context.jobs.read(question, self._show, topic=self._topic)

    @Slot(object)
    def _show(self, known: _Known) -> None:
        self._ours = known.ours
        if self.record is not None:
            words = (
                N_("{amount}, from her purchases") if known.ours else N_("no purchases: {amount}")
            )
            self.ours.setPlaceholderText(tr(words, amount=short_money(known.ours or 0)))
        if self.category.count() == 1 and known.categories:
            self.category.addItems(known.categories)
        self._reckon()

    @Slot()
    def _reckon(self) -> None:
        """Say what share this makes."""
        try:
            told = self.told()
            ours = (self._ours or 0) if told.ours is None else told.ours
            share = share_of(Spending(ours, told.total, told.rank, told.shops))
        except Refused as problem:
            self.makes.setText(str(problem))
            return
        if share.value is not None:
            self.makes.setText(tr(N_("That makes a share of {share}."), share=percent(share.value)))
        else:
            self.makes.setText(tr(FAULTS[share.fault]) if share.fault else "")
