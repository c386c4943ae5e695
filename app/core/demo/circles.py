"""Links some of the sample shop's customers: who brought whom, friends, neighbours, staff."""

from collections.abc import Sequence
from datetime import timedelta

from app.catalogue.values import CalendarDay
from app.core.actor import Right, needs
from app.core.demo.shopping import Buyer
from app.core.people.links import NOTHING, About, add_link
from app.core.people.relatives import LightPerson, add_relative
from app.core.store.unit import Unit
from app.i18n import N_, tr

_BROUGHT = 36  # customers who came through another one
_EACH_BROUGHT = 3
# Positions among the individuals: one, another, and what the other is to the one.
_FRIENDS = (
    (0, 40, "best_friend"),
    (0, 41, "neighbour"),
    (1, 42, "classmate"),
    (2, 43, "friend"),
    (40, 44, "neighbour"),
    (41, 45, "friend"),
)
_STAFF = (0, 46, 47, 48, 49)


@needs(Right.IMPORT)
def link_people(unit: Unit, buyers: Sequence[Buyer]) -> None:
    """Make the links; a small shop gets as many as it has people for."""
    people = [each.id for each in buyers if not each.company]
    firms = [each.id for each in buyers if each.company]
    for place in range(1, min(_BROUGHT, len(people))):
        add_link(unit, people[(place - 1) // _EACH_BROUGHT], people[place], "introduced")
    for one, other, end in _FRIENDS:
        if other < len(people):
            add_link(unit, people[one], people[other], end)
    for place in _STAFF if firms else ():
        if place < len(people):
            about = About(since=CalendarDay("solar", 2019)) if place else NOTHING
            add_link(unit, people[place], firms[0], "employer", about)
    if people:
        add_relative(unit, people[0], _grandmother(unit))


def _grandmother(unit: Unit) -> LightPerson:
    day = unit.today + timedelta(days=24)
    birthday = CalendarDay("solar", day.year - 80, day.month, day.day)
    note = tr(N_("likes opera; her tea should be mild"))
    return LightPerson(tr(N_("Granny")), "grandparent", birthday=birthday, note=note)
