"""To whom complaints were passed on, seen from the person at the keyboard."""

from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, true

from app.core.actor import Actor, spoken_name
from app.core.complaints.records import complaint


class Whose(StrEnum):
    """Which complaints are looked at."""

    ALL = "all"
    PASSED_ON = "passed_on"
    MINE = "mine"  # passed on to whoever looks


def is_mine(escalated_to: str | None, actor: Actor) -> bool:
    """Does this name mean the person at the keyboard?"""
    names = (actor.name.casefold(), spoken_name(actor.name).casefold())
    return escalated_to is not None and escalated_to.casefold() in names


def whose_are(whose: Whose, actor: Actor) -> ColumnElement[bool]:
    """The same as a condition of SQL."""
    to = complaint.c.escalated_to
    if whose is Whose.ALL:
        return true()
    if whose is Whose.PASSED_ON:
        return to.is_not(None)
    names = {actor.name.lower(), spoken_name(actor.name).lower()}
    return and_(to.is_not(None), func.lower(to).in_(names))


def belongs(escalated_to: str | None, whose: Whose, actor: Actor) -> bool:
    """Is a complaint passed on to this name looked at?"""
    if whose is Whose.MINE:
        return is_mine(escalated_to, actor)
    return whose is Whose.ALL or bool(escalated_to)
