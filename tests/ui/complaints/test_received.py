"""When a complaint came in, as people say it, and what cannot be meant."""

from datetime import datetime

import pytest

from app.core.clock import Clock
from app.core.errors import Refused
from app.ui.complaints.received import read_received
from tests.conftest import SHANGHAI

NOW = datetime(2026, 11, 22, 14, 20, tzinfo=SHANGHAI)  # a Sunday
CLOCK = Clock(lambda: NOW, SHANGHAI)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yesterday 19:30", (11, 21, 19, 30)),
        ("昨天19：30", (11, 21, 19, 30)),
        ("昨晚8点半", (11, 21, 20, 30)),
        ("昨天晚上 8点5分", (11, 21, 20, 5)),
        ("yesterday 7:30 pm", (11, 21, 19, 30)),
        ("今早9点", (11, 22, 9, 0)),
        ("9:05", (11, 22, 9, 5)),
        ("14:20", (11, 22, 14, 20)),
        ("12:10", (11, 22, 12, 10)),
        ("下午1点", (11, 22, 13, 0)),
        ("11-3 9:05", (11, 3, 9, 5)),
        ("2026-11-03T09:05", (11, 3, 9, 5)),
        ("11月3日 上午9:05", (11, 3, 9, 5)),
        ("Friday 18:00", (11, 20, 18, 0)),
        ("yesterday", (11, 21, 0, 0)),
        ("today", (11, 22, 14, 20)),
    ],
)
def test_a_moment_as_people_say_it(typed: str, meant: tuple[int, int, int, int]) -> None:
    assert read_received(typed, CLOCK) == datetime(2026, *meant, tzinfo=SHANGHAI)


@pytest.mark.parametrize("typed", ["", "   ", "\t"])
def test_nothing_is_now(typed: str) -> None:
    assert read_received(typed, CLOCK) is None


@pytest.mark.parametrize("typed", ["14:21", "tomorrow", "2026-11-23 8:00", "晚上8点"])
def test_what_has_not_come_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"not come yet.*yesterday 19:30"):
        read_received(typed, CLOCK)


@pytest.mark.parametrize(
    "typed", ["whenever", "25:00", "11-21 9:75", "11-219:05", "昨天晚上12点", "9", "13-45 9:00"]
)
def test_what_cannot_be_read_says_what_to_type(typed: str) -> None:
    with pytest.raises(Refused, match=r"no moment that can be read.*yesterday 19:30") as refused:
        read_received(typed, CLOCK)
    assert typed in str(refused.value)
