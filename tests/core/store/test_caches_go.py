"""Whoever leaves a large page leaves the pages of the file, too, that each reader keeps."""

import ctypes
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from typing import Any

import pytest
import sqlcipher3._sqlite3 as driver
from sqlalchemy.exc import TimeoutError
from sqlalchemy.pool import QueuePool

from app.core.actor import Actor
from app.core.customers import large
from app.core.store.reader import Reader
from app.core.store.shop import Shop


@pytest.fixture
def used() -> Callable[[], int]:
    """The bytes that SQLite holds, as it counts them itself."""
    library = ctypes.CDLL(driver.__file__)
    counted = getattr(library, "sqlite3_memory_used", None)
    if counted is None:
        pytest.skip("this driver does not tell")
    counted.restype = ctypes.c_longlong
    return counted  # type: ignore[no-any-return]


def read_all(reader: Reader) -> None:
    assert reader.connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"


def two_readers(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as one, shop.read(owner) as other:
        read_all(one)
        read_all(other)


def test_the_idle_ones_let_go_with_the_one_that_leaves(
    shop: Shop, owner: Actor, used: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    two_readers(shop, owner)
    size = (shop.folder / "data.db").stat().st_size
    with shop.read(owner) as reader:
        full = used()
        assert not large.leave(reader)
        assert used() > full - size // 4
        monkeypatch.setattr(large, "LARGE", 0)
        assert large.leave(reader)
        assert used() < full - size
        read_all(reader)  # it goes on where it was
    two_readers(shop, owner)


def test_the_writer_lets_go_too(shop: Shop, owner: Actor, used: Callable[[], int]) -> None:
    size = (shop.folder / "data.db").stat().st_size
    with shop.write(owner, "Look") as unit:
        read_all(unit)
    full = used()
    shop.let_writers_pages_go()
    assert used() < full - size // 2
    shop.read_only = True
    with shop.read(owner) as reader:
        assert not large.is_large(reader)
    shop.let_writers_pages_go()  # nothing of a copy that is only looked at is ever written


@pytest.fixture
def pool(shop: Shop, owner: Actor, monkeypatch: pytest.MonkeyPatch) -> QueuePool:
    """All of the shop's readers, idle; whoever waits for one waits two seconds."""
    with ExitStack() as readers:
        several = [readers.enter_context(shop.read(owner)) for _ in range(4)]
        found = several[0].connection.engine.pool
    assert isinstance(found, QueuePool)
    monkeypatch.setattr(found, "_timeout", 2)
    return found


def test_two_that_leave_at_once_do_not_wait_for_one_another(
    shop: Shop, owner: Actor, pool: QueuePool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "LARGE", 0)
    both, count, connect = threading.Barrier(2), pool.checkedin, pool.connect
    problems: list[TimeoutError] = []

    def meet() -> None:
        with suppress(threading.BrokenBarrierError):  # the other may have to wait its turn
            both.wait(0.3)

    def met(do: Callable[[], Any]) -> Any:
        found = do()
        meet()
        return found

    def leave() -> None:
        try:
            with shop.read(owner) as reader:
                meet()
                monkeypatch.setattr(pool, "connect", partial(met, connect))  # each has one
                large.leave(reader)
        except TimeoutError as problem:
            problems.append(problem)

    monkeypatch.setattr(pool, "checkedin", partial(met, count))  # both have counted the idle ones
    threads = [threading.Thread(target=leave) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert problems == []
