"""What looking through the book for one rule comes to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Place = tuple[int, str]  # a customer and the key of a finding


@dataclass(frozen=True, slots=True)
class Found:
    """One customer to whom a rule applies; `reason` holds figures, put into words later."""

    customer_id: int
    key: str
    reason: Mapping[str, Any]
    stake: int = 0
    due_on: date | None = None
    about_id: int | None = None
    logged: bool = False

    @property
    def place(self) -> Place:
        """What tells it from every other one of its rule."""
        return self.customer_id, self.key


@dataclass(frozen=True, slots=True)
class Known:
    """A finding that is kept: enough to see whether its reason still holds."""

    id: int
    customer_id: int
    key: str
    state: str
    touched: bool
    about_id: int | None
    gone: bool

    @property
    def place(self) -> Place:
        """What tells it from every other one of its rule."""
        return self.customer_id, self.key

    @property
    def waits(self) -> bool:
        """Is there something left to do?"""
        return self.state in ("open", "snoozed")


@dataclass(frozen=True)
class Scope:
    """Whom to look at (None: everybody), and what is known of them already."""

    customers: Collection[int] | None = None
    known: tuple[Known, ...] = ()

    def waiting(self) -> tuple[Known, ...]:
        """Findings whose reason is looked at again."""
        return tuple(each for each in self.known if each.waits)


@dataclass(frozen=True)
class Look:
    """`found`: to whom the rule applies now; `holds`: of the waiting ones, which still do."""

    found: tuple[Found, ...] = ()
    holds: frozenset[Place] = field(default_factory=frozenset)
