"""How customers belong together: every kind of link has two ends, each with a name of its own.

`parent` is the kind, its ends are "parent" and "child": the first is the second's parent.
Where both ends are called the same (spouse, neighbour) the kind is a mirror.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.i18n import N_, language, tr


class Circle(StrEnum):
    """The circles that the people around a customer fall into, the nearest first."""

    FAMILY = "family"
    FRIENDS = "friends"
    WORK = "work"
    TRADE = "trade"
    OWN = "own"


CIRCLE_LABELS = {
    Circle.FAMILY: N_("Family"),
    Circle.FRIENDS: N_("Friends and neighbours"),
    Circle.WORK: N_("Work"),
    Circle.TRADE: N_("Who brought whom, trade"),
    Circle.OWN: N_("Our own kinds"),
}


@dataclass(frozen=True)
class End:
    """What one customer is to the other: a marked name, or the shop's own in both languages."""

    key: str
    name: str
    chinese: str = ""
    english: str = ""

    def show(self) -> str:
        """The name in the current language; the other language's where it has none."""
        if not (self.chinese or self.english):
            return tr(self.name)
        both = (self.chinese, self.english)
        first, second = both if language() == "zh" else both[::-1]
        return first or second


@dataclass(frozen=True)
class LinkKind:
    """One kind of link.

    `tree`: it leads downwards and never in a circle; `people`: between individuals only.
    """

    key: str
    first: End
    second: End
    circle: Circle
    tree: bool = False
    people: bool = True
    own: int = 0  # the shop's own: its row

    @property
    def mirror(self) -> bool:
        """Is either end the same to the other?"""
        return self.first.key == self.second.key

    @property
    def ends(self) -> tuple[End, ...]:
        """The different ends."""
        return (self.first,) if self.mirror else (self.first, self.second)

    def across(self, end: str) -> End:
        """The end opposite to this one."""
        return self.second if end == self.first.key else self.first


class LinkKinds:
    """All kinds a shop knows, by their key and by the keys of their ends."""

    def __init__(self, kinds: Iterable[LinkKind]) -> None:
        """In the order in which they are offered."""
        self._kinds: Mapping[str, LinkKind] = {each.key: each for each in kinds}
        self._ends = {end.key: each for each in self._kinds.values() for end in each.ends}

    def __iter__(self) -> Iterator[LinkKind]:
        """Every kind."""
        return iter(self._kinds.values())

    def get(self, key: str) -> LinkKind | None:
        """The kind with this key."""
        return self._kinds.get(key)

    def of_end(self, end: str) -> LinkKind | None:
        """The kind that has this end."""
        return self._ends.get(end)

    def end(self, key: str) -> End | None:
        """The end with this key."""
        kind = self._ends.get(key)
        return next((each for each in kind.ends if each.key == key), None) if kind else None

    def ends(self) -> Iterator[tuple[LinkKind, End]]:
        """Every end with its kind, in order."""
        for kind in self:
            for end in kind.ends:
                yield kind, end


def _mirror(key: str, name: str, circle: Circle, *, people: bool = True) -> LinkKind:
    end = End(key, name)
    return LinkKind(key, end, end, circle, people=people)


def _pair(
    first: tuple[str, str],
    second: tuple[str, str],
    circle: Circle,
    *,
    tree: bool = False,
    people: bool = True,
) -> LinkKind:
    return LinkKind(first[0], End(*first), End(*second), circle, tree=tree, people=people)


SPOUSE, PARENT, HOUSEHOLD, INTRODUCER, IN_CHARGE, RELATIVE = (
    "spouse", "parent", "household", "introducer", "in_charge", "relative",
)  # fmt: skip
CHILD, INTRODUCED, COMPANY_IN_CHARGE = "child", "introduced", "company_in_charge"

BUILT_IN: tuple[LinkKind, ...] = (
    _mirror(SPOUSE, N_("spouse"), Circle.FAMILY),
    _pair((PARENT, N_("parent")), (CHILD, N_("child")), Circle.FAMILY, tree=True),
    _pair(("grandparent", N_("grandparent")), ("grandchild", N_("grandchild")), Circle.FAMILY),
    _mirror("sibling", N_("brother or sister"), Circle.FAMILY),
    _mirror("in_law", N_("in-law"), Circle.FAMILY),
    _mirror(RELATIVE, N_("relative"), Circle.FAMILY),
    _mirror("closest_relative", N_("closest relative"), Circle.FAMILY),
    _mirror(HOUSEHOLD, N_("lives in the same household"), Circle.FAMILY),
    _mirror("best_friend", N_("best friend"), Circle.FRIENDS),
    _mirror("friend", N_("friend"), Circle.FRIENDS),
    _mirror("neighbour", N_("neighbour"), Circle.FRIENDS),
    _mirror("classmate", N_("classmate"), Circle.FRIENDS),
    _pair(("teacher", N_("teacher")), ("student", N_("student")), Circle.FRIENDS),
    _pair(("employer", N_("employer")), ("employee", N_("employee")), Circle.WORK, people=False),
    _pair(
        (IN_CHARGE, N_("person in charge")),
        (COMPANY_IN_CHARGE, N_("company in their charge")),
        Circle.WORK,
        people=False,
    ),
    _mirror("colleague", N_("colleague"), Circle.WORK),
    _pair(("superior", N_("superior")), ("subordinate", N_("subordinate")), Circle.WORK),
    _mirror("partner", N_("business partner"), Circle.WORK, people=False),
    _pair(
        (INTRODUCER, N_("introduced by")),
        (INTRODUCED, N_("introduced to us")),
        Circle.TRADE,
        people=False,
    ),
    _pair(("supplier", N_("supplier")), ("buyer", N_("buyer")), Circle.TRADE, people=False),
    _pair(
        ("head_office", N_("head office")),
        ("branch", N_("branch")),
        Circle.TRADE,
        tree=True,
        people=False,
    ),
)
