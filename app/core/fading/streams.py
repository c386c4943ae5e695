"""Supplies a customer's stream with known silences, win-back steps and stopped mailings."""

from collections.abc import Callable, Generator
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Column, Row, Select, Table

from app.core.fading.records import known_silence, mailing_stop, win_back
from app.core.fading.ways import WAYS
from app.core.store.reader import Reader
from app.core.timeline.items import Ask, Item, bounds, day_key, moment_of, supplied
from app.core.timeline.own_streams import facts_of, newest
from app.i18n import N_

KIND = "win_back"

_Made = Callable[[Row[Any]], dict[str, Any]]


def known_silences(reader: Reader, ask: Ask) -> Generator[Item]:
    """Why somebody stays away, on the day it was said."""
    return _supply(reader, ask, "silence", _reason)


def planned(reader: Reader, ask: Ask) -> Generator[Item]:
    """Steps on the day they were planned; one that was taken at once is told below alone."""
    return _supply(reader, ask, "win_back", _planned)


def taken(reader: Reader, ask: Ask) -> Generator[Item]:
    """Steps on the day they were taken."""
    return _supply(reader, ask, "win_back_done", _taken)


def given_up(reader: Reader, ask: Ask) -> Generator[Item]:
    """Steps on the day they were given up."""
    return _supply(reader, ask, "win_back_failed", _given_up)


def stops(reader: Reader, ask: Ask) -> Generator[Item]:
    """Mailings that were stopped."""
    return _supply(reader, ask, "mailing_stop", _stop)


SUPPLIES = (known_silences, planned, taken, given_up, stops)

_SOURCES: dict[str, tuple[Table, str, str | None]] = {
    "silence": (known_silence, "said_on", "said_time"),
    "win_back": (win_back, "planned_on", "planned_time"),
    "win_back_done": (win_back, "done_on", None),
    "win_back_failed": (win_back, "failed_on", None),
    "mailing_stop": (mailing_stop, "since", "since_time"),
}


def _supply(reader: Reader, ask: Ask, stream: str, made: _Made) -> Generator[Item]:
    table, day, clock = _SOURCES[stream]

    def item(row: Row[Any]) -> Item:
        on: date = getattr(row, day)
        at: str | None = getattr(row, clock) if clock else None
        key, moment = day_key(on, at, stream, row.id), moment_of(on, at, reader.clock.zone)
        return Item(key, KIND, moment, who=row.who or "", place=(table.name, row.id), **made(row))

    bound = bounds(ask, stream) | {"today": reader.today}
    return supplied(reader, _asked(stream), bound, item)


@cache
def _asked(stream: str) -> Select[Any]:
    table, day, clock = _SOURCES[stream]
    at: Column[Any] | None = table.c[clock] if clock else None
    found = newest(table, table.c[day], at)
    if stream == "win_back":
        return found.where(win_back.c.done_on.is_distinct_from(win_back.c.planned_on))
    return found


def _reason(row: Row[Any]) -> dict[str, Any]:
    until = facts_of((N_("Until when"), row.until))
    return {"title": N_("Not slipping away"), "words": row.reason, "facts": until}


def _planned(row: Row[Any]) -> dict[str, Any]:
    due = facts_of((N_("By when"), row.due_on))
    return {"title": N_("Win-back planned"), "words": row.plan or "", "facts": due} | _way(row)


def _taken(row: Row[Any]) -> dict[str, Any]:
    return {"title": N_("Tried to win her back"), "words": row.outcome or ""} | _way(row)


def _given_up(row: Row[Any]) -> dict[str, Any]:
    return {"title": N_("Win-back given up"), "words": row.outcome or ""} | _way(row)


def _stop(row: Row[Any]) -> dict[str, Any]:
    return {"title": N_("Mailings stopped")}


def _way(row: Row[Any]) -> dict[str, Any]:
    return {"labels": (WAYS[row.way],)}
