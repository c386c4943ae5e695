"""Coming days as an iCalendar file that any calendar program reads."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from app.core.actor import Right, needs
from app.core.reminders.kinds import day_words
from app.core.reminders.occurrences import rule_texts
from app.core.reminders.upcoming import Upcoming
from app.core.store.unit import Unit
from app.i18n import N_, tr

if TYPE_CHECKING:  # imported when the first file is written
    from icalendar import Event


@needs(Right.EXPORT)
def export(unit: Unit, days: Iterable[Upcoming], shop_name: str) -> bytes:
    """The days as all-day events; the audit trail notes that they left the shop.

    An event keeps its identity however often the file is made, so that a calendar
    program that reads it again changes events and doubles none.
    """
    listed = tuple(days)
    unit.audit(N_("Export calendar"), days=len(listed))
    return written(listed, shop_name, unit.now)


def written(days: Iterable[Upcoming], shop_name: str, now: datetime) -> bytes:
    """The text of the file."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Shuke//Days that matter//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if shop_name:
        calendar.add("x-wr-calname", shop_name)
    for day in days:
        calendar.add_component(_event(day, now))
    text: bytes = calendar.to_ical()
    return text


def _event(day: Upcoming, now: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", _identity(day))
    event.add("dtstamp", now)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", _summary(day))
    if day.rule:
        event.add("description", "\n".join(tr(text) for text in rule_texts(day.rule)))
    event.add("transp", "TRANSPARENT")
    return event


def _identity(day: Upcoming) -> str:
    # Hashed, so that a shared calendar shows no key of ours.
    words = f"{day.uuid}|{day.kind}|{day.row_id}|{day.on.isoformat()}"
    return f"{sha256(words.encode()).hexdigest()[:32]}@shuke"


def _summary(day: Upcoming) -> str:
    kind = day_words(day.kind, day.row_id, day.relation)
    if day.whose and day.whose != day.customer:
        return tr("{kind}: {whose} ({customer})", kind=kind, whose=day.whose, customer=day.customer)
    return tr("{kind}: {customer}", kind=kind, customer=day.customer)
