"""Every field has an editor that gives back what it was given, and tells what it read."""

from datetime import date
from random import Random
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.catalogue import COMPANY, INDIVIDUAL
from app.catalogue.basics import Basics
from app.catalogue.family import Family
from app.catalogue.field import Field
from app.catalogue.kind import Rules
from app.catalogue.life import Life
from app.i18n import Language, use_language
from app.ui.context import Context
from app.ui.forms.day import DayEditor
from app.ui.forms.editor import Editor
from app.ui.forms.editors import editor_for
from app.ui.forms.pick import ChipsEditor, MeasureEditor, WordsEditor
from app.ui.forms.plain import LineEditor
from app.ui.theme import Theme

RULES = Rules(date(2026, 11, 22))
FIELDS = [*INDIVIDUAL, *COMPANY]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_editor_gives_back_what_it_was_given(language: Language, looks: object) -> None:
    """Opening a value and leaving it must change nothing, whatever the value."""
    use_language(language)
    changed = [field.key for field in FIELDS if not gives_back(field)]
    assert changed == []


def gives_back(field: Field[Any]) -> bool:
    editor = editor_for(field, RULES, Theme())
    try:
        for seed in range(3):
            value = field.kind.sample(Random(seed))
            editor.put(field.kind.edit_text(value))
            if field.kind.parse(editor.typed(), RULES).value != value:
                return False
    finally:
        shiboken6.delete(editor)
    return True


def test_kinds_have_editors_of_their_own(context: Context) -> None:
    kinds: dict[Field[Any], type[Editor]] = {
        Basics.birth_date: DayEditor,
        Basics.height: MeasureEditor,
        Basics.character_traits: ChipsEditor,
        Life.smokes: WordsEditor,
        Basics.mobile: LineEditor,
    }
    for field, editor in kinds.items():
        assert type(editor_for(field, RULES, context.theme)) is editor


def test_a_day_typed_under_the_lunar_calendar_says_so_itself(qtbot: QtBot, looks: object) -> None:
    editor = editor_for(Basics.birth_date, RULES, Theme())
    assert isinstance(editor, DayEditor)
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.line, "1985-3-7")
    editor.calendar.choose("lunar")
    read = Basics.birth_date.kind.parse(editor.typed(), RULES).value
    assert read is not None
    assert (read.calendar, read.month, read.day) == ("lunar", 3, 7)
    assert "1985-04-26" in editor.below.text()


def test_what_cannot_be_read_is_said_at_once(qtbot: QtBot, looks: object) -> None:
    editor = editor_for(Basics.birth_date, RULES, Theme())
    assert isinstance(editor, DayEditor)
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.line, "1985-2-30")
    assert "no such date" in editor.below.text()
    assert editor.typed() == "1985-2-30"


def test_chips_take_several_and_own_words(qtbot: QtBot, looks: object) -> None:
    editor = editor_for(Life.favourite_dishes, RULES, Theme())
    assert isinstance(editor, ChipsEditor)
    qtbot.addWidget(editor)
    for chip in editor.chips[:2]:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    editor.own.insert("胡萝卜汁")
    value = Life.favourite_dishes.kind.parse(editor.typed(), RULES).value
    assert value is not None
    assert len(value) == len(editor.chips[:2]) + 1
    assert value[-1] == "胡萝卜汁"


def test_one_chip_replaces_the_other(qtbot: QtBot, looks: object) -> None:
    editor = editor_for(Family.marital_status, RULES, Theme())
    assert isinstance(editor, ChipsEditor)
    qtbot.addWidget(editor)
    qtbot.mouseClick(editor.chips[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(editor.chips[1], Qt.MouseButton.LeftButton)
    assert editor.typed() == editor.chips[1].text()


def test_escape_abandons_and_enter_finishes(qtbot: QtBot, looks: object) -> None:
    editor = editor_for(Basics.mobile, RULES, Theme())
    assert isinstance(editor, LineEditor)
    qtbot.addWidget(editor)
    with qtbot.waitSignal(editor.abandoned):
        qtbot.keyClick(editor.line, Qt.Key.Key_Escape)
    with qtbot.waitSignal(editor.finished):
        qtbot.keyClick(editor.line, Qt.Key.Key_Return)


def test_what_is_typed_or_pasted_on_a_chip_goes_to_the_own_words(
    context: Context, qtbot: QtBot
) -> None:
    editor = editor_for(Life.favourite_media, RULES, context.theme)
    assert isinstance(editor, ChipsEditor)
    qtbot.addWidget(editor)
    editor.show()
    qtbot.keyClicks(editor.chips[0], "ab")
    assert editor.typed() == "a、b" or editor.typed() == "ab"
    QApplication.clipboard().setText("湖南卫视")
    qtbot.keyClick(editor.chips[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "湖南卫视" in editor.typed()


def test_a_chosen_chip_takes_the_cursor(context: Context) -> None:
    editor = editor_for(Life.favourite_media, RULES, context.theme)
    assert isinstance(editor, ChipsEditor)
    editor.put(editor.offered[2])
    assert editor.first() is editor.chips[2]
