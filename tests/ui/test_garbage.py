"""Collecting garbage never holds the window up while a long job fills the memory."""

import gc
from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.context import Context
from app.ui.garbage import Collector, collector


class Ring:
    """Only the collector frees it."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def held(context: Context, qtbot: QtBot) -> Iterator[Event]:
    hold = Event()
    context.jobs.long("Importing", lambda _: hold.wait(60))
    yield hold
    hold.set()
    qtbot.waitUntil(lambda: not context.jobs.busy())


@pytest.fixture
def old(qtbot: QtBot) -> Iterator[list[int]]:
    """Generations that were collected."""
    seen: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(info["generation"])

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def test_only_the_newest_are_looked_at_during_a_long_job(held: Event, old: list[int]) -> None:
    found = collector()
    assert found is not None
    for _ in range(50):
        kept = [Ring() for _ in range(1000)]
        found.look()
    assert kept
    assert set(old) == {0}


def test_what_was_there_before_is_left_alone_until_the_end(
    context: Context, qtbot: QtBot, held: Event
) -> None:
    assert gc.get_freeze_count() > 0
    held.set()
    qtbot.waitUntil(lambda: not context.jobs.busy())
    assert gc.get_freeze_count() == 0


def test_two_long_jobs_hold_together(qtbot: QtBot) -> None:
    parent = QObject()
    made = Collector(parent)
    made.hold()
    made.hold()
    made.release()
    assert gc.get_freeze_count() > 0
    made.release()
    assert gc.get_freeze_count() == 0
