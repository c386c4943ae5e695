"""Everything the Today page shows, asked in one consistent view."""

from dataclasses import dataclass
from datetime import date

from app.core.backups import queries as backups
from app.core.backups.queries import Standing
from app.core.customers import queries as customers
from app.core.customers.queries import ListQuery
from app.core.reminders.due import Due, due, leads_from, rules_from
from app.core.reminders.queries import upcoming
from app.core.reminders.upcoming import Upcoming
from app.core.settings import queries as settings
from app.core.store.reader import Reader

DAYS_AHEAD = 30
MOST_DAYS = 400  # rows that a person could still read; the rest is counted


@dataclass(frozen=True)
class Findings:
    """What there is to see and do today."""

    today: date
    customers: int
    due: tuple[Due, ...]
    coming: tuple[Upcoming, ...]
    more_coming: bool
    doubtful: int
    standing: Standing


def findings(reader: Reader, since: date) -> Findings:
    """Ask for all of it; `since` is the last day the shop was open."""
    chosen = settings.get_all(reader)
    rules = rules_from(chosen)
    now = due(reader, since, leads_from(chosen), rules, limit=MOST_DAYS)
    coming = upcoming(reader, reader.today, DAYS_AHEAD, rules=rules, limit=MOST_DAYS + 1)
    asked = {each.what.key for each in now}
    later = tuple(each for each in coming[:MOST_DAYS] if each.key not in asked)
    return Findings(
        today=reader.today,
        customers=customers.count(reader, ListQuery()),
        due=now,
        coming=later,
        more_coming=len(coming) > MOST_DAYS,
        doubtful=customers.count(reader, ListQuery(doubts=True)),
        standing=backups.standing(reader),
    )
