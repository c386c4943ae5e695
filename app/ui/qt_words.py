"""Words of Qt's own dialogs that its Chinese translation lacks."""

from PySide6.QtCore import QObject, QTranslator

from app.i18n import N_, tr

_WORDS = {
    "QFileDialog": {
        "&Look in:": N_("&Look in:"),
        "Files of &type:": N_("Files of &type:"),
        "Directory:": N_("Directory:"),
    }
}


class MissingWords(QTranslator):
    """Asked after Qt's own translation; answers in the language we speak."""

    def __init__(self, parent: QObject) -> None:
        """Knows its few words by heart."""
        super().__init__(parent)

    def isEmpty(self) -> bool:
        """Qt leaves an empty one out."""
        return False

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Our words for a text of Qt's, "" where it has to go on asking."""
        found = _WORDS.get(context, {}).get(sourceText)
        return tr(found) if found else ""
