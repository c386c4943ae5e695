"""Step 3: what happens with what is here already, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from app.core.exchange.options import IMPORTED
from app.core.exchange.service import Existing, Options, Unknown, What
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.exchange.step import Step, beside
from app.ui.tokens import SPACE
from app.ui.widgets.layout import card, column, holder, scrolling
from app.ui.widgets.origin_form import OriginForm
from app.ui.widgets.text import sentence

_WIDTH = 760


@dataclass(frozen=True)
class _Way:
    value: Existing | Unknown
    words: str
    explanation: str


_EXISTING = (
    _Way(
        Existing.FILL,
        N_("Fill the gaps (recommended)"),
        N_("What is blank here is filled. What differs is kept beside ours, for you to look at."),
    ),
    _Way(
        Existing.UPDATE,
        N_("The file is right"),
        N_("What the file says takes the place of what is here. The history keeps the old values."),
    ),
    _Way(
        Existing.SKIP,
        N_("Leave them as they are"),
        N_("Only customers who are not here yet come in."),
    ),
)
_RECEIPTS = (
    _Way(
        Existing.FILL,
        N_("Keep ours (recommended)"),
        N_("A receipt that is here with other contents is held back and listed."),
    ),
    _Way(
        Existing.UPDATE,
        N_("The file is right"),
        N_("The receipt takes the place of ours. The history keeps the old one."),
    ),
    _Way(
        Existing.SKIP,
        N_("Leave them as they are"),
        N_("Only receipts that are not here yet come in."),
    ),
)
_UNKNOWN = (
    _Way(
        Unknown.KEEP,
        N_("Keep the purchase and wait (recommended)"),
        N_("It counts for the shop, and joins the customer once that number is entered."),
    ),
    _Way(
        Unknown.CREATE,
        N_("Make the customer"),
        N_("One customer for each number or name. For a till export without a member list."),
    ),
)


class Ways(QWidget):
    """Radio buttons, each with a sentence below."""

    def __init__(self, ways: Sequence[_Way]) -> None:
        """The first is chosen."""
        super().__init__()
        self._ways = ways
        self._group = QButtonGroup(self)
        lines = column(space=SPACE.medium)
        for number, way in enumerate(ways):
            made = QRadioButton(tr(way.words))
            made.setAccessibleDescription(tr(way.explanation))
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(made, number)
            said = sentence(tr(way.explanation), "small")
            said.setIndent(SPACE.section)
            lines.addLayout(column(made, said, space=2))
        self._group.button(0).setChecked(True)
        self.setLayout(lines)

    def value(self) -> Existing | Unknown:
        """What is chosen."""
        return self._ways[self._group.checkedId()].value

    def choose(self, value: Existing | Unknown) -> None:
        """Choose one."""
        for number, way in enumerate(self._ways):
            if way.value == value:
                self._group.button(number).setChecked(True)


class OptionsStep(Step):
    """The careful answers are chosen already."""

    def __init__(self, context: Context) -> None:
        """Shown for a list of customers until `show_what`."""
        super().__init__()
        self.existing, self.receipts, self.unknown = (
            Ways(_EXISTING),
            Ways(_RECEIPTS),
            Ways(_UNKNOWN),
        )
        self._what = What.CUSTOMERS
        self._people = card(self.existing, words=tr("Customers who are here already"))
        self._receipts = card(self.receipts, words=tr("Receipts that are here already"))
        self._unknown = card(self.unknown, words=tr("Customer numbers that nobody here has"))
        self.origin = OriginForm(context.clock.today(), purpose=False)
        self.origin.show_origin(IMPORTED)
        self.origin.changed.connect(self.changed)
        said = sentence(tr(_ORIGIN), "small")
        source = card(said, self.origin, words=tr("Where does this list come from?"))
        safe = sentence(tr(_SAFE), "muted")
        self.survey = QLineEdit()
        self.survey.setAccessibleName(tr("Name of the survey"))
        self.survey.setPlaceholderText(tr("As the file is called"))
        named = sentence(tr(_SURVEY), "small")
        self._survey = card(named, self.survey, words=tr("Which survey do the sheets belong to?"))
        asked = (self._people, self._receipts, self._unknown, self._survey, source, safe)
        inside = holder(column(*asked, None, space=SPACE.large))
        inside.setMaximumWidth(context.theme.px(_WIDTH))
        self.setLayout(column(scrolling(beside(inside))))
        self.show_what(What.CUSTOMERS)

    def show_what(self, what: What) -> None:
        """Ask what matters for this sort of list."""
        self._what = what
        purchases = what is What.PURCHASES
        self._people.setVisible(what in (What.CUSTOMERS, What.COMPANIES))
        self._survey.setVisible(what is What.SURVEY)
        self._receipts.setVisible(purchases)
        self._unknown.setVisible(purchases)

    def options(self, sheet: str | None, encoding: str, separator: str, *, text: bool) -> Options:
        """The choices of this import."""
        existing = (self.receipts if self._what is What.PURCHASES else self.existing).value()
        unknown = self.unknown.value()
        assert isinstance(existing, Existing)
        assert isinstance(unknown, Unknown)
        told = self.origin.origin() or IMPORTED
        survey = self.survey.text().strip() or None
        if not text:
            return Options(sheet, existing, unknown, survey=survey, origin=told)
        return Options(sheet, existing, unknown, encoding, separator, survey, told)

    def forget_origin(self) -> None:
        """Another file may come from elsewhere."""
        self.origin.show_origin(IMPORTED)

    def ready(self) -> bool:
        """A list that was bought needs its ground."""
        return self.origin.good()

    def next_words(self) -> str:
        """On to the dry run."""
        return tr("Check every row")


_ORIGIN = N_("Every value of the list remembers it. Say it once here.")
_SURVEY = N_("A survey of this name gets them; where there is none, it is made of the headings.")
_SAFE = N_(
    "Next, every row is read and checked. Nothing in the shop changes by that; "
    "you see what would come in, and decide then."
)
