"""Rotation keeps what the policy says over 400 days, and never the last good ones."""

from datetime import UTC, datetime, timedelta

from app.core.backups.rotation import Kept, to_delete

START = datetime(2026, 1, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def test_four_hundred_days_of_three_backups_a_day() -> None:
    shelf: list[Kept] = []
    for step in range(400 * 3):
        now = START + step * timedelta(hours=8)
        shelf.append(Kept(f"b{step}", now))
        gone = to_delete(shelf, now)
        assert not {b.name for b in shelf[-3:]} & {b.name for b in gone}
        shelf = [b for b in shelf if b not in gone]
    ages = sorted((now - b.made_at) / DAY for b in shelf)
    assert sum(age <= 2 for age in ages) == 7  # all of two days, both ends
    dates = {b.made_at.date() for b in shelf}
    assert dates >= {(now - n * DAY).date() for n in range(12)}
    weeks = {b.made_at.isocalendar()[:2] for b in shelf}
    months = {(b.made_at.year, b.made_at.month) for b in shelf}
    assert len(weeks) >= 10
    assert len(months) == 9
    assert max(ages) <= 9 * 31
    assert len(shelf) <= 7 + 12 + 10 + 9


def test_with_gaps_the_newest_of_each_period_counts() -> None:
    """A shop that backs up every twelfth day keeps what it has, not what a calendar says."""
    shelf = [Kept(f"b{n}", START + n * 12 * DAY) for n in range(12)]
    gone = to_delete(shelf, START + 11 * 12 * DAY)
    assert gone == []


def test_age_is_capped_but_never_the_newest_three() -> None:
    shelf = [Kept(f"b{n}", START + n * DAY) for n in range(5)]
    gone = to_delete(shelf, START + 500 * DAY)
    assert [b.name for b in gone] == ["b1", "b0"]


def test_bad_ones_do_not_count_as_the_newest_good() -> None:
    good = [Kept(f"good{n}", START + n * DAY) for n in range(3)]
    bad = [Kept(f"bad{n}", START + (10 + n) * DAY, good=False) for n in range(5)]
    gone = to_delete(good + bad, START + 400 * DAY)
    assert set(gone) == set(bad)


def test_the_copy_before_a_migration_stays_ninety_days() -> None:
    daily = [Kept(f"b{n}", START + n * DAY) for n in range(200)]
    before = Kept("before", START + 100 * DAY + timedelta(hours=1), "migration")
    then, later = START + 189 * DAY, START + 199 * DAY
    young = [b for b in daily if b.made_at <= then]
    assert before not in to_delete([*young, before], then)
    others = [Kept(f"m{n}", START + (110 + n) * DAY) for n in range(90)]
    assert before in to_delete([*others, before], later + 20 * DAY)


def test_nothing_goes_while_the_clock_is_in_doubt() -> None:
    shelf = [Kept(f"b{n}", START + n * timedelta(hours=1)) for n in range(300)]
    now = START + 300 * DAY
    assert to_delete(shelf, now)
    assert to_delete(shelf, now, clock_trusted=False) == []
    assert to_delete(shelf, START) == []  # backups of the future: the clock went back
