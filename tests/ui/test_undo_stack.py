"""What Ctrl+Z takes back while something is being saved: what one sees, no older act."""

from threading import Event

from app.core.errors import Refused
from app.core.settings.declared import AREA_CODE, SHOP_NAME
from app.core.settings.queries import get
from app.core.settings.service import put
from app.core.store.unit import Unit
from app.ui.context import Context
from app.ui.screens import settle
from tests.ui.conftest import Answers


def write(context: Context, title: str, value: str, hold: Event | None = None) -> None:
    """Set the area code, once it may."""

    def act(unit: Unit) -> None:
        if hold is not None:
            hold.wait(60)
        put(unit, AREA_CODE, value)

    context.jobs.write(title, act)


def quiet(context: Context) -> None:
    """Until nothing is under way, nor wished for."""
    assert settle(context.jobs.busy)


def area_code(context: Context) -> str:
    with context.shop.read(context.actor) as reader:
        return get(reader, AREA_CODE)


def titles(context: Context) -> tuple[str, str]:
    """Of the next undo and the next redo."""
    undo, redo = context.undo.next_undo(), context.undo.next_redo()
    return undo.title if undo else "", redo.title if redo else ""


def test_no_page_hears_of_a_change_that_undo_does_not_know(context: Context) -> None:
    known: list[str] = []
    context.jobs.changed.connect(lambda _: known.append(titles(context)[0]))
    write(context, "first", "0571")
    write(context, "second", "021")
    quiet(context)
    context.jobs.long_write("long", lambda unit, _: put(unit, AREA_CODE, "010"))
    quiet(context)
    assert known == ["first", "second", "long"]


def test_undo_while_saving_takes_back_what_is_being_saved(context: Context) -> None:
    write(context, "first", "0571")
    quiet(context)
    hold = Event()
    write(context, "second", "021", hold)
    context.undo.undo()
    hold.set()
    quiet(context)
    assert area_code(context) == "0571"
    assert titles(context) == ("first", "second")


def test_a_toast_pressed_while_saving_takes_back_nothing_newer(context: Context) -> None:
    write(context, "first", "0571")
    quiet(context)
    action, hold = context.undo.last(), Event()
    assert action is not None
    write(context, "second", "021", hold)
    action.do()
    hold.set()
    quiet(context)
    assert area_code(context) == "021"
    assert titles(context) == ("second", "")


def test_undo_of_what_could_not_be_saved_takes_back_nothing_older(
    context: Context, dialogs: Answers
) -> None:
    write(context, "first", "0571")
    quiet(context)
    hold = Event()

    def refuse(unit: Unit) -> None:
        hold.wait(60)
        raise Refused("no")

    context.jobs.write("second", refuse)
    context.undo.undo()
    hold.set()
    quiet(context)
    assert len(dialogs.problems) == 1
    assert area_code(context) == "0571"
    assert titles(context) == ("first", "")


def test_what_a_long_job_wrote_before_an_undo_came_to_its_turn(context: Context) -> None:
    """The undo stands behind it; the step it takes back must not stay on the stack."""
    write(context, "first", "0571")
    quiet(context)
    hold, begun = Event(), Event()

    def long(unit: Unit) -> None:
        begun.set()
        hold.wait(60)
        put(unit, SHOP_NAME, "老王茶馆")

    context.jobs.long_write("long", lambda unit, _: long(unit))
    begun.wait(60)
    context.undo.undo()
    hold.set()
    quiet(context)
    assert area_code(context) == ""
    assert titles(context) == ("long", "first")
    context.undo.undo()
    quiet(context)
    assert titles(context) == ("", "long")
