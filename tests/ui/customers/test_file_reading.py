"""A file one likes to read: strip, folding, finding a field, quick notes, hints, the sheet."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.catalogue.education_career import Education
from app.catalogue.field import Field
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.audit import queries as audit
from app.core.customers import queries, service
from app.core.store.shop import Shop
from app.core.timeline import queries as timeline
from app.core.timeline import service as telling
from app.ui.context import Context
from app.ui.customers.file_page import FilePage, make_page
from app.ui.customers.value_line import LONGEST_READ, ValueLine
from app.ui.customers.visit_sheet import VisitSheet, html, sheet
from app.ui.customers.weights_page import WeightsPage
from app.ui.messages import Message
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.widgets.paper_dialog import PaperDialog
from tests.factories import make_customer
from tests.ui.conftest import Answers


@pytest.fixture
def wang(shop: Shop, owner: Actor) -> int:
    texts: dict[Field[Any], str] = {
        Basics.mobile: "15412345678",
        Extras.form_of_address: "王老师",
        Extras.joined_on: "2019-05-01",
        Life.favourite_dishes: "川菜",
    }
    made = make_customer(shop, owner, "王堃", "LW0001", texts=texts)
    with shop.write(owner, "Tell") as unit:
        telling.add_note(unit, made, "爱喝胡萝卜汁", kind="preference")
        telling.add_note(unit, made, "花生过敏", kind="avoid")
        telling.promise(unit, made, "留两盒龙井")
    return made


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> FilePage:
    made = make_page(context)
    assert isinstance(made, FilePage)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    return made


@pytest.fixture
def show(page: FilePage) -> Callable[[int], None]:
    def shown(record: int) -> None:
        page.show_place(Place("customer", record=record))
        page.show()
        assert settle(page.context.jobs.busy)

    return shown


def type_into(page: FilePage, qtbot: QtBot, widget: Any, text: str) -> None:
    widget.setText(text)
    assert settle(page.context.jobs.busy)
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert settle(page.context.jobs.busy)


def test_the_strip_says_what_one_must_know(
    page: FilePage, show: Callable[[int], None], wang: int
) -> None:
    show(wang)
    strip = page.strip
    assert strip.name.text() == "王堃"
    assert "胡萝卜汁" in strip.lines["likes"].words.text()
    assert "川菜" in strip.lines["likes"].words.text()
    assert strip.lines["avoids"].words.text() == "花生过敏"
    assert strip.lines["promise"].words.text() == "留两盒龙井"
    facts = [each.text() for each in strip.facts.widgets if each.isVisible()]
    assert facts == ["王老师", "No. LW0001", "since 2019"]


def test_what_is_empty_takes_no_room_in_the_strip(
    page: FilePage, show: Callable[[int], None], shop: Shop, owner: Actor, wang: int
) -> None:
    show(wang)
    show(make_customer(shop, owner, "李龑"))
    assert not any(line.isVisible() for line in page.strip.lines.values())


def test_a_field_is_found_by_its_name_and_its_editor_opens(
    page: FilePage, show: Callable[[int], None], qtbot: QtBot, wang: int
) -> None:
    show(wang)
    type_into(page, qtbot, page.finder, "身高")
    line = page.cards["basic"].line(Basics.height)
    assert line is not None
    assert line.editor is not None
    assert line.editor.first().hasFocus()


def test_the_key_of_a_part_puts_the_cursor_into_it(
    page: FilePage, show: Callable[[int], None], qtbot: QtBot, wang: int
) -> None:
    """Ctrl+5 and Enter: the first value of that part is being edited."""
    show(wang)
    qtbot.keyClick(page, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    line = page.cards["life"].lines[0]
    assert line.hasFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.editor is not None
    qtbot.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.cards["education"].isAncestorOf(focused)


def test_a_closed_part_is_remembered(
    page: FilePage, show: Callable[[int], None], qtbot: QtBot, wang: int, context: Context
) -> None:
    show(wang)
    card = page.cards["basic"]
    qtbot.mouseClick(card.head, Qt.MouseButton.LeftButton)
    assert card.line(Basics.name) is None
    again = make_page(context)
    assert isinstance(again, FilePage)
    qtbot.addWidget(again)
    again.show_place(Place("customer", record=wang))
    again.show()
    assert settle(context.jobs.busy)
    assert again.cards["basic"].closed
    assert not again.cards["life"].closed


def test_quick_add_tells_a_preference_and_can_be_undone(
    page: FilePage, show: Callable[[int], None], qtbot: QtBot, shop: Shop, owner: Actor, wang: int
) -> None:
    show(wang)
    type_into(page, qtbot, page.quick.line, "喜欢坐窗边")
    with shop.read(owner) as reader:
        assert timeline.preferences(reader, wang)[0].text == "喜欢坐窗边"
    assert "喜欢坐窗边" in page.strip.lines["likes"].words.text()
    assert page.quick.line.text() == ""
    page.context.undo.undo()
    assert settle(page.context.jobs.busy)
    assert "喜欢坐窗边" not in page.strip.lines["likes"].words.text()


def test_the_guess_is_correctable(
    page: FilePage, show: Callable[[int], None], qtbot: QtBot, shop: Shop, owner: Actor, wang: int
) -> None:
    show(wang)
    page.quick.line.setText("不喝酒")
    assert page.quick.kinds.value() == "avoid"
    page.quick.kinds.choose("note")
    page.quick.line.setText("不喝酒，只在过年喝")
    qtbot.keyClick(page.quick.line, Qt.Key.Key_Return)
    assert settle(page.context.jobs.busy)
    with shop.read(owner) as reader:
        assert timeline.notes(reader, wang, "note")[0].text == "不喝酒，只在过年喝"


def test_delete_empties_a_value_and_undo_brings_it_back(
    page: FilePage, show: Callable[[int], None], qtbot: QtBot, wang: int
) -> None:
    show(wang)
    line = page.cards["life"].line(Life.favourite_dishes)
    assert line is not None
    told: list[Message] = []
    page.context.messages.toasted.connect(told.append)
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    assert settle(page.context.jobs.busy)
    assert page.cards["life"].line(Life.favourite_dishes) is None
    (said,) = told
    assert said.words == "Emptied: Favourite dishes"
    assert said.action is not None
    said.action.do()
    assert settle(page.context.jobs.busy)
    assert page.cards["life"].line(Life.favourite_dishes) is not None


def test_tab_out_of_an_editor_saves_and_goes_on_editing(
    page: FilePage, show: Callable[[int], None], qtbot: QtBot, shop: Shop, owner: Actor, wang: int
) -> None:
    show(wang)
    page.cards["education"].unfold()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    major = page.cards["education"].line(Education.major)
    courses = page.cards["education"].line(Education.main_courses)
    assert major is not None
    assert courses is not None
    major.edit()
    assert major.editor is not None
    qtbot.keyClicks(major.editor.first(), "Tea")
    qtbot.keyClick(major.editor.first(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: courses.editor is not None)
    assert settle(page.context.jobs.busy)
    assert courses.editor is not None  # the answer to the first took nothing away
    with shop.read(owner) as reader:
        assert queries.profile(reader, wang).value(Education.major) == "Tea"


def test_two_columns_where_there_is_room(
    page: FilePage, show: Callable[[int], None], wang: int
) -> None:
    show(wang)
    name, mobile = (page.cards["basic"].line(f) for f in (Basics.name, Basics.mobile))
    assert name is not None
    assert mobile is not None
    assert name.y() == mobile.y()
    page.resize(800, 800)
    assert settle(page.context.jobs.busy)
    assert name.y() < mobile.y()


def test_next_and_previous_follow_the_list(
    page: FilePage, show: Callable[[int], None], shop: Shop, owner: Actor, wang: int
) -> None:
    li = make_customer(shop, owner, "李龑")
    page.context.navigation.listed = [wang, li]
    show(wang)
    page.step(1)
    assert page.context.navigation.here == Place("customer", record=li)
    page.step(-1)
    show(li)
    page.step(1)
    assert page.context.navigation.here == Place("customer", record=li)


def test_hints_lead_to_what_is_worth_asking(
    page: FilePage, show: Callable[[int], None], qtbot: QtBot, wang: int
) -> None:
    show(wang)
    assert "%" in page.hints.percent.text()
    assert page.hints.buttons[0].text() == "Birth date"
    page.hints.buttons[0].click()
    line = page.cards["basic"].line(Basics.birth_date)
    assert line is not None
    assert line.editor is not None


def test_the_shop_chooses_what_counts(
    page: FilePage, show: Callable[[int], None], context: Context, qtbot: QtBot, wang: int
) -> None:
    weights = WeightsPage(context)
    qtbot.addWidget(weights)
    weights.show()
    assert settle(context.jobs.busy)
    line = weights.lines["birth_date"]
    line.setCurrentIndex(0)
    line.activated.emit(0)
    assert settle(context.jobs.busy)
    show(wang)
    assert "Birth date" not in [each.text() for each in page.hints.buttons]


def made_sheet(shop: Shop, owner: Actor, record: int) -> VisitSheet:
    with shop.read(owner) as reader:
        found = sheet(reader, record)
    assert found is not None
    return found


def test_the_sheet_says_what_is_known_and_what_to_ask(shop: Shop, owner: Actor, wang: int) -> None:
    words = html(made_sheet(shop, owner, wang))
    for each in ("王堃", "王老师", "胡萝卜汁", "花生过敏", "留两盒龙井", "Birth date"):
        assert each in words


def test_the_sheet_holds_nothing_sealed_and_no_markup_of_others(shop: Shop, owner: Actor) -> None:
    texts: dict[Field[Any], str] = {Life.medical_history: "高血压", Extras.form_of_address: "<b>A"}
    made = make_customer(shop, owner, "<i>王堃", texts=texts)
    words = html(made_sheet(shop, owner, made))
    assert "高血压" not in words
    assert "<b>A" not in words
    assert "&lt;i&gt;王堃" in words


def test_the_sheet_is_saved_as_a_pdf(
    page: FilePage, show: Callable[[int], None], dialogs: Answers, tmp_path: Path, wang: int,
    shop: Shop, owner: Actor,
) -> None:  # fmt: skip
    dialogs.file = tmp_path / "sheet.pdf"
    show(wang)
    page.ask_next()
    assert settle(page.context.jobs.busy)
    (preview,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, PaperDialog)]
    preview.to_pdf()
    assert settle(page.context.jobs.busy)
    preview.reject()
    assert dialogs.file.read_bytes().startswith(b"%PDF")
    with shop.read(owner) as reader:
        assert audit.entries(reader, limit=1)[0].action == "paper.visit"


ODD = {
    "emoji": "王小明😀👨‍👩‍👧",
    "rare Han": "𠮷野𬭎㛃",
    "long": "王" * 60,
}


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_an_odd_name_is_shown_whole(
    page: FilePage, show: Callable[[int], None], shop: Shop, owner: Actor, name: str
) -> None:
    show(make_customer(shop, owner, name))
    assert page.strip.name.text() == name
    line = page.cards["basic"].line(Basics.name)
    assert line is not None
    assert line.shown.words == name
    assert page.grab().width() > 0


def test_a_mark_that_turns_direction_turns_nothing(
    page: FilePage, show: Callable[[int], None], shop: Shop, owner: Actor
) -> None:
    show(make_customer(shop, owner, "王\u200f堃", texts={Life.motto: "\u202eabc 和气\u202c"}))
    line = page.cards["basic"].line(Basics.name)
    assert line is not None
    assert line.shown.words.replace("\u200f", "") == "王堃"


def test_a_note_of_40_000_characters_is_kept_and_edited_whole(
    page: FilePage, show: Callable[[int], None], shop: Shop, owner: Actor, wang: int
) -> None:
    text = "她说的每一句话都值得记下。" * 3077
    with shop.write(owner, "Edit") as unit:
        service.edit_text(unit, wang, {Extras.note: text})
    show(wang)
    line = page.cards["extras"].line(Extras.note)
    assert isinstance(line, ValueLine)
    assert line.shown.words == text
    assert line.height() < 60 * LONGEST_READ // 10
    line.edit()
    assert line.editor is not None
    assert line.editor.typed() == text
    line.editor.put(text + "完")
    line.editor.finished.emit()
    assert settle(page.context.jobs.busy)
    with shop.read(owner) as reader:
        assert queries.profile(reader, wang).value(Extras.note) == text + "完"
