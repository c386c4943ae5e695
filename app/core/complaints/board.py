"""What the board and Today show: the most urgent of each stage, and how many there are."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.core.actor import Right, needs
from app.core.complaints.cards import Card, asked_cards, cards_of, deadlines
from app.core.complaints.clocks import Colour
from app.core.complaints.queries import cards
from app.core.complaints.records import Stage, complaint
from app.core.complaints.running import NEVER, running
from app.core.complaints.whose import Whose, belongs, is_mine, whose_are
from app.core.store.reader import Reader

MOST, RECENT_DAYS = 40, 14
"""Tiles of one column; how long a closed complaint stays on the board."""


@dataclass(frozen=True)
class Pile:
    """One column: its most urgent complaints, and how many it has."""

    cards: tuple[Card, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class Board:
    """Every open complaint, and those closed lately."""

    now: datetime
    piles: dict[Stage, Pile]
    open: int
    late: int  # of whose steps one is due; some of them are overdue, too
    overdue: int
    passed_on: int
    mine: int


@dataclass(frozen=True)
class Urgent:
    """For Today: what was passed on to whoever looks, then what is not green any more."""

    cards: tuple[Card, ...]
    open: int
    mine: int


@needs(Right.SEE_CUSTOMERS)
def board(reader: Reader, whose: Whose = Whose.ALL, most: int = MOST) -> Board:
    """Columns by stage; only what is shown is read whole."""
    clocks = deadlines(reader)
    everyone = running(reader, clocks)
    found = [each for each in everyone if belongs(each.escalated_to, whose, reader.actor)]
    stages: dict[Stage, list[int]] = {stage: [] for stage in Stage}
    for each in found:
        stages[each.stage].append(each.id)
    first = [each for ids in stages.values() for each in ids[:most]]
    shown = {each.id: each for each in cards(reader, first)}
    piles = {
        stage: Pile(tuple(shown[each] for each in ids[:most]), len(ids))
        for stage, ids in stages.items()
    }
    piles[Stage.CLOSED] = _closed_lately(reader, whose, most)
    passed = [each for each in everyone if each.escalated_to]
    return Board(
        clocks.now,
        piles,
        len(found),
        sum(clocks.now > each.due_at for each in found),
        sum(each.is_overdue(clocks.now) for each in found),
        len(passed),
        sum(is_mine(each.escalated_to, reader.actor) for each in passed),
    )


@needs(Right.SEE_CUSTOMERS)
def urgent(reader: Reader, most: int) -> Urgent:
    """The few that somebody should look at today."""
    clocks = deadlines(reader)
    found = running(reader, clocks)
    mine = [each for each in found if is_mine(each.escalated_to, reader.actor)]
    ids = [each.id for each in mine[:most]]
    for each in found:
        if len(ids) >= most:
            break
        due = None if each.due_at == NEVER else each.due_at
        if each.id not in ids and clocks.colour(each.received, due) is not Colour.GREEN:
            ids.append(each.id)
    return Urgent(cards(reader, ids), len(found), len(mine))


def _closed_lately(reader: Reader, whose: Whose, most: int) -> Pile:
    since = reader.clock.now() - timedelta(days=RECENT_DAYS)
    lately = (complaint.c.settled_at >= since, whose_are(whose, reader.actor))
    total = reader.connection.execute(select(func.count()).where(*lately)).scalar_one()
    newest = asked_cards().where(*lately).order_by(complaint.c.settled_at.desc()).limit(most)
    return Pile(cards_of(reader, newest), total)
