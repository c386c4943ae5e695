"""Through which channel each customer buys: where most of her purchases were made.

Kept in the session as small columns and mended for the few customers a write touches.
"""

from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from app.core.actor import Right, needs
from app.core.purchases.records import to_day
from app.core.purchases.touched import whose_purchases
from app.core.store.acts import newest_act
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.core.value.channels import Usual, together, usual_of, usual_of_all
from app.core.value.columns import Integers
from app.core.value.traits import Trait

_NAME = "value.sold_through"


@needs(Right.SEE_FIGURES)
def sold_through(reader: Reader, ids: Integers) -> Trait:
    """The usual channel of each of these customers; equally usual ones: the first by name."""
    keeper: _Keeper = reader.session.memory.setdefault(_NAME, _Keeper())
    return keeper.at(reader).of(ids)


@dataclass(frozen=True, eq=False)
class _Kept:
    version: int
    day: int
    usual: Usual


@dataclass(eq=False)
class _Keeper:
    kept: _Kept | None = None
    lock: Lock = field(default_factory=Lock)

    def at(self, reader: Reader) -> Usual:
        """As this reader's snapshot has it, today."""
        if isinstance(reader, Unit):  # what a unit sees may yet be taken back
            return usual_of_all(reader)
        version = newest_act(reader.connection)
        with self.lock:
            kept, day = self.kept, to_day(reader.today)
            if kept is not None and (kept.version, kept.day) == (version, day):
                return kept.usual
            whose = None
            if kept is not None and kept.day == day:
                whose = whose_purchases(reader.session.journal.acts_between(kept.version, version))
            if kept is None or whose is None:
                made = usual_of_all(reader)
            elif whose:
                left = kept.usual.without(np.array(sorted(whose), np.int64))
                made = together((left, usual_of(reader, whose)))
            else:
                made = kept.usual
            self.kept = _Kept(version, day, made)
            return made
