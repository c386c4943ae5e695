"""What every entry of the timeline is checked for before it is written: day, text, row."""

from datetime import date
from typing import Any

from sqlalchemy import Table, select

from app.catalogue.cleaning import tidy
from app.core.errors import Refused
from app.core.store.unit import Unit
from app.i18n import N_

LONGEST = 100_000  # characters of one text


def when(unit: Unit, on: date | None) -> tuple[date, str | None]:
    """The day, and the time of what is written down on its own day."""
    today = unit.today
    if on is not None and on > today:
        raise Refused(
            N_("{date} has not come yet."),
            N_("Nothing was kept."),
            N_("Choose today or an earlier day."),
            date=on.isoformat(),
        )
    if on is None or on == today:
        return today, f"{unit.clock.local():%H:%M:%S}"
    return on, None


def refuse_backwards(first: date, later: date | None) -> None:
    """A later day must not lie before the first."""
    if later is not None and later < first:
        raise Refused(
            N_("{date} lies before the day itself."),
            N_("Nothing was kept."),
            N_("Choose a later day."),
            date=later.isoformat(),
        )


def text_of(typed: str) -> str | None:
    """A text as it is kept; None when nothing is left of it."""
    cleaned = tidy(typed)
    if len(cleaned) > LONGEST:
        raise Refused(
            N_("The text has {count} characters; at most {most} can be kept."),
            N_("Nothing was kept."),
            N_("Shorten it, or keep it as a file."),
            count=len(cleaned),
            most=LONGEST,
        )
    return cleaned or None


def must_text(typed: str) -> str:
    """The same, where a text is needed."""
    found = text_of(typed)
    if found is None:
        raise Refused(
            N_("There is nothing to keep yet."),
            N_("Nothing was changed."),
            N_("Type a few words first."),
        )
    return found


def one_of(known: dict[str, str], value: str) -> str:
    """A word of a fixed list."""
    if value not in known:
        raise ValueError(value)
    return value


def entry_row(unit: Unit, table: Table, row_id: int) -> dict[str, Any]:
    """The row of an entry that is still there."""
    found = unit.connection.execute(select(table).where(table.c.id == row_id)).first()
    if found is None:
        raise Refused(
            N_("This entry is not there any more."),
            N_("Nothing was changed."),
            N_("It may have been undone or deleted."),
        )
    return found._asdict()
