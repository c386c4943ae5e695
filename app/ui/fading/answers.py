"""What the lists ask the shop, off the interface thread, and the rows they show."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from app.catalogue.phones import show_phone
from app.catalogue.values import Phone
from app.core.fading import queries
from app.core.fading.complaints import complained, weights
from app.core.fading.hints import Fading, Standing
from app.core.fading.mailing import stopped
from app.core.fading.queries import KnownSilence
from app.core.fading.ranking import ranked, yearly
from app.core.fading.rhythm import Integers
from app.core.fading.ways import PLANNED
from app.core.fading.win_backs import WinBack, Worked
from app.core.fading.words import why
from app.core.store.reader import Reader
from app.ui.formats import day
from app.ui.widgets.record_ids import id_array

SLIPPING, LAPSED, KNOWN, FALLING = "slipping", "lapsed", "known", "falling"
STANDINGS = {SLIPPING: Standing.FADING, LAPSED: Standing.LAPSED, FALLING: Standing.FALLING}


@dataclass(frozen=True, eq=False)
class Seen:
    """Everybody's standing, who is on the list, and how win-backs went."""

    found: Fading
    rows: Integers
    counts: dict[str, int]
    worked: dict[str, Worked]  # by way; under "" everybody once


@dataclass(frozen=True)
class FadeRow:
    """One customer of a list; money in fen."""

    id: int
    name: str
    number: str
    phone: str
    usual_doubled: int
    silent: int
    visits_before: int
    visits_recent: int
    before: int
    recent: int
    yearly: int
    why: str
    step: WinBack | None  # the newest


@dataclass(frozen=True)
class Told:
    """What is known of one customer of the list."""

    row: FadeRow
    steps: tuple[WinBack, ...]
    known: KnownSilence | None
    stopped: bool

    @property
    def planned(self) -> WinBack | None:
        """The step that is to be taken next: the last one planned."""
        return next((each for each in self.steps if each.state == PLANNED), None)


def ask(reader: Reader, which: str) -> Seen:
    """A list, in the order of what would be lost; whoever complained comes sooner.

    Only the list of those who buy less needs to know of goods, which may take seconds.
    """
    found = (queries.who_fades if which == FALLING else queries.who_slips)(reader)
    theirs = {key: found.standing == standing for key, standing in STANDINGS.items()}
    theirs[KNOWN] = found.excused
    counts = {key: int(np.count_nonzero(those)) for key, those in theirs.items()}
    rows = ranked(found, np.flatnonzero(theirs[which]), weights(reader, found))
    return Seen(found, rows, counts, queries.worked(reader))


def sorted_ids(seen: Seen, sort: str, descending: bool) -> "array[int]":
    """The list in an order of the table; "" is by what would be lost."""
    rows, found = seen.rows, seen.found
    keys = {
        "usual": found.rhythms.median_doubled,
        "silent": found.silent,
        "visits": found.visits_before - found.visits_recent,
        "before": found.money_before,
        "recent": found.money_recent,
        "yearly": found.money_before,
    }
    if sort:
        key = keys[sort][rows]
        rows = rows[np.argsort(-key if descending else key, kind="stable")]
    return id_array(found.ids[rows])


def fade_rows(reader: Reader, found: Fading, ids: Sequence[int]) -> list[FadeRow]:
    """Rows of the table for these customers."""
    people = queries.people(reader, ids)
    steps = _newest(queries.win_backs(reader, ids))
    complaints = complained(reader, ids)
    made = []
    for each in ids:
        row, who = found.row_of(each), people.get(each)
        if row is None or who is None:
            continue
        made.append(
            FadeRow(
                each,
                who.name,
                who.number,
                show_phone(Phone(who.phone)) if who.phone else "",
                int(found.rhythms.median_doubled[row]),
                int(found.silent[row]),
                int(found.visits_before[row]),
                int(found.visits_recent[row]),
                int(found.money_before[row]),
                int(found.money_recent[row]),
                round(float(yearly(found, slice(row, row + 1))[0])),
                why(found, row, _day(complaints.get(each), reader)),
                steps.get(each),
            )
        )
    return made


def told(reader: Reader, found: Fading, record: int) -> Told | None:
    """Everything about one of them."""
    rows = fade_rows(reader, found, [record])
    if not rows:
        return None
    known = [each for each in queries.known_silences(reader, record) if each.holds(found.today)]
    return Told(
        rows[0],
        queries.win_backs(reader, [record]),
        known[0] if known else None,
        bool(stopped(reader, [record])),
    )


def _day(on: date | None, reader: Reader) -> str:
    return day(on, reader.today) if on else ""


def _newest(steps: Iterable[WinBack]) -> dict[int, WinBack]:
    found: dict[int, WinBack] = {}
    for each in steps:
        found.setdefault(each.customer_id, each)
    return found
