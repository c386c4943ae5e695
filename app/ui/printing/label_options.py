"""Above the preview of labels: onto what they go, and where a begun sheet goes on."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.core.customers.addresses import REASONS, Recipients
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import number
from app.ui.printing.labels import ENVELOPES, PER_SHEET, EnvelopePaper, LabelPaper
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.layout import row
from app.ui.widgets.paper import Paper
from app.ui.widgets.text import label

LABELS = "labels"
_FORM, _FIRST = "labels.form", "labels.first"


class LabelOptions(QWidget):
    """Both choices are remembered on this PC."""

    def __init__(self, context: Context, found: Recipients, show: Callable[[], object]) -> None:
        """`show` is called after each change."""
        super().__init__()
        self._context, self._found, self._show = context, found, show
        offered = [Choice(LABELS, tr(N_("Labels 3 × 8")))]
        offered += [Choice(key, each.name) for key, each in ENVELOPES.items()]
        known = context.app_state.get(_FORM)
        now = known if known in {each.value for each in offered} else LABELS
        self.form = Choices(tr(N_("Onto what")), offered, now)
        self.first = ChoiceBox()
        self.first.addItems([str(each) for each in range(1, PER_SHEET + 1)])
        self.first.setCurrentIndex(_place(context.app_state.get(_FIRST)) - 1)
        self.begin = label(tr(N_("Begin at label")))
        self.begin.setBuddy(self.first)
        self.first.setAccessibleName(self.begin.text())
        self.setLayout(row(self.form, SPACE.large, self.begin, self.first, None))
        self.form.on_choice(lambda _: self._changed())
        self.first.currentIndexChanged.connect(lambda _: self._changed())
        self._follow()

    def paper(self) -> Paper:
        """The pages as they are chosen now."""
        form = ENVELOPES.get(self.form.value())
        if form is not None:
            return EnvelopePaper(self._found.found, form, self._context.shop.name)
        return LabelPaper(self._found.found, self.first.currentIndex())

    def kind(self) -> str:
        """What goes out, as the audit trail calls it."""
        return "envelopes" if self.form.value() in ENVELOPES else LABELS

    def _changed(self) -> None:
        self._context.app_state.set(_FORM, self.form.value())
        self._context.app_state.set(_FIRST, self.first.currentIndex() + 1)
        self._follow()
        self._show()

    def _follow(self) -> None:
        for each in (self.begin, self.first):
            each.setVisible(self.form.value() == LABELS)


def told(found: Recipients) -> str:
    """How many go out, and who is left out and why."""
    words = ntr("{count} address", "{count} addresses", len(found.found),
                count=number(len(found.found)))  # fmt: skip
    if not found.left_out:
        return words
    reasons = [tr(REASONS[each], count=number(n)) for each, n in found.left_out.items()]
    between = tr(N_(", "))
    return tr(
        N_("{addresses}. Left out: {reasons}."), addresses=words, reasons=between.join(reasons)
    )


def _place(known: object) -> int:
    return known if isinstance(known, int) and 1 <= known <= PER_SHEET else 1
