"""Asks whom the shop means to serve: a percent for each value of a cut."""

from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from app.core.value import service
from app.core.value.who import MOST_VALUES, Crowd, Cut
from app.core.value.who_words import cut_name, value_name
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.tokens import SPACE
from app.ui.widgets.ask import Ask
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.layout import clear, holder, row
from app.ui.widgets.numbers import Range, whole
from app.ui.widgets.text import label, sentence

_WHY = N_(
    "A seller of tonics meant men over forty, and found that twenty-year-olds wrote to him as "
    "often. Write down whom you have in mind, and see who comes."
)


class MeantDialog(Ask):
    """One cut at a time; a percent of 0 means nothing was thought of it."""

    def __init__(self, context: Context, parent: QWidget, crowd: Crowd) -> None:
        """The first cut is shown."""
        super().__init__(context, parent, tr(N_("Whom we mean to serve")), tr(N_("Keep")))
        self._crowd = crowd
        self.cuts = ChoiceBox()
        self.cuts.setAccessibleName(tr(N_("Part customers by")))
        for each in crowd.cuts:
            self.cuts.addItem(cut_name(each.key), each.key)
        self.editors: dict[str, QSpinBox] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE.section)
        self._grid.setVerticalSpacing(SPACE.small)
        self.sum = sentence("", "small")
        self.cuts.currentIndexChanged.connect(self._turn)
        self.fill(
            sentence(tr(_WHY), "muted"),
            row(label(tr(N_("Part customers by"))), self.cuts, None),
            holder(self._grid),
            self.sum,
        )
        self._turn(0)

    def keep(self) -> None:
        """Keep the percents of this cut."""
        cut = self._cut()
        if cut is None:
            self.accept()
            return
        shares = {value: editor.value() for value, editor in self.editors.items()}
        self.context.jobs.write(
            N_("Say whom we mean to serve"),
            lambda unit: service.set_meant(unit, cut.key, shares),
            self._kept,
            on_error=self.failed,
        )

    def _kept(self, _: object) -> None:
        self.accept()
        said = tr(N_("Whom you mean to serve is kept"))
        self.context.messages.toast(said, self.context.undo.last())

    def _cut(self) -> Cut | None:
        key = self.cuts.currentData()
        return next((each for each in self._crowd.cuts if each.key == key), None)

    def _turn(self, _place: int) -> None:
        clear(self._grid)
        self.editors = {}
        cut = self._cut()
        meant = self._crowd.meant.get(cut.key, {}) if cut else {}
        for place, value in enumerate(cut.values[:MOST_VALUES] if cut else ()):
            editor = whole(Range(0, 100, suffix="%"), meant.get(value, 0))
            words = value_name(cut.key, value) if cut else value
            editor.setAccessibleName(words)
            editor.valueChanged.connect(lambda _: self._add_up())
            self.editors[value] = editor
            self._grid.addWidget(label(words), place, 0)
            self._grid.addWidget(editor, place, 1)
        self._add_up()

    def _add_up(self) -> None:
        total = sum(each.value() for each in self.editors.values())
        self.sum.setText(tr(N_("Together {sum}%"), sum=total))
