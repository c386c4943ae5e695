"""The first page: language and text size, then make, open, restore or look around."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.i18n import N_, tr
from app.ui.background import Background
from app.ui.dialogs import Dialogs
from app.ui.house import House
from app.ui.looks import Looks
from app.ui.tokens import SPACE
from app.ui.welcome.scene import Scene
from app.ui.widgets.choice_card import ChoiceCard
from app.ui.widgets.choices import Choice, choices
from app.ui.widgets.layout import column, row, section
from app.ui.widgets.text import label

_CHOICES = (
    ("make", "store", N_("Make a shop"), N_("Start a new, empty customer file")),
    ("open", "folder-open", N_("Open a shop"), N_("It is on this computer or on a USB stick")),
    ("restore", "history", N_("Restore from a backup"), N_("Bring a shop back from a backup file")),
    ("sample", "sparkles", N_("Look around in a sample shop"), N_("Everybody in it is invented")),
)  # fmt: skip
_MOST_RECENT = 3


class StartPage(Scene):
    """Where everybody begins who has no shop open."""

    chosen = Signal(str)  # make, open, restore, sample
    shop_chosen = Signal(object)  # Path

    def __init__(
        self, house: House, looks: Looks, dialogs: Dialogs, background: Background
    ) -> None:
        """Offer the shops opened before, too."""
        super().__init__(house, looks, dialogs, background)
        self.buttons = {key: self._choice(key, *rest) for key, *rest in _CHOICES}
        self.lay_out(
            tr("Welcome to Shuke"),
            tr("Your customers, remembered: in one encrypted file that stays on your computer."),
            self._settings(),
            SPACE.small,
            *self._recent(),
            *self.buttons.values(),
            seal=True,
        )

    def _settings(self) -> QWidget:
        languages = choices(
            tr("Language"),
            (Choice("zh", "中文"), Choice("en", "English")),
            self.looks.language,
            self.looks.set_language,
        )
        percents = (90, 100, 115, 130, 150)
        sizes = choices(
            tr("Text size"),
            tuple(Choice(percent, f"{percent}%") for percent in percents),
            self.looks.theme.percent,
            self.looks.set_text_size,
        )
        made = QWidget()
        made.setLayout(
            row(
                column(label(tr("Language"), "small"), languages, space=SPACE.hair),
                column(label(tr("Text size"), "small"), sizes, space=SPACE.hair),
                None,
                space=SPACE.section,
            )
        )
        return made

    def _choice(self, key: str, image: str, words: str, explanation: str) -> QPushButton:
        return ChoiceCard(
            self.theme, image, tr(words), tr(explanation), lambda: self.chosen.emit(key)
        )

    def _recent(self) -> list[QWidget]:
        known = [each for each in self.house.app_state.recent_shops if each.is_dir()]
        if not known:
            return []
        return [section(tr("Opened before")), *map(self._shop, known[:_MOST_RECENT])]

    def _shop(self, folder: Path) -> QPushButton:
        made = ChoiceCard(
            self.theme, "book-user", folder.stem, "", lambda: self.shop_chosen.emit(folder)
        )
        made.setToolTip(str(folder))
        return made
