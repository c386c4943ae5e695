"""The hint of D7 and the list of those who buy less: V13 and every edge of the rule."""

from datetime import date, timedelta

import numpy as np
import pytest

from app.core.fading import next_purchase
from app.core.fading.hints import (
    NOBODY,
    Excuses,
    Fading,
    Standing,
    Thresholds,
    fading,
    shrank,
)
from app.core.fading.next_purchase import When, expected
from app.core.fading.ranking import ranked, yearly
from app.core.fading.rhythm import rhythms
from app.core.fading.words import usual_words, why
from app.core.value.columns import make_ledger

TODAY = date(2026, 11, 22)
Bought = list[tuple[int, int]]  # days ago, fen


def judged(*bought: tuple[int, int], excuses: Excuses = NOBODY, who: int = 7) -> Fading:
    rows = [(who, TODAY - timedelta(days=ago), 1, fen) for ago, fen in bought]
    return fading(make_ledger(TODAY, rows), excuses=excuses)


def standing(*bought: tuple[int, int]) -> Standing:
    return Standing(int(judged(*bought).standing[0]))


def monthly(*ago: int, fen: int = 10_000) -> Bought:
    return [(each, fen) for each in ago]


def test_silent_and_shrunk_is_a_hint() -> None:
    found = judged(*monthly(76, 200, 230, 260, 290))
    assert (int(found.silent[0]), float(found.rhythms.median[0])) == (76, 30)
    assert (int(found.visits_recent[0]), int(found.visits_before[0])) == (1, 4)
    assert found.standing[0] == Standing.FADING


def test_silent_but_as_much_as_before_is_none() -> None:
    assert standing(*monthly(76, 106, 136, 166, 196, 226, 256, 286)) is Standing.STEADY


def test_in_her_rhythm_but_less_is_falling() -> None:
    assert standing(*monthly(20, 200, 230, 260, 290)) is Standing.FALLING


def test_money_below_nothing_is_shrunk() -> None:
    rows = [(1, TODAY - timedelta(days=ago), 1, 10_000) for ago in (76, 106, 136, 166)]
    rows += [(1, TODAY - timedelta(days=ago), 1, 10_000) for ago in (196, 226, 256, 286)]
    rows += [(1, TODAY, 0, -45_000)]
    found = fading(make_ledger(TODAY, rows))
    assert (int(found.money_recent[0]), int(found.money_before[0])) == (-5_000, 40_000)
    assert found.standing[0] == Standing.FADING
    assert "more given back than bought" in why(found, 0)


def test_the_limits_are_strict() -> None:
    assert standing(*monthly(60, 200, 230, 260, 290)) is Standing.FALLING  # 60 = 2 * 30
    assert standing(*monthly(61, 200, 230, 260, 290)) is Standing.FADING
    assert standing((180, 900), (200, 900)) is Standing.STEADY  # hiatus reached, not passed
    assert standing((181, 900), (200, 900)) is Standing.FADING


def test_exactly_half_is_shrunk() -> None:
    half = judged((61, 5_000), (200, 5_000), (230, 2_500), (260, 2_500))
    assert half.standing[0] == Standing.FADING
    more = judged((61, 5_001), (70, 1), (200, 5_000), (230, 5_002))
    assert more.standing[0] == Standing.STEADY


def test_without_a_former_window_there_is_nothing_to_compare() -> None:
    assert standing((400, 900)) is Standing.LAPSED
    assert standing((400, 900), (430, 900), (460, 900), (490, 900)) is Standing.LAPSED


def test_nothing_paid_before_asks_only_how_often() -> None:
    assert standing((181, 0), (200, 0)) is Standing.FADING
    rows = monthly(76, 100, 130, 160, 190, 220, 250, 280, fen=0)
    assert standing(*rows) is Standing.STEADY


def test_only_returns_is_nobody() -> None:
    found = fading(make_ledger(TODAY, [(1, TODAY, 0, -500)]))
    assert len(found.ids) == 0
    assert found.row_of(1) is None


def test_all_on_one_day() -> None:
    assert standing(*[(3, 100)] * 9) is Standing.STEADY


def test_sums_of_a_trillion() -> None:
    great = 10**14
    found = judged((76, great), (200, great), (230, great), (260, great), (290, great))
    assert found.standing[0] == Standing.FADING
    assert yearly(found)[0] == pytest.approx(4 * great * 365 / 180)
    edge = np.array([2**62])
    assert shrank(edge // 2, edge, Thresholds()).all()
    assert not shrank(edge // 2 + 1, edge, Thresholds()).any()


def test_own_thresholds() -> None:
    rows = [(7, TODAY - timedelta(days=ago), 1, 100) for ago in (20, 70, 80, 90, 100)]
    own = Thresholds(times=1, window=60, hiatus=10, percent=34)
    found = fading(make_ledger(TODAY, rows), own)
    assert (int(found.visits_recent[0]), int(found.visits_before[0])) == (1, 4)
    assert found.standing[0] == Standing.FADING
    narrow = Thresholds(times=1, window=60, hiatus=10, percent=24)
    assert fading(make_ledger(TODAY, rows), narrow).standing[0] == Standing.STEADY


def excuse(until: date, said: date, who: int = 7) -> Excuses:
    days = (who, until.toordinal(), said.toordinal())
    return Excuses(*(np.array([each]) for each in days))


def test_who_is_abroad_is_not_slipping_away() -> None:
    bought = monthly(76, 200, 230, 260, 290)
    until = TODAY + timedelta(days=90)
    found = judged(*bought, excuses=excuse(until, TODAY))
    assert found.standing[0] == Standing.STEADY
    assert found.excused.tolist() == [True]
    other = judged(*bought, excuses=excuse(until, TODAY, who=8))
    assert other.standing[0] == Standing.FADING


def test_after_that_day_her_silence_begins_anew() -> None:
    bought = monthly(176, 200, 230, 260, 290)
    back = TODAY - timedelta(days=10)
    found = judged(*bought, excuses=excuse(back, TODAY - timedelta(days=100)))
    assert int(found.silent[0]) == 10
    assert found.standing[0] == Standing.FALLING


def test_a_purchase_ends_the_excuse() -> None:
    bought = monthly(76, 200, 230, 260, 290)
    said = TODAY - timedelta(days=80)
    found = judged(*bought, excuses=excuse(TODAY + timedelta(days=90), said))
    assert found.standing[0] == Standing.FADING


def test_ranked_by_what_would_be_lost() -> None:
    rows = [
        (who, TODAY - timedelta(days=ago), 1, fen)
        for who, fen in ((3, 100), (5, 900), (9, 900), (11, 500))
        for ago in (181 if who != 9 else 190, 200)
    ]
    found = fading(make_ledger(TODAY, rows))
    order = ranked(found, found.rows(Standing.FADING))
    assert found.ids[order].tolist() == [9, 5, 11, 3]
    heavier = np.array([1000.0, 1, 1, 1])
    assert found.ids[ranked(found, found.rows(Standing.FADING), heavier)].tolist()[0] == 3


def test_the_sentence_has_its_numbers() -> None:
    found = judged((41, 40_000), *monthly(181, 199, 217, 235, 253, fen=16_000))
    assert why(found, 0) == (
        "Used to come every 18 days, silent for 41 days now; "
        "spending down by half since May, from ¥800 to ¥400."
    )
    once = judged((181, 123_456))
    assert why(once, 0) == (
        "Came on 1 day so far, silent for 181 days now; "
        "nothing bought since May, ¥1,235 in as many days before."
    )
    often = judged((20, 90_000), *monthly(200, 230, 260, 290))
    assert why(often, 0) == (
        "Still comes about every 30 days, last 20 days ago; "
        "1 purchase since May, 4 in as many days before."
    )


def test_the_sentence_of_somebody_daily_and_of_somebody_long_gone() -> None:
    daily = judged((41, 40_000), *((ago, 16_000) for ago in range(181, 200)))
    assert why(daily, 0).startswith("Used to come every day, silent for 41 days now; ")
    gone = judged((1_181, 100))
    assert "silent for 1,181 days now" in why(gone, 0)
    assert [usual_words(each) for each in (36, 69, 2_400, 2_401)] == [
        *("18", "34.5", "1,200", "1,200.5"),
    ]


def test_the_sentence_names_another_year() -> None:
    rows = [(7, date(2025, 10, 1), 1, 100), (7, date(2025, 9, 1), 1, 300)]
    found = fading(make_ledger(date(2026, 4, 2), rows))
    assert "since October 2025" in why(found, 0)


def test_some_customers_at_a_time_are_expected_on_the_same_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [
        (who, TODAY - timedelta(days=9 * who * n), 1, 500)
        for who in range(1, 8)
        for n in range(1 + who)
    ]
    found = rhythms(make_ledger(TODAY, rows))
    whole = expected(found, TODAY)
    assert len(whole.ids) > 3
    monkeypatch.setattr(next_purchase, "_AT_A_TIME", 2)
    parts = expected(found, TODAY)
    for name in ("ids", "last_day", "median_doubled", "day", "early", "late", "when"):
        assert getattr(parts, name).tolist() == getattr(whole, name).tolist(), name


def test_when_she_is_expected() -> None:
    days: dict[int, tuple[int, ...]] = {
        1: (40, 70, 100, 130),
        2: (25, 55, 85, 115),
        3: (10, 40, 70, 100),
    }
    days |= {4: (2, 60, 118, 176), 5: (90, 120, 150, 180)}
    days[6] = (5, 35)
    rows = [(who, TODAY - timedelta(days=ago), 1, 1) for who, each in days.items() for ago in each]
    found = expected(rhythms(make_ledger(TODAY, rows)), TODAY)
    assert found.ids.tolist() == [1, 2, 3, 4, 5]  # below three gaps: no day
    assert found.when.tolist() == [When.OVERDUE, When.WEEK, When.MONTH, When.LATER, When.GONE]
    assert found.day[0] == (TODAY - timedelta(days=10)).toordinal()
    assert found.rows(When.WEEK).tolist() == [1]


def test_the_range_comes_from_the_spread() -> None:
    rows = [(1, TODAY - timedelta(days=ago), 1, 1) for ago in (10, 30, 54, 74)]  # 20 24 20
    found = expected(rhythms(make_ledger(TODAY, rows)), TODAY)
    assert (found.early[0], found.late[0]) == (found.day[0], found.day[0])
    rows += [(1, TODAY - timedelta(days=94), 1, 1), (1, TODAY - timedelta(days=124), 1, 1)]
    found = expected(rhythms(make_ledger(TODAY, rows)), TODAY)  # 20 24 20 20 30: MAD 0
    assert found.late[0] == found.day[0]
    rows += [(1, TODAY - timedelta(days=160), 1, 1)]  # … 36: median 22, MAD 2, spread 2.97
    found = expected(rhythms(make_ledger(TODAY, rows)), TODAY)
    assert (found.day[0] - found.early[0], found.late[0] - found.day[0]) == (3, 3)
