"""Navigation, pages and undo, with the example page and real writes."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.settings.declared import AREA_CODE
from app.core.settings.queries import get
from app.core.settings.service import put
from app.core.store.unit import Unit
from app.ui.context import Context
from app.ui.navigation import Navigation, Place
from tests.ui.conftest import Answers
from tests.ui.example_page import ExamplePage


def test_way_back_and_forward() -> None:
    way, seen = Navigation(Place("a")), list[Place]()
    way.opened.connect(seen.append)
    way.open(Place("b", 7))
    way.open(Place("c"))
    way.back()
    way.back()
    way.back()
    way.forward()
    assert seen == [Place("b", 7), Place("c"), Place("b", 7), Place("a"), Place("b", 7)]
    assert way.can_go_back()
    assert way.can_go_forward()


def test_going_elsewhere_forgets_what_lay_ahead() -> None:
    way = Navigation(Place("a"))
    way.open(Place("b"))
    way.back()
    way.open(Place("c"))
    assert not way.can_go_forward()
    way.back()
    assert way.here == Place("a")


def test_same_place_twice_is_one_step() -> None:
    way = Navigation(Place("a"))
    way.open(Place("a"))
    assert not way.can_go_back()


def test_record_that_is_gone_is_left_out() -> None:
    way = Navigation(Place("list"))
    way.open(Place("customer", 1))
    way.open(Place("list", detail="bin"))
    way.forget(Place("customer", 1))
    way.back()
    assert way.here == Place("list")


def test_page_loads_when_shown_and_reloads_when_its_data_change(
    qtbot: QtBot, context: Context, shown: Callable[[QWidget], QWidget]
) -> None:
    page = ExamplePage(context)
    assert page.answers == []
    shown(page)
    qtbot.waitUntil(lambda: page.answers == [0])
    context.jobs.write("x", lambda unit: put(unit, AREA_CODE, "1"))
    qtbot.waitUntil(lambda: page.answers == [0, 1])


def test_hidden_page_reloads_once_when_shown_again(
    qtbot: QtBot, context: Context, shown: Callable[[QWidget], QWidget]
) -> None:
    page = ExamplePage(context)
    shown(page)
    qtbot.waitUntil(lambda: page.answers == [0])
    page.hide()

    def write(code: str) -> None:
        context.jobs.write("x", lambda unit: put(unit, AREA_CODE, code))

    for code in "123":
        write(code)
    qtbot.waitUntil(lambda: not context.jobs.busy())
    assert page.answers == [0]
    page.show()
    qtbot.waitUntil(lambda: page.answers == [0, 1])


def test_undo_and_redo_by_name(qtbot: QtBot, context: Context, dialogs: Answers) -> None:
    def write(code: str) -> None:
        def act(unit: Unit) -> None:
            put(unit, AREA_CODE, code)

        context.jobs.write("Change a setting", act)

    def now() -> str:
        answers: list[str] = []
        context.jobs.read(lambda reader: get(reader, AREA_CODE), answers.append)
        qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    said: list[str] = []
    context.messages.toasted.connect(lambda message: said.append(message.words))
    write("0571")
    write("021")
    qtbot.waitUntil(lambda: not context.jobs.busy())
    step = context.undo.next_undo()
    assert step is not None
    assert step.title == "Change a setting"
    context.undo.undo()
    qtbot.waitUntil(lambda: len(said) == 1)
    assert now() == "0571"
    context.undo.redo()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert now() == "021"
    context.undo.undo()
    qtbot.waitUntil(lambda: len(said) == 3)
    context.undo.undo()
    qtbot.waitUntil(lambda: len(said) == 4 or bool(dialogs.problems))
    assert dialogs.problems == []
    assert now() == ""
    assert context.undo.next_undo() is None
    assert said[0] == "Undone: Change a setting"


def test_a_new_write_forgets_redo(qtbot: QtBot, context: Context) -> None:
    context.jobs.write("x", lambda unit: put(unit, AREA_CODE, "1"))
    qtbot.waitUntil(lambda: context.undo.next_undo() is not None)
    context.undo.undo()
    qtbot.waitUntil(lambda: context.undo.next_redo() is not None)
    context.jobs.write("x", lambda unit: put(unit, AREA_CODE, "2"))
    qtbot.waitUntil(lambda: context.undo.next_undo() is not None)
    assert context.undo.next_redo() is None


def test_undo_in_a_toast_takes_back_only_its_own_act(qtbot: QtBot, context: Context) -> None:
    context.jobs.write("first", lambda unit: put(unit, AREA_CODE, "1"))
    qtbot.waitUntil(lambda: context.undo.next_undo() is not None)
    action = context.undo.last()
    assert action is not None
    context.jobs.write("second", lambda unit: put(unit, AREA_CODE, "2"))
    qtbot.waitUntil(lambda: not context.jobs.busy())
    action.do()
    qtbot.waitUntil(lambda: not context.jobs.busy())
    step = context.undo.next_undo()
    assert step is not None
    assert step.title == "second"
