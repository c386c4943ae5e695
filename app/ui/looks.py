"""Language, theme and text size: chosen anywhere, kept on this PC, applied at once."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.i18n import Language, language, system_language, use_language
from app.ui.app_state import AppState
from app.ui.qt_words import MissingWords
from app.ui.theme import Look, Theme, apply, larger, theme


class Looks(QObject):
    """Applies the person's choices; `changed` makes the window build its pages anew."""

    about_to_change = Signal()  # let go of the pages: restyling walks every widget there is
    changed = Signal()

    def __init__(self, application: QApplication, app_state: AppState) -> None:
        """Begin with what was chosen before, else with the system's language."""
        super().__init__()
        self._application, self._app_state = application, app_state
        self._translator = QTranslator(application)
        self._missing = MissingWords(self)
        self._speak(app_state.language or system_language(QLocale.system().name()))
        self.theme: Theme = theme(app_state.look, app_state.text_size)
        apply(application, self.theme)

    @property
    def language(self) -> Language:
        """The language spoken now."""
        return language()

    @property
    def look(self) -> Look:
        """The chosen theme."""
        return self._app_state.look

    def set_language(self, chosen: Language) -> None:
        """Speak another language."""
        self._app_state.set("language", chosen)
        if chosen != language():
            self._speak(chosen)
            self.changed.emit()

    def set_look(self, chosen: Look) -> None:
        """Light, dark, or as the system has it."""
        self._app_state.set("look", chosen)
        self._restyle(theme(chosen, self.theme.percent))

    def set_text_size(self, percent: int) -> None:
        """Another text size of `TEXT_SIZES`."""
        self._app_state.set("text_size", percent)
        self._restyle(theme(self.look, percent))

    def step_text_size(self, steps: int) -> None:
        """Text one size larger or smaller; 0 is the normal size."""
        self.set_text_size(larger(self.theme, steps).percent if steps else 100)

    def _restyle(self, chosen: Theme) -> None:
        if chosen != self.theme:
            self.theme = chosen
            self.about_to_change.emit()
            QTimer.singleShot(0, self, self._apply)  # the old pages are deleted before

    @Slot()
    def _apply(self) -> None:
        apply(self._application, self.theme)
        self.changed.emit()

    def _speak(self, chosen: Language) -> None:
        use_language(chosen)
        locale = QLocale("zh_CN" if chosen == "zh" else "en_GB")
        QLocale.setDefault(locale)
        for each in (self._translator, self._missing):
            self._application.removeTranslator(each)
        self._translator = QTranslator(self._application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if chosen == "zh":
            self._application.installTranslator(self._missing)  # the last one is asked first
            if self._translator.load("qtbase_zh_CN", folder):
                self._application.installTranslator(self._translator)
