"""The wait after wrong passwords grows to a quarter of an hour and is never for ever."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.errors import WrongPassword
from app.core.vault.lockout import PENDING, Lockout, wait_after

START = datetime(2026, 11, 22, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def lockout(tmp_path: Path) -> Lockout:
    return Lockout(tmp_path / "state")


def fail(lockout: Lockout, times: int, now: datetime = START) -> None:
    for _ in range(times):
        lockout.failed("shop", "owner", now)


def test_the_wait_doubles_from_30_seconds_to_15_minutes() -> None:
    waits = [wait_after(count).total_seconds() for count in range(14)]
    assert waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900]
    assert wait_after(10**6) == 15 * MINUTE


def test_four_mistakes_are_free(lockout: Lockout) -> None:
    fail(lockout, 4)
    lockout.refuse_early("shop", "owner", START)


def test_the_fifth_makes_one_wait(lockout: Lockout) -> None:
    fail(lockout, 5)
    with pytest.raises(WrongPassword) as caught:
        lockout.refuse_early("shop", "owner", START + timedelta(seconds=10))
    assert caught.value.values["seconds"] == 20
    lockout.refuse_early("shop", "owner", START + timedelta(seconds=30))


def test_being_early_does_not_count(lockout: Lockout) -> None:
    fail(lockout, 5)
    for _ in range(10):
        with pytest.raises(WrongPassword):
            lockout.refuse_early("shop", "owner", START)
    assert lockout.failures("shop", "owner").count == 5


def test_others_and_other_shops_need_not_wait(lockout: Lockout) -> None:
    fail(lockout, 9)
    lockout.refuse_early("shop", "custodian", START)
    lockout.refuse_early("other", "owner", START)


def test_it_outlives_the_program(lockout: Lockout) -> None:
    fail(lockout, 6)
    with pytest.raises(WrongPassword):
        Lockout(lockout.app_state).refuse_early("shop", "owner", START)


def test_a_clock_set_back_makes_nobody_wait_longer_than_once(lockout: Lockout) -> None:
    fail(lockout, 5, START + timedelta(days=400))
    with pytest.raises(WrongPassword):
        lockout.refuse_early("shop", "owner", START)
    lockout.refuse_early("shop", "owner", START + timedelta(seconds=30))


def test_success_clears_ones_own_count_and_tells_everybodys(lockout: Lockout) -> None:
    fail(lockout, 3)
    lockout.failed("shop", "custodian", START)
    lockout.failed("other", "owner", START)
    assert {(f.uid, len(f.times)) for f in lockout.waiting("shop")} == {
        ("owner", 3),
        ("custodian", 1),
    }
    lockout.told("shop", "owner")
    assert lockout.waiting("shop") == []
    assert lockout.failures("shop", "owner").count == 0
    assert lockout.failures("shop", "custodian").count == 1
    assert lockout.failures("other", "owner").count == 1


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"shop": "shop"}]', '{"a": 1}'])
def test_a_broken_note_keeps_nobody_out(lockout: Lockout, text: str) -> None:
    lockout.app_state.mkdir()
    (lockout.app_state / PENDING).write_text(text)
    lockout.refuse_early("shop", "owner", START)
    fail(lockout, 5)
    with pytest.raises(WrongPassword):
        lockout.refuse_early("shop", "owner", START)
