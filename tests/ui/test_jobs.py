"""Jobs: answers on the interface thread, stale ones dropped, writes one by one, cancel."""

import threading
from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.core.errors import Cancelled, Refused
from app.core.progress import Progress, stop_if_cancelled
from app.core.settings.declared import AREA_CODE
from app.core.settings.queries import get
from app.core.settings.service import put
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.loading import Loading
from app.ui.long_job import Question


def test_answer_comes_on_the_interface_thread(qtbot: QtBot, context: Context) -> None:
    where: list[threading.Thread] = []
    context.jobs.read(lambda _: where.append(threading.current_thread()),
                      lambda _: where.append(threading.current_thread()))  # fmt: skip
    qtbot.waitUntil(lambda: len(where) == 2)
    assert where[0] is not threading.main_thread()
    assert where[1] is threading.main_thread()


def test_stale_answer_is_dropped(qtbot: QtBot, context: Context) -> None:
    hold, topic, answers = Event(), Topic(), list[str]()

    def slow(_: Reader) -> str:
        hold.wait(60)
        return "old"

    context.jobs.read(slow, answers.append, topic=topic)
    context.jobs.read(lambda _: "new", answers.append, topic=topic)
    qtbot.waitUntil(lambda: answers == ["new"])
    hold.set()
    qtbot.waitUntil(lambda: not context.jobs.busy())
    assert answers == ["new"]


def test_a_question_asked_again_before_its_turn_is_never_run(
    qtbot: QtBot, context: Context
) -> None:
    hold, topic, run = Event(), Topic(), list[int]()
    for _ in range(2):  # both readers are busy
        context.jobs.read(lambda _: hold.wait(60), lambda _: None)

    def ask(number: int) -> None:
        context.jobs.read(lambda _: run.append(number), lambda _: None, topic=topic)

    for number in range(5):
        ask(number)
    hold.set()
    qtbot.waitUntil(lambda: not context.jobs.busy())
    assert run == [4]


def test_answer_to_a_dead_owner_is_dropped(qtbot: QtBot, context: Context) -> None:
    hold, owner, answers = Event(), QObject(), list[int]()
    context.jobs.read(lambda _: hold.wait(60), lambda _: answers.append(1), topic=Topic(owner))
    import shiboken6

    shiboken6.delete(owner)
    hold.set()
    qtbot.waitUntil(lambda: not context.jobs.busy())
    assert answers == []


def test_writes_run_one_by_one_in_order(qtbot: QtBot, context: Context) -> None:
    running, most, order = [0], [0], list[int]()

    def write(number: int) -> None:
        def act(unit: Unit) -> None:
            running[0] += 1
            most[0] = max(most[0], running[0])
            put(unit, AREA_CODE, str(number))
            order.append(number)
            running[0] -= 1

        context.jobs.write("Change a setting", act)

    for number in range(20):
        write(number)
    qtbot.waitUntil(lambda: not context.jobs.writing())
    assert order == list(range(20))
    assert most == [1]


def test_change_is_told_before_the_answer(qtbot: QtBot, context: Context) -> None:
    told: list[str] = []
    context.jobs.changed.connect(lambda changes: told.append(",".join(changes.tables)))
    context.jobs.write("Change a setting", lambda unit: put(unit, AREA_CODE, "0571"),
                       lambda _: told.append("done"))  # fmt: skip
    qtbot.waitUntil(lambda: "done" in told)
    assert told == ["setting", "done"]


def test_failed_write_leaves_nothing_and_says_so(qtbot: QtBot, context: Context) -> None:
    problems: list[Exception] = []

    def act(unit: Unit) -> None:
        put(unit, AREA_CODE, "0571")
        raise Refused("no")

    context.jobs.write("Change a setting", act, on_error=problems.append)
    qtbot.waitUntil(lambda: bool(problems))
    answers: list[str] = []
    context.jobs.read(lambda reader: get(reader, AREA_CODE), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [""]
    assert not context.jobs.writing()


def test_saving_counts_up_and_down(qtbot: QtBot, context: Context) -> None:
    counts: list[int] = []
    context.jobs.saving.connect(counts.append)
    context.jobs.write("Change a setting", lambda unit: put(unit, AREA_CODE, "0571"))
    qtbot.waitUntil(lambda: counts == [1, 0])


def test_cancel_reaches_long_work(qtbot: QtBot, context: Context) -> None:
    problems: list[Exception] = []

    def work(progress: Progress) -> None:
        progress.report(1, 10)
        while True:
            stop_if_cancelled(progress)

    job = context.jobs.long("Importing", work, on_error=problems.append)
    qtbot.waitUntil(lambda: job.far() == (1, 10, ""))
    job.cancel()
    qtbot.waitUntil(lambda: bool(problems))
    assert isinstance(problems[0], Cancelled)
    assert context.jobs.long_jobs() == ()


def test_reading_goes_on_while_something_long_runs(qtbot: QtBot, context: Context) -> None:
    hold, answers = Event(), list[int]()
    context.jobs.long("Importing", lambda _: hold.wait(60))
    context.jobs.read(lambda _: 7, answers.append)
    qtbot.waitUntil(lambda: answers == [7])
    hold.set()


def test_closing_finishes_every_write(context: Context) -> None:
    done: list[int] = []

    def write(number: int) -> None:
        def act(unit: Unit) -> None:
            put(unit, AREA_CODE, str(number))
            done.append(number)

        context.jobs.write("Change a setting", act)

    for number in range(30):
        write(number)
    context.jobs.close()
    assert done == list(range(30))


def test_after_closing_nothing_is_asked(qtbot: QtBot, context: Context) -> None:
    context.jobs.close()
    answers: list[int] = []
    context.jobs.read(lambda _: 1, answers.append)
    qtbot.wait(20)
    assert answers == []
    assert not context.jobs.busy()


def test_a_question_that_takes_long_has_a_bar_and_cancel(qtbot: QtBot, context: Context) -> None:
    page, hold = _Page(context), Event()

    def ask(reader: Reader) -> int:
        reader.progress.report(3, 10)
        while not hold.wait(0.005):  # leaves the interface its turn
            stop_if_cancelled(reader.progress)
        return 0

    failed: list[Exception] = []
    context.jobs.failed.connect(failed.append)
    page.ask = ask
    qtbot.addWidget(page)
    page.show()

    def asking() -> list[Question]:
        return [each for each in context.jobs.long_jobs() if isinstance(each, Question)]

    qtbot.waitUntil(lambda: len(asking()) == 1)
    (job,) = asking()
    assert job.far() == (3, 10, "")
    job.cancel()
    qtbot.waitUntil(lambda: not context.jobs.busy())
    assert asking() == []
    assert (page.answers, failed) == ([], [])
    page.hide()
    page.ask = lambda _: 7
    page.show()  # it was not answered, so it asks again
    qtbot.waitUntil(lambda: page.answers == [7])


def test_a_quick_question_is_no_long_job(qtbot: QtBot, context: Context) -> None:
    began: list[object] = []
    context.jobs.long_started.connect(began.append)
    answers: list[int] = []
    context.jobs.read(lambda _: 7, answers.append)
    qtbot.waitUntil(lambda: answers == [7])
    assert began == []


class _Page(Loading):
    """Asks whatever it is given."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask: Callable[[Reader], int] = lambda _: 0
        self.answers: list[int] = []

    def reload(self) -> None:
        self.context.jobs.read(self.ask, self.answers.append, topic=self.topic)
