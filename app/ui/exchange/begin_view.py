"""Step 1 before there is a file: where to drop one, what is understood, what came in before."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.exchange.drop_area import DropArea
from app.ui.exchange.past_card import PastCard
from app.ui.exchange.step import beside
from app.ui.icons import picture
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.layout import column, holder, row, scrolling
from app.ui.widgets.text import label, sentence

_WIDTH = 980
_LISTS = (
    (
        "users",
        N_("Member list"),
        N_("Names, phones, birthdays by either calendar, addresses, what they like."),
    ),
    (
        "building-2",
        N_("Company list"),
        N_("Names, credit codes, terms, and the persons in charge."),
    ),
    (
        "receipt",
        N_("Till export"),
        N_("Date, amount and card number, line by line; returns find their receipt."),
    ),
)


class BeginView(QWidget):
    """A drop area, three kinds of list, and the imports of the past."""

    def __init__(self, context: Context, choose: Callable[[], object]) -> None:
        """`choose` lets the user choose a file."""
        super().__init__()
        theme = context.theme
        self.drop = DropArea(
            theme,
            tr("Drop a file here, or choose one"),
            tr("xlsx, xls, ods, csv, any text table or a phone's vCards, just as it is"),
            choose,
        )
        self.past = PastCard(context)
        kinds = row(*(_kind(theme, *each) for each in _LISTS), space=SPACE.section)
        hint = tr("Nothing is changed before you have seen what would come in.")
        inside = holder(
            column(self.drop, kinds, sentence(hint, "muted"), self.past, None, space=SPACE.section)
        )
        inside.setMaximumWidth(theme.px(_WIDTH))
        self.setLayout(column(scrolling(beside(inside))))


def _kind(theme: Theme, image: str, words: str, explanation: str) -> QFrame:
    sign, made = QLabel(), QFrame()
    sign.setPixmap(picture(image, theme.colours.accent, theme.px(22)))
    said = column(label(tr(words), "strong"), sentence(tr(explanation), "muted"), None, space=2)
    line = row(column(sign, None), said, space=SPACE.medium)
    line.setStretch(1, 1)
    made.setLayout(line)
    return made
