"""The password as a proof that it is still the same person: how long it counts, what asks for it.

Unlocking is typing the password, so the first minutes of a session are never asked again.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

VALID = timedelta(minutes=5)
_NOTHING = timedelta(0)


@dataclass(frozen=True)
class Grave:
    """A step that a passer-by at an open shop must not take (marked texts)."""

    asks: str  # what the password is for, said by the window that asks for it
    safe: str  # what did not happen when nobody gave it


class Proof:
    """When one person last gave the password in one session; of the unproven, never.

    Both clocks count: the steady one, so that turning the computer's clock back gains nothing,
    and the wall's, because a sleeping computer's steady clock stands still.
    """

    def __init__(
        self,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """Not given yet."""
        self._wall, self._steady = wall, steady
        self._given: tuple[float, datetime] | None = None
        self._lasting = False
        self._nobody_knows = False

    def give(self) -> None:
        """The right password was typed just now."""
        self._given = (self._steady(), self._wall())

    def last(self) -> None:
        """It counts until the session ends: of a command, which was begun with the password."""
        self._lasting = True

    def never_ask(self) -> None:
        """Of a shop whose password nobody knows: whoever were asked could never go on."""
        self._nobody_knows = True

    @property
    def can_be_asked(self) -> bool:
        """Is there anybody who knows the password?"""
        return not self._nobody_knows

    def forget(self) -> None:
        """The session has ended, or somebody else has the screen."""
        self._given, self._lasting = None, False

    @property
    def left(self) -> timedelta:
        """How much longer it counts."""
        if self._lasting or self._nobody_knows:
            return VALID
        if self._given is None:
            return _NOTHING
        steady, wall = self._given
        passed = max(timedelta(seconds=self._steady() - steady), self._wall() - wall)
        return max(VALID - passed, _NOTHING)

    @property
    def fresh(self) -> bool:
        """Does it count now?"""
        return self.left > _NOTHING
