"""The form that asks where something comes from: channel, day, certainty, purpose, ground."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QStyleOptionComboBox,
    QWidget,
)

from app.catalogue.channels import Channel, Side, needs_basis, sub_kinds, top_channels
from app.catalogue.field import Purpose
from app.catalogue.grounds import (
    BASES,
    CONFIDENCE_LABELS,
    agreed_to_hand_on,
    basis_parts,
    basis_text,
)
from app.catalogue.kind import Rules
from app.catalogue.kinds import Day
from app.catalogue.tiers import PURPOSE_LABELS
from app.core.sources.origin import Origin
from app.i18n import N_, tr
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column
from app.ui.widgets.text import sentence

_INDENT = "    "
_SIDES = (
    (Side.DIRECT, N_("From the customer")),
    (Side.INDIRECT, N_("Round about")),
    (Side.HOUSE, N_("Not said")),
)


class OriginForm(QWidget):
    """`origin()` is what was said; None while something is wrong, and the form says what."""

    changed = Signal()

    def __init__(self, today: date, *, verified: bool = False, purpose: bool = True) -> None:
        """`verified` asks also for the day of the last check, `purpose` for what it is kept."""
        super().__init__()
        self._today = today
        self.channel = _channels()
        self.learnt, self.verified = _day_line(today), QLineEdit()
        self.confidence, self.purpose, self.basis = _confidence(), _purposes(), _bases()
        self.proof = QLineEdit()
        self.handed_on, self.not_agreed = _tick(), sentence("", "danger")
        self.lines = {
            "channel": FormLine(tr(N_("Channel")), self.channel),
            "learnt": FormLine(tr(N_("Learnt on")), self.learnt),
            "verified": FormLine(tr(N_("Last confirmed on")), self.verified),
            "confidence": FormLine(tr(N_("How sure")), self.confidence),
            "purpose": FormLine(tr(N_("What it is kept for")), self.purpose),
            "basis": FormLine(tr(N_("Legal ground")), self.basis),
            "proof": FormLine(tr(N_("What proves it")), self.proof, tr(_PROOF)),
        }
        left_out = {"verified": not verified, "purpose": not purpose}
        self._lay_out([key for key in self.lines if not left_out.get(key)])
        self.channel.currentIndexChanged.connect(lambda _: self._follow())
        for each in (self.learnt, self.verified, self.proof):
            each.textChanged.connect(lambda _: self.changed.emit())
        self.basis.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.handed_on.toggled.connect(lambda _: self._follow())

    def show_origin(self, origin: Origin, verified_on: date | None = None) -> None:
        """Show what is known."""
        _choose(self.channel, origin.channel)
        self.learnt.setText((origin.learnt_on or self._today).isoformat())
        self.verified.setText(verified_on.isoformat() if verified_on else "")
        _choose(self.confidence, origin.confidence or "")
        _choose(self.purpose, origin.purpose or "")
        code, words = basis_parts(origin.basis)
        _choose(self.basis, code)
        self.proof.setText(words)
        self.handed_on.setChecked(agreed_to_hand_on(origin.basis))
        self._follow()

    def origin(self) -> Origin | None:
        """What was said, if it can be."""
        learnt = self._day("learnt", needed=True)
        channel = self.channel.currentData()
        swapped, ground = needs_basis(channel), (self.basis.currentData(), self.proof.text())
        agreed = swapped and self.handed_on.isChecked()
        missing = swapped and not basis_text(*ground)
        self.lines["basis"].complain(tr(_NEEDED) if missing else "")
        self.not_agreed.setText(tr(_NOT_AGREED) if swapped and not agreed else "")
        if learnt is None or missing or (swapped and not agreed):
            return None
        basis = basis_text(*ground, handed_on=agreed) or None
        confidence, purpose = self.confidence.currentData(), self.purpose.currentData()
        return Origin(channel, learnt, confidence or None, purpose or None, basis)

    def verified_on(self) -> date | None:
        """The day of the last check; see `good`."""
        return self._day("verified", needed=False)

    def good(self) -> bool:
        """Can everything be read?"""
        blank = not self.verified.text().strip()
        return self.origin() is not None and (blank or self.verified_on() is not None)

    def _day(self, key: str, *, needed: bool) -> date | None:
        line = self.lines[key]
        assert isinstance(line.editor, QLineEdit)
        typed = line.editor.text().strip()
        read = Day().parse(typed, Rules(self._today)).value
        found = read.solar() if read is not None else None
        wrong = found is None and bool(typed or needed)
        line.complain(tr(N_("This is not a day up to today.")) if wrong else "")
        return found

    def _follow(self) -> None:
        self.lines["basis"].complain("")
        self.not_agreed.setText("")
        swapped = needs_basis(self.channel.currentData())
        self.handed_on.setVisible(swapped)
        self.not_agreed.setVisible(swapped)
        self.changed.emit()

    def _lay_out(self, keys: Sequence[str]) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.medium)
        for place, key in enumerate(keys):
            grid.addWidget(
                self.lines[key], place // 2, place % 2, alignment=Qt.AlignmentFlag.AlignTop
            )
        below = column(self.handed_on, self.not_agreed, space=SPACE.hair)
        grid.addLayout(below, (len(keys) + 1) // 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for key, line in self.lines.items():
            if key not in keys:
                line.setParent(self)
                line.hide()
        self.setLayout(grid)


class _Channels(QComboBox):
    """Sub-kinds stand indented in the list, and not where the chosen one is shown."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        option.currentText = self.currentText().strip()


def _channels() -> QComboBox:
    made = _Channels()
    made.setMaxVisibleItems(18)
    for side, words in _SIDES:
        _heading(made, tr(words))
        for top in top_channels(side):
            _offer(made, top, "")
            for sub in sub_kinds(top.code):
                _offer(made, sub, _INDENT)
    _choose(made, "owner")
    return made


def _offer(box: QComboBox, channel: Channel, indent: str) -> None:
    box.addItem(indent + tr(channel.label), channel.code)


def _heading(box: QComboBox, words: str) -> None:
    box.addItem(words, None)
    place = box.count() - 1
    box.setItemData(place, 0, Qt.ItemDataRole.UserRole - 1)  # cannot be chosen


def _tick() -> QCheckBox:
    made = QCheckBox(tr(_HANDED_ON))
    made.setAccessibleName(tr(_HANDED_ON))
    made.hide()
    return made


def _confidence() -> QComboBox:
    return _box([("", N_("Not said")), *((str(k), v) for k, v in CONFIDENCE_LABELS.items())])


def _purposes() -> QComboBox:
    offered = [(str(each), PURPOSE_LABELS[each]) for each in Purpose]
    return _box([("", N_("As the field says")), *offered])


def _bases() -> QComboBox:
    return _box([("", N_("Not said")), *((each.code, each.label) for each in BASES)])


def _box(offered: Sequence[tuple[str, str]]) -> QComboBox:
    made = ChoiceBox()
    made.setMinimumContentsLength(16)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for code, words in offered:
        made.addItem(tr(words), code)
    return made


def _day_line(today: date) -> QLineEdit:
    return QLineEdit(today.isoformat())


def _choose(box: QComboBox, code: str) -> None:
    found = box.findData(code)
    if found >= 0:
        box.setCurrentIndex(found)


_PROOF = N_("For example: signed form of 3 May, or who handed the list over")
_HANDED_ON = N_(
    "The people on this list agreed separately that it may be handed on to us (PIPL art. 23)"
)
_NOT_AGREED = N_("Without that consent such a list must not be kept.")
_NEEDED = N_("A list that was bought, rented or swapped needs one (PIPL art. 13).")
