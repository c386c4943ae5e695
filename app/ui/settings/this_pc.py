"""What belongs to this computer, not to the shop: language, theme, text size."""

from PySide6.QtWidgets import QWidget

from app.i18n import N_, tr
from app.ui.looks import Looks
from app.ui.tokens import SPACE, TEXT_SIZES
from app.ui.widgets.choices import Choice, choices
from app.ui.widgets.layout import card, column, holder, row
from app.ui.widgets.text import label

_LOOKS = (("system", N_("As the system")), ("light", N_("Light")), ("dark", N_("Dark")))


def this_pc_card(looks: Looks) -> QWidget:
    """Three rows of choices, applied at once."""
    languages = choices(
        tr("Language"),
        (Choice("zh", "中文"), Choice("en", "English")),
        looks.language,
        looks.set_language,
    )
    themes = choices(
        tr("Theme"),
        tuple(Choice(value, tr(words)) for value, words in _LOOKS),
        looks.look,
        looks.set_look,
    )
    sizes = choices(
        tr("Text size"),
        tuple(Choice(percent, f"{percent}%") for percent in TEXT_SIZES),
        looks.theme.percent,
        looks.set_text_size,
    )
    rows = [
        holder(column(label(words), row(chosen, None), space=SPACE.hair))
        for words, chosen in (
            (tr("Language"), languages),
            (tr("Theme"), themes),
            (tr("Text size"), sizes),
        )
    ]
    return card(*rows, words=tr("This computer"), space=SPACE.large)
