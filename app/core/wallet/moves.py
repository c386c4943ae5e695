"""Keeps a log of how customers move from class to class, in the very write that moves them."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.core.store.unit import Unit
from app.core.timeline.writing import when
from app.core.wallet.queries import rad_of
from app.core.wallet.records import rad_move


@contextmanager
def moving(unit: Unit, customer_id: int, cause: str) -> Iterator[None]:
    """Whatever is written inside: note the class before and after, if they differ."""
    was = rad_of(unit, customer_id)
    yield
    became = rad_of(unit, customer_id)
    if was == became:
        return
    day, clock = when(unit, None)
    unit.insert(
        rad_move,
        customer_id=customer_id,
        at_day=day,
        at_time=clock,
        was=was,
        became=became,
        cause=cause,
        who=unit.actor.name,
    )
