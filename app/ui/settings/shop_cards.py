"""The settings that live inside the shop, grouped, each saved when it is left."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.core.errors import ShukeError
from app.core.settings.declared import SECOND_FOLDER, SETTINGS, SHOP_NAME, Setting
from app.core.settings.service import put
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.settings.editors import editor
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import card, holder, row
from app.ui.widgets.text import sentence

GROUPS = (
    ("shop.", N_("Shop"), ""),
    ("purchases.", N_("Purchases"), ""),
    (
        "reminders.",
        N_("Days that matter"),
        N_(
            "How many days before each day you want to see it, and how the calendar's rare cases go"
        ),
    ),
    ("value.", N_("Value"), ""),
    ("rfm.", N_("RFM and points"), ""),
    ("wallet.", N_("Share of wallet and plans"), ""),
    ("worth.", N_("Tiers and best customers"), N_("A name left empty is the usual one")),
    (
        "fading.",
        N_("Slipping away"),
        N_("When a customer is too silent, and when she buys less than before"),
    ),
    (
        "complaints.",
        N_("Complaints"),
        N_("A working day is one on which the shop opens: Complaints, “Lists and hours”"),
    ),
    ("surveys.", N_("Satisfaction"), ""),
    (
        "freshness.",
        N_("How long values stay fresh"),
        N_("Older ones are marked in the file and listed under “Keep in order”"),
    ),
    ("bin.", N_("Bin"), ""),
    ("backups.", N_("Backups"), ""),
    ("vault.", N_("Locking"), ""),
)
_TITLE = N_("Change a setting")


class ShopCards:
    """Makes one card a group; `lines` finds each setting's line by its key."""

    def __init__(self, context: Context, values: Mapping[str, Any]) -> None:
        """Show these values."""
        self._context = context
        self._values = dict(values)
        self.lines: dict[str, FormLine] = {}

    def cards(self) -> list[QWidget]:
        """Every group that has settings."""
        return [self._card(*group) for group in GROUPS]

    def _card(self, prefix: str, words: str, explanation: str) -> QWidget:
        mine = [each for key, each in SETTINGS.items() if key.startswith(prefix)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.section)
        grid.setVerticalSpacing(SPACE.large)
        wide = [each for each in mine if each is SECOND_FOLDER]
        for place, each in enumerate(each for each in mine if each not in wide):
            grid.addWidget(self._line(each), place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        said = [sentence(tr(explanation), "small")] if explanation else []
        return card(*said, holder(grid), *map(self._folder_line, wide), words=tr(words))

    def _line(self, setting: Setting[Any]) -> FormLine:
        made = editor(setting, self._values[setting.key], lambda value: self._save(setting, value))
        if setting is SHOP_NAME and isinstance(made, QLineEdit):
            made.setPlaceholderText(self._context.shop.name)
        hint = tr(setting.hint)
        line = FormLine(tr(setting.label), made, hint)
        line.label.setVisible(setting.shape != "yes_no")
        self.lines[setting.key] = line
        return line

    def _folder_line(self, setting: Setting[str]) -> QWidget:
        line = self._line(setting)
        choose = button(tr("Choose…"), lambda: self._choose_folder(line), "plain")
        choose.setAccessibleName(tr("Choose the second folder"))
        return holder(row(line, choose, space=SPACE.medium))

    def _choose_folder(self, line: FormLine) -> None:
        assert isinstance(line.editor, QLineEdit)
        start = Path(line.editor.text()) if line.editor.text() else None
        found = self._context.dialogs.folder(tr("Second folder for backups"), start)
        if found is not None:
            line.editor.setText(str(found))
            self._save(SECOND_FOLDER, str(found))

    def _save(self, setting: Setting[Any], value: Any) -> None:
        if value == self._values[setting.key]:
            self.lines[setting.key].complain("")
            return

        def done(_: object) -> None:
            self._values[setting.key] = value
            self.lines[setting.key].complain("")

        def error(problem: Exception) -> None:
            if not isinstance(problem, ShukeError):
                raise problem
            self.lines[setting.key].complain(str(problem))

        self._context.jobs.write(
            _TITLE, lambda unit: put(unit, setting, value), done, on_error=error
        )
