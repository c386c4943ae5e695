"""The lines of a form that belong to one kind of rule each: they show terms and give them back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from app.core.rules.life_stage import STAGES
from app.core.rules.periods import MOST_MONTHS, PeriodKind
from app.core.rules.rule import NewRule
from app.core.rules.terms import (
    MOST_DAYS,
    AbnormalTerms,
    LifeStageTerms,
    ReplacementTerms,
    RuleKind,
    Terms,
    ThresholdTerms,
)
from app.core.rules.thresholds import Level
from app.i18n import N_, tr
from app.ui.rules.level_rows import LevelRows, fen_of, money_edit
from app.ui.rules.words import PERIODS
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, row
from app.ui.widgets.numbers import Range, whole

_MOST_YEARS = 30
Goods = tuple[Sequence[str], Mapping[int, str]]  # categories, and products with a known life


class TermsForm(QWidget):
    """One kind's lines; `changed` after each change, for the preview."""

    changed = Signal()

    def show_rule(self, new: NewRule) -> None:
        """Show these terms."""
        raise NotImplementedError

    def terms(self) -> Terms:
        """What is typed, unchecked."""
        raise NotImplementedError

    def show_goods(self, goods: Goods) -> None:
        """What there is to choose from."""

    def period(self) -> tuple[PeriodKind, int]:
        """Over which time it adds up."""
        return PeriodKind.ALL, 12

    def _tell(self, *_: object) -> None:
        self.changed.emit()

    def _days(self, words: str, most: int = MOST_DAYS) -> tuple[QSpinBox, FormLine]:
        made = whole(Range(0, most), 0)
        made.valueChanged.connect(self._tell)
        return made, FormLine(words, made)


class LevelsForm(TermsForm):
    """A threshold: its period and its levels."""

    def __init__(self, theme: Theme) -> None:
        """One level."""
        super().__init__()
        self.kind, self.levels = ChoiceBox(), LevelRows(theme)
        for each, words in PERIODS.items():
            self.kind.addItem(tr(words), each)
        self.months, self._months_line = self._days(tr(N_("How many months")), MOST_MONTHS)
        self.months.setMinimum(1)
        self.kind.activated.connect(self._follow)
        self.levels.changed.connect(self.changed)
        kind = FormLine(tr(N_("Added up")), self.kind)
        self.setLayout(
            column(
                row(kind, self._months_line, None, space=SPACE.medium),
                FormLine(tr(N_("Levels")), self.levels),
                space=SPACE.medium,
            )
        )

    def show_rule(self, new: NewRule) -> None:
        """Period and levels."""
        assert isinstance(new.terms, ThresholdTerms)
        self.kind.setCurrentIndex(self.kind.findData(new.period))
        self.months.setValue(new.months)
        self.levels.show_levels(new.terms.levels or (Level(0, ""),))
        self._months_line.setVisible(new.period is PeriodKind.MONTHS)

    def terms(self) -> Terms:
        """The levels."""
        return ThresholdTerms(self.levels.levels())

    def period(self) -> tuple[PeriodKind, int]:
        """As chosen."""
        return PeriodKind(self.kind.currentData()), self.months.value()

    def _follow(self, _: int) -> None:
        self._months_line.setVisible(self.period()[0] is PeriodKind.MONTHS)
        self.changed.emit()


class AmountsForm(TermsForm):
    """An unusual amount: how far back, and from which amount on."""

    def __init__(self, theme: Theme) -> None:
        """Two lines."""
        super().__init__()
        self.days, days = self._days(tr(N_("Receipts of how many days")))
        self.days.setMinimum(1)
        self.least = money_edit(tr(N_("Ask from which amount on")))
        self.least.valueChanged.connect(self._tell)
        hint = tr(N_("Smaller ones are never asked about."))
        self.setLayout(
            column(
                days, FormLine(tr(N_("Ask from which amount on")), self.least, hint),
                space=SPACE.medium,
            )
        )  # fmt: skip

    def show_rule(self, new: NewRule) -> None:
        """Days and amount."""
        assert isinstance(new.terms, AbnormalTerms)
        self.days.setValue(new.terms.days)
        self.least.setValue(new.terms.least / 100)

    def terms(self) -> Terms:
        """As typed."""
        return AbnormalTerms(self.days.value(), fen_of(self.least))


class LivesForm(TermsForm):
    """Replacement: which goods, and how long before and after."""

    def __init__(self, theme: Theme) -> None:
        """All goods at first."""
        super().__init__()
        self.goods = ChoiceBox()
        self.goods.activated.connect(self._tell)
        self.lead, lead = self._days(tr(N_("Days of notice")))
        self.late, late = self._days(tr(N_("Days after which it is too late")))
        hint = tr(N_("How long goods last is said with each product."))
        self._wish: tuple[str | None, int | None] = (None, None)
        self.show_goods(((), {}))
        self.setLayout(
            column(
                FormLine(tr(N_("Which goods")), self.goods, hint),
                row(lead, late, space=SPACE.medium), space=SPACE.medium,
            )
        )  # fmt: skip

    def show_goods(self, goods: Goods) -> None:
        """Everything, a category, or one product."""
        categories, products = goods
        self.goods.clear()
        self.goods.addItem(tr(N_("All goods with a known life")), (None, None))
        for each in categories:
            self.goods.addItem(tr(N_("Category: {name}"), name=each), (each, None))
        for row_id, name in products.items():
            self.goods.addItem(name, (None, row_id))
        self._choose()

    def show_rule(self, new: NewRule) -> None:
        """Goods and days."""
        terms = new.terms
        assert isinstance(terms, ReplacementTerms)
        self._wish = (terms.category, terms.product_id)
        self._choose()
        self.lead.setValue(terms.lead_days)
        self.late.setValue(terms.late_days)

    def terms(self) -> Terms:
        """As chosen."""
        category, product_id = self.goods.currentData() or (None, None)
        return ReplacementTerms(product_id, category, self.lead.value(), self.late.value())

    def _choose(self) -> None:
        _put(self.goods, self._wish)


class StagesForm(TermsForm):
    """A stage of life: which goods, how many years, what comes then."""

    def __init__(self, theme: Theme) -> None:
        """From baby to child."""
        super().__init__()
        self.goods, self.to = ChoiceBox(), ChoiceBox()
        for key, words in STAGES.items():
            self.to.addItem(tr(words), key)
        for each in (self.goods, self.to):
            each.activated.connect(self._tell)
        self.years, years = self._days(tr(N_("Years")), _MOST_YEARS)
        self.years.setMinimum(1)
        self.lead, lead = self._days(tr(N_("Days of notice")))
        self.late, late = self._days(tr(N_("Days after which it is too late")))
        self._wish: tuple[str | None, str | None] = ("baby", None)
        self.show_goods(((), {}))
        hint = tr(N_("Children's birthdays count first; goods speak where none is known."))
        self.setLayout(
            column(
                FormLine(tr(N_("The stage that ends")), self.goods, hint),
                row(years, FormLine(tr(N_("What comes then")), self.to), space=SPACE.medium),
                row(lead, late, space=SPACE.medium), space=SPACE.medium,
            )
        )  # fmt: skip

    def show_goods(self, goods: Goods) -> None:
        """A stage of the products, or a category."""
        self.goods.clear()
        for key, words in STAGES.items():
            self.goods.addItem(tr(words), (key, None))
        for each in goods[0]:
            self.goods.addItem(tr(N_("Category: {name}"), name=each), (None, each))
        self._choose()

    def show_rule(self, new: NewRule) -> None:
        """All of it."""
        terms = new.terms
        assert isinstance(terms, LifeStageTerms)
        self._wish = (terms.stage, terms.category)
        self._choose()
        self.to.setCurrentIndex(max(0, self.to.findData(terms.to)))
        for editor, value in (
            (self.years, terms.years), (self.lead, terms.lead_days), (self.late, terms.late_days)
        ):  # fmt: skip
            editor.setValue(value)

    def terms(self) -> Terms:
        """As chosen."""
        stage, category = self.goods.currentData() or (None, None)
        days = (self.lead.value(), self.late.value())
        return LifeStageTerms(self.years.value(), stage, category, self.to.currentData(), *days)

    def _choose(self) -> None:
        _put(self.goods, self._wish)


def _put(box: QComboBox, wish: Any) -> None:
    """Choose a value; one that is no longer offered is offered again."""
    values = [tuple(box.itemData(place)) for place in range(box.count())]
    if wish not in values and any(wish):
        box.addItem(str(next(each for each in wish if each)), wish)
        values.append(wish)
    box.setCurrentIndex(values.index(wish) if wish in values else 0)


FORMS: dict[RuleKind, Callable[[Theme], TermsForm]] = {
    RuleKind.THRESHOLD: LevelsForm,
    RuleKind.ABNORMAL: AmountsForm,
    RuleKind.REPLACEMENT: LivesForm,
    RuleKind.LIFE_STAGE: StagesForm,
}
