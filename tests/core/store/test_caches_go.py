"""Whoever leaves a large page leaves the pages of the file, too, that each reader keeps."""

import ctypes
from collections.abc import Callable

import pytest
import sqlcipher3._sqlite3 as driver

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
