"""The iCalendar file: whole-day events that keep their identity."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from app.core.actor import Actor
from app.core.errors import NotAllowed
from app.core.reminders import ics
from app.core.reminders.kinds import OccasionKind
from app.core.reminders.upcoming import Upcoming
from app.core.store.shop import Shop
from app.i18n import N_

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
BIRTHDAY = Upcoming(
    1, "uuid-1", "A1", "王芳", "individual", OccasionKind.BIRTHDAY, 0,
    date(2026, 12, 31), "lunar", 11, 23, False, "", "王芳",
)  # fmt: skip
CHILD = Upcoming(
    1, "uuid-1", "A1", "王芳", "individual", OccasionKind.CHILD_BIRTHDAY, 1,
    date(2027, 2, 28), "solar", 2, 29, False, "feb_28", "圆圆",
)  # fmt: skip


def test_events_are_whole_days_with_names_and_rules() -> None:
    calendar: Any = Calendar.from_ical(ics.written([BIRTHDAY, CHILD], "老王茶铺", NOW))
    first, second = calendar.walk("VEVENT")
    assert first["DTSTART"].dt == date(2026, 12, 31)
    assert first["DTEND"].dt == date(2027, 1, 1)
    assert first["SUMMARY"] == "Birthday: 王芳"
    assert second["SUMMARY"] == "Child's birthday: 圆圆 (王芳)"
    assert "February 28" in second["DESCRIPTION"]
    assert calendar["X-WR-CALNAME"] == "老王茶铺"


def test_the_same_day_keeps_its_identity_and_others_have_their_own() -> None:
    def identities() -> list[str]:
        calendar: Any = Calendar.from_ical(ics.written([BIRTHDAY, CHILD], "", NOW))
        return [str(event["UID"]) for event in calendar.walk("VEVENT")]

    assert identities() == identities()
    assert len(set(identities())) == 2
    assert not any("uuid-1" in each for each in identities())


def test_an_export_is_noted_and_needs_its_right(shop: Shop, owner: Actor, custodian: Actor) -> None:
    with shop.write(owner, N_("Export calendar")) as unit:
        assert b"BEGIN:VEVENT" in ics.export(unit, [BIRTHDAY], "")
    with shop.read(owner) as reader:
        lines = reader.connection.exec_driver_sql("SELECT action, detail FROM audit").all()
    assert ("Export calendar", '{"days":1}') in [(row[0], row[1].replace(" ", "")) for row in lines]
    with pytest.raises(NotAllowed), shop.write(custodian, N_("Export calendar")) as unit:
        ics.export(unit, [BIRTHDAY], "")
