"""One consistent look at the shop: what queries get in their hands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection

from app.catalogue.field import Catalogue
from app.core.actor import Actor
from app.core.clock import Clock
from app.core.own_fields.catalogues import Catalogues, catalogues_of
from app.core.progress import SILENT, Progress
from app.core.store.changes import ChangeSet
from app.core.store.journal import Journal
from app.core.store.seal import Seal

Upkeep = Callable[[Any, ChangeSet], None]
"""Given a Unit and what an undo touched, makes a feature's derived values anew."""


@dataclass(frozen=True)
class Session:
    """What a shop lends to each unit: the clock, the seal, the trail's key, the upkeep.

    `wall` is what time it really is, where `clock` stands still for the figures (--as-of).
    `journal` knows what the last acts touched; in `memory` a feature keeps, under its own
    name, what it would else make anew for each question.
    """

    clock: Clock
    seal: Seal | None
    audit_key: bytes = field(repr=False)
    upkeep: tuple[Upkeep, ...] = ()
    catalogues: dict[str, Catalogues] = field(default_factory=dict, repr=False, compare=False)
    journal: Journal = field(default_factory=Journal, repr=False, compare=False)
    memory: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    wall: Clock | None = None


class Reader:
    """A consistent look at the shop, for one person."""

    def __init__(self, connection: Connection, actor: Actor, session: Session) -> None:
        """Made by `Shop.read`."""
        self.connection, self.actor, self.session = connection, actor, session
        self.progress: Progress = SILENT  # told by the few questions that take seconds
        self._catalogues: Catalogues | None = None

    @property
    def clock(self) -> Clock:
        """What time it is."""
        return self.session.clock

    @property
    def today(self) -> date:
        """The shop's calendar day."""
        return self.session.clock.today()

    @property
    def catalogues(self) -> Mapping[str, Catalogue]:
        """The fields that customers of this shop have, by kind; its own fields among them."""
        if self._catalogues is None:
            self._catalogues = catalogues_of(self.connection, self.session.catalogues)
        return self._catalogues

    @property
    def seal(self) -> Seal | None:
        """Opens sealed values; None without the sensitive key."""
        return self.session.seal
