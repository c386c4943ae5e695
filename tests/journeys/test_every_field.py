"""Every field of both profiles by keyboard alone: found by its name, filled, emptied, undone.

Undone are by default what held a value and the first of each kind in a profile, of its own and in
a group; an undo knows rows, not fields. With SHUKE_UNDO_EVERY_FIELD set, all are.
"""

import os
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.catalogue import CATALOGUES
from app.catalogue.basics import Basics
from app.catalogue.enterprise import CompanyBasics
from app.catalogue.field import Field, Part
from app.catalogue.life import Life
from app.core.customers import queries, service
from app.core.store.unit import Unit
from app.ui.customers.file_page import FilePage
from app.ui.customers.value_line import ValueLine
from app.ui.forms.editor import Editor
from app.ui.forms.pick import ChipsEditor, MeasureEditor, WordsEditor
from app.ui.forms.plain import TextEditor
from app.ui.house import House, NewShop
from app.ui.navigation import Place
from tests.journeys.keyboard import CTRL, Key, Keyboard

PASSWORD = "four words of a song"
SHIFT_CTRL = CTRL | Qt.KeyboardModifier.ShiftModifier
UNDO_EVERY_FIELD = bool(os.environ.get("SHUKE_UNDO_EVERY_FIELD"))
NAMES = {"individual": Basics.name, "company": CompanyBasics.company_name}


def counted(part: type[Part]) -> list[Field[Any]]:
    """The fields of a part that are among the 135."""
    inner = [field for group in part.groups for field in group.fields]
    return [field for field in (*part.fields, *inner) if not field.extra]


PARTS = [
    pytest.param(kind, part, id=part.key)
    for kind, catalogue in CATALOGUES.items()
    for part in catalogue.parts
    if counted(part)
]


def first_of_each_kind() -> set[str]:
    """Keys of the fields whose kind comes first in their profile."""
    found: dict[object, str] = {}
    for kind, catalogue in CATALOGUES.items():
        for field in (each for part in catalogue.parts for each in counted(part)):
            found.setdefault((kind, type(field.kind), field.group is None), field.key)
    return set(found.values())


UNDONE = first_of_each_kind()


def test_the_walk_meets_all_135() -> None:
    met = {
        kind: sum(len(counted(part)) for part in catalogue.parts)
        for kind, catalogue in CATALOGUES.items()
    }
    assert met == {"individual": 100, "company": 35}


@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_every_field(
    kind: str, part: type[Part], keyboard: Keyboard, house: House, tmp_path: Path
) -> None:
    walk = Walk(keyboard, house, tmp_path, kind)
    for field in counted(part):
        walk.through(field)


class Walk:
    """One customer's file, and hands that fill in one field after the other."""

    def __init__(self, keyboard: Keyboard, house: House, folder: Path, kind: str) -> None:
        """A shop with one customer, her hidden values shown."""
        self.keyboard, self.chance = keyboard, Random(7)
        inside = house.make(NewShop(folder / "walk.shuke", "老王茶铺", "", PASSWORD, anywhere=True))
        keyboard.window.enter(inside)
        assert keyboard.window.session is not None
        self.context = keyboard.window.session.context
        self.record = self.made(kind)
        self.context.navigation.open(Place("customer", record=self.record))
        self.page = keyboard.page(FilePage)
        if kind == "individual":
            keyboard.push("Show what is hidden")
            keyboard.page(FilePage)

    def made(self, kind: str) -> int:
        """The customer; an individual has something to hide."""
        hidden = {Life.medical_history: "高血压"} if kind == "individual" else {}
        with self.context.shop.write(self.context.actor, "New") as unit:
            return create(unit, kind, hidden)

    def through(self, field: Field[Any]) -> None:
        """Find it by name, fill it, empty it; take both back where that was not seen yet."""
        before = self.stored(field)
        value = another(field, before, self.chance)
        self.find(field)
        self.fill(field.kind.edit_text(value))
        assert self.stored(field) == value, field.key
        self.reach(field)
        self.keyboard.press(Key.Key_Delete)
        self.keyboard.page(FilePage)
        assert self.stored(field) is None, field.key
        if before is not None or UNDO_EVERY_FIELD or field.key in UNDONE:
            self.take_back(field, value, before)

    def take_back(self, field: Field[Any], value: Any, before: Any) -> None:
        """Undo twice: it is filled again, then as it was."""
        for expected in (value, before):
            self.keyboard.press(Key.Key_Z, CTRL)
            self.keyboard.page(FilePage)
            assert self.stored(field) == expected, field.key

    def find(self, field: Field[Any]) -> None:
        """Ctrl+Shift+A, the name, Enter: the cursor is in its editor."""
        keyboard = self.keyboard
        keyboard.press(Key.Key_A, SHIFT_CTRL)
        keyboard.write(field.label)
        keyboard.page(FilePage)
        keyboard.press(Key.Key_Return)
        keyboard.wait_for(lambda: editor_at(keyboard.focus()) is not None)
        line = editor_at(keyboard.focus()).parentWidget()  # type: ignore[union-attr]
        assert isinstance(line, ValueLine)
        assert line.shown.field is field, (field.key, line.shown.field.key)

    def fill(self, text: str) -> None:
        """Give the text as hands would in this editor, and save."""
        editor = editor_at(self.keyboard.focus())
        assert editor is not None
        match editor:
            case ChipsEditor():
                self.choose(text.split("、") if editor.several else [text], editor.offered)
            case WordsEditor():
                first, _, rest = text.partition("，")
                known = first in editor.offered
                self.choose([first] if known else [], editor.offered)
                self.type_at_end(rest if known else text, editor.words)
            case MeasureEditor():
                number, _, unit = text.partition(" ")
                self.keyboard.write(number)
                self.keyboard.press(Key.Key_Tab)
                self.type_over(unit)
            case _:
                self.type_over(text)
        self.keyboard.press(Key.Key_Return, CTRL if isinstance(editor, TextEditor) else NONE)
        self.keyboard.page(FilePage)

    def choose(self, words: list[str], offered: tuple[str, ...]) -> None:
        """Tab to each chip and press it; what is not offered is written into the line."""
        editor = editor_at(self.keyboard.focus())
        for each in words:
            if each in offered:
                buttons = editor.chips if isinstance(editor, ChipsEditor) else editor.buttons  # type: ignore[union-attr]
                self.tab_to(buttons[offered.index(each)])
                self.keyboard.press(Key.Key_Space)
        rest = "、".join(each for each in words if each not in offered)
        if rest and isinstance(editor, ChipsEditor):
            self.type_at_end(rest, editor.own)

    def type_at_end(self, text: str, line: QWidget) -> None:
        """Go to the editor's own line and write there."""
        if text:
            self.tab_to(line)
            self.type_over(text)

    def type_over(self, text: str) -> None:
        """Write in place of what stands there."""
        self.keyboard.press(Key.Key_A, CTRL)
        self.keyboard.write(text)

    def tab_to(self, wanted: QWidget) -> None:
        """Tab until the cursor is there."""
        for _ in range(60):
            if self.keyboard.focus() is wanted:
                return
            self.keyboard.press(Key.Key_Tab)
        raise AssertionError(f"not reached by Tab: {wanted}")

    def reach(self, field: Field[Any]) -> None:
        """The cursor stays on the line that was filled."""
        line = self.keyboard.focus()
        assert isinstance(line, ValueLine), (field.key, line)
        assert line.shown.field is field
        if line.shown.masked:  # Enter shows it, in its editor
            self.keyboard.press(Key.Key_Return)
            self.keyboard.page(FilePage)
            self.keyboard.press(Key.Key_Escape)

    def stored(self, field: Field[Any]) -> Any:
        """What the file holds: her own value, or that of the only row."""
        with self.context.shop.read(self.context.actor) as reader:
            profile = queries.profile(reader, self.record, reveal=True)
        if field.group is None:
            return profile.value(field)
        rows = profile.rows(field.group)
        assert len(rows) <= 1
        return rows[0].value(field) if rows else None


NONE = Qt.KeyboardModifier.NoModifier


def create(unit: Unit, kind: str, texts: dict[Field[Any], str]) -> int:
    """The customer of the walk."""
    made: int = service.create(unit, kind, {NAMES[kind]: "王堃"}, number="W1", texts=texts)
    return made


def another(field: Field[Any], before: Any, chance: Random) -> Any:
    """An invented value that is not there yet."""
    while (value := field.kind.sample(chance)) == before:
        pass
    return value


def editor_at(widget: QWidget | None) -> Editor | None:
    """The editor in which a widget stands."""
    while widget is not None and not isinstance(widget, Editor):
        widget = widget.parentWidget()
    return widget
