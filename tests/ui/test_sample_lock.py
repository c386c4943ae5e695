"""The sample shop has no password: whoever locks it is told so, and stays where she was."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.core.demo.filling import Size
from app.core.progress import SILENT
from app.ui.house import House
from app.ui.main_window import Window
from app.ui.messages import Message
from app.ui.navigation import Place
from app.ui.samples import make_sample
from app.ui.screens import settle


def test_locking_says_why_it_does_not(
    window: Window, house: House, shown: Callable[[QWidget], QWidget]
) -> None:
    window.enter(make_sample(house, SILENT, Size(customers=5, purchases=5)))
    assert window.session is not None
    context, session = window.session.context, window.session
    told: list[Message] = []
    context.messages.toasted.connect(told.append)
    context.navigation.open(Place("settings"))
    assert settle(context.jobs.busy)
    told.clear()
    context.doors.lock.emit()
    assert [each.words for each in told] == [
        "The sample shop has no password: there is nothing to lock."
    ]
    window.idle.passed.emit()  # nor when nobody has touched anything for long
    assert len(told) == 1
    assert window.session is session
    assert context.navigation.here == Place("settings")
