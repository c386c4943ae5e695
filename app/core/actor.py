"""Who is doing it and what they may do; `needs` guards every public service function."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from app.core.errors import NotAllowed
from app.i18n import N_, tr


class Right(StrEnum):
    """One thing a person may be allowed to do."""

    SEE_CUSTOMERS = "see_customers"
    EDIT_CUSTOMERS = "edit_customers"
    SEE_SEALED = "see_sealed"
    ENTER_PURCHASES = "enter_purchases"
    SEE_FIGURES = "see_figures"
    IMPORT = "import"
    EXPORT = "export"
    UNDO = "undo"
    CHANGE_SETTINGS = "change_settings"
    MANAGE_PEOPLE = "manage_people"
    MAKE_BACKUPS = "make_backups"
    RESTORE = "restore"
    CHECK = "check"
    SEE_AUDIT = "see_audit"


class Role(StrEnum):
    """The people a shop knows."""

    OWNER = "owner"
    CUSTODIAN = "custodian"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.CUSTODIAN: frozenset({Right.MAKE_BACKUPS, Right.CHECK}),
}


# Who gave no name is called by the role: kept as a marked word, shown in anybody's language.
NAMELESS = {Role.OWNER: N_("Owner"), Role.CUSTODIAN: N_("Custodian")}


def spoken_name(name: str) -> str:
    """An actor's name as kept beside what was done, for the person who reads it."""
    return tr(name) if name in NAMELESS.values() else name


@dataclass(frozen=True)
class Actor:
    """The person at the keyboard, for one session."""

    uid: str
    name: str
    role: Role
    session: str = ""

    def may(self, right: Right) -> bool:
        """Does this person's role hold the right?"""
        return right in RIGHTS[self.role]


P = ParamSpec("P")
R = TypeVar("R")


def needs(right: Right) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Guard a service or query function by its first argument's `.actor`.

    The first argument is a Unit, a Reader or an Actor; raises `NotAllowed`.
    """

    def guard(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            require(_actor_of(args[0]), right)
            return function(*args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]
        return guarded

    return guard


def require(actor: Actor, right: Right) -> None:
    """Raise `NotAllowed` unless the actor holds the right."""
    if not actor.may(right):
        raise NotAllowed(
            N_("{name} may not do this."),
            N_("Nothing was changed."),
            N_("Ask the owner to do it."),
            name=spoken_name(actor.name),
        )


def _actor_of(first: Any) -> Actor:
    return first if isinstance(first, Actor) else first.actor
