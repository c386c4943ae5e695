"""Who is doing it and what they may do; `needs` guards every public service function."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from app.core.errors import NotAllowed, PasswordNeeded
from app.core.step_up import Grave, Proof
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


# What needs the password again when it was given more than some minutes ago. Whatever names one
# of these rights asks for it, unless it says `asks=False`, and why.
GRAVE: dict[Right, Grave] = {
    Right.SEE_SEALED: Grave(N_("To show what is hidden."), N_("Nothing was shown.")),
    Right.EXPORT: Grave(N_("To take data out of the shop."), N_("Nothing left the shop.")),
    Right.RESTORE: Grave(N_("To go back to a backup."), N_("Nothing was changed.")),
    Right.MANAGE_PEOPLE: Grave(N_("To change who may open the shop."), N_("Nothing was changed.")),
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
    proof: Proof = field(default_factory=Proof, compare=False, repr=False)

    def may(self, right: Right) -> bool:
        """Does this person's role hold the right?"""
        return right in RIGHTS[self.role]


P = ParamSpec("P")
R = TypeVar("R")


def needs(right: Right, *, asks: bool = True) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Guard a service or query function by its first argument's `.actor`.

    The first argument is a Unit, a Reader or an Actor; raises `NotAllowed`, and
    `PasswordNeeded` where the right is one of `GRAVE`, unless it `asks` for nothing.
    """

    def guard(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            require(_actor_of(args[0]), right, asks=asks)
            return function(*args, **kwargs)

        guarded.right, guarded.asks = right, asks  # type: ignore[attr-defined]
        return guarded

    return guard


def require(actor: Actor, right: Right, *, asks: bool = True) -> None:
    """Raise `NotAllowed` unless the actor holds the right, and `PasswordNeeded` as `needs` does."""
    if not actor.may(right):
        raise NotAllowed(
            N_("{name} may not do this."),
            N_("Nothing was changed."),
            N_("Ask the owner to do it."),
            name=spoken_name(actor.name),
        )
    grave = GRAVE.get(right) if asks else None
    if grave is not None and not actor.proof.fresh:
        raise PasswordNeeded(str(right), grave)


def _actor_of(first: Any) -> Actor:
    return first if isinstance(first, Actor) else first.actor
