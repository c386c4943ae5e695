"""The look: contrast, theme, text size, language."""

import re

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.ui.app_state import AppState
from app.ui.icons import icon, picture
from app.ui.looks import Looks
from app.ui.stylesheet import stylesheet
from app.ui.theme import FONT_FAMILY, LOOKS, Theme, larger, theme
from app.ui.tokens import DARK, LIGHT, TEXT_ON_GROUND, TEXT_SIZES, Colours, contrast


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_every_text_is_readable_on_its_ground(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_button_shows_the_cursor_by_its_border() -> None:
    """A look with a border's colour of its own hides the one of every focused button."""
    sheet = stylesheet(LIGHT, float, int)
    looks = re.findall(r'QPushButton\[look="(\w+)"\] \{[^}]*border(?:-color)?:', sheet)
    assert len(looks) > 5
    for look in looks:
        focused = re.search(rf'QPushButton\[look="{look}"\]:focus \{{([^}}]*)\}}', sheet)
        assert focused is not None, look
        assert "border: " in focused[1], look


def test_text_size_scales_points_and_lengths() -> None:
    large = Theme(LIGHT, 150)
    assert large.points(12) == pytest.approx(13.5)
    assert large.px(200) == 300


def test_text_size_steps_stop_at_the_ends() -> None:
    smallest, largest = Theme(LIGHT, TEXT_SIZES[0]), Theme(LIGHT, TEXT_SIZES[-1])
    assert larger(smallest, -1) == smallest
    assert larger(largest, 1) == largest
    assert larger(smallest, 1).percent == TEXT_SIZES[1]


def test_odd_text_size_becomes_the_normal_one() -> None:
    assert theme("dark", 77) == Theme(DARK, 100)


def test_shipped_font_is_used_for_chinese(looks: Looks) -> None:
    assert QFontInfo(looks.theme.font()).family() == FONT_FAMILY


def test_choices_are_kept_and_applied(
    qtbot: QtBot, dressed: QApplication, looks: Looks, app_state: AppState
) -> None:
    changes: list[int] = []
    looks.changed.connect(lambda: changes.append(1))
    looks.set_look("dark")
    looks.set_text_size(130)
    looks.set_language("zh")
    qtbot.waitUntil(lambda: len(changes) == 3)
    again = AppState(app_state.folder)
    assert (again.look, again.text_size, again.language) == ("dark", 130, "zh")
    assert dressed.palette().window().color() == QColor(DARK.paper)


def test_same_choice_rebuilds_nothing(looks: Looks) -> None:
    looks.set_look("light")
    looks.changed.connect(lambda: pytest.fail("rebuilt for nothing"))
    looks.set_look("light")
    looks.set_language("en")


def test_every_look_has_a_theme() -> None:
    assert {theme(look, 100).dark for look in LOOKS if look != "system"} == {True, False}


def test_icons_are_drawn_in_the_themes_colour(dressed: QApplication) -> None:
    image = picture("x", "#B3261E", 32).toImage()
    inks = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {"#B3261E"}
    assert not icon("lock", Theme(LIGHT)).isNull()


def test_the_file_chooser_speaks_chinese_throughout(looks: Looks, qtbot: QtBot) -> None:
    looks.set_language("zh")
    chooser = QFileDialog()
    qtbot.addWidget(chooser)
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    for mode in (QFileDialog.FileMode.ExistingFile, QFileDialog.FileMode.Directory):
        chooser.setFileMode(mode)
        said = [each.text() for each in chooser.findChildren(QLabel) if each.text()]
        assert said
        assert [each for each in said if re.search("[A-Za-z]{2}", each)] == []
    looks.set_language("en")
    english = QFileDialog()
    qtbot.addWidget(english)
    english.setOption(QFileDialog.Option.DontUseNativeDialog)
    assert "&Look in:" in [each.text() for each in english.findChildren(QLabel)]
