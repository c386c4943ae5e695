"""A field of a profile: described once, read by forms, lists, import, export and tests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar, cast

from app.catalogue.kind import Kind

T = TypeVar("T")


class Tier(StrEnum):
    """How closely a field is kept; belongs to the field, never to a value."""

    PLAIN = "P"
    GUARDED = "H"  # an ordinary column behind a right, masked until clicked
    SEALED = "S"  # encrypted once more with the sensitive key
    COMPANY = "-"


class Purpose(StrEnum):
    """What a value is kept for; shown to the customer who asks."""

    CONTACT = "contact"
    SERVICE = "service"
    CARE = "care"
    GRADING = "grading"
    CONTRACT = "contract"
    RECORD = "record"


def also(headings: str) -> tuple[str, ...]:
    """Import headings from one text with 、 between them; the first is the Chinese label."""
    return tuple(headings.split("、"))


@dataclass(eq=False)
class Field(Generic[T]):
    """One described value. Attributes `key`, `part`, `group` are set by its part.

    `key` is the name in `profile-fields` (with the dot: "spouse.birthday"); the attribute
    in the part's class is the same with "_" ("spouse_birthday").
    `seal` names the sealed blob a SEALED field lives in (identity, health, family …).
    `occasion` names the anniversary kind a date field gives rise to (birthday, wedding …).
    `aliases` are import headings in any language; the first is the Chinese label.
    """

    kind: Kind[T]
    label: str
    tier: Tier = Tier.PLAIN
    purpose: Purpose = Purpose.SERVICE
    key: str = ""
    hint: str = ""
    aliases: tuple[str, ...] = ()
    about_others: bool = False
    seal: str = ""
    occasion: str = ""
    search: int = 0  # weight in the search index; 0 = not in it
    often: bool = False  # shown first
    extra: bool = False  # not one of the 100 + 35
    own: int = 0  # the row that describes it, for a field of the shop's own
    part: "type[Part] | None" = field(default=None, init=False, repr=False)
    group: "type[Group] | None" = field(default=None, init=False, repr=False)

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the attribute's name as key unless one was given."""
        self.key = self.key or name

    @property
    def column(self) -> str:
        """The stored column's base name: the key with "_" for "."."""
        return self.key.replace(".", "_")

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above this field's column in a file: both labels, every alias."""
        return (self.label, *self.aliases)

    @property
    def sealed(self) -> bool:
        """Is it kept in a sealed blob?"""
        return self.tier is Tier.SEALED


class _Described(type):
    """Collects the Field attributes of a part or group in their order."""

    fields: tuple[Field[Any], ...]

    def __new__(mcs, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> "_Described":
        made = super().__new__(mcs, name, bases, space)
        made.fields = tuple(v for v in space.values() if isinstance(v, Field))
        return made


class Group(metaclass=_Described):
    """A repeating group: each row holds its fields (studies, children, persons …).

    A field inside it has a key with a dot ("child.birthday"). `sealed` groups live
    whole in the sealed blob named by `seal`, others in a child table `key`.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    fields: ClassVar[tuple[Field[Any], ...]]
    seal: ClassVar[str] = ""


class Part(metaclass=_Described):
    """One part of a profile: its own fields and its repeating groups, in display order."""

    key: ClassVar[str]
    label: ClassVar[str]
    fields: ClassVar[tuple[Field[Any], ...]]
    groups: ClassVar[tuple[type[Group], ...]] = ()


def part_mark(part: type[Part]) -> str:
    """What a hidden part is called among hidden fields."""
    return f"part:{part.key}"


def part_like(part: type[Part], fields: tuple[Field[Any], ...]) -> type[Part]:
    """The same part with other fields, or in another order; the part itself stays as it is."""
    if fields == part.fields:
        return part
    made = _Described(part.__name__, (part,), {"__doc__": part.__doc__})
    made.fields = fields
    return cast("type[Part]", made)


@dataclass(frozen=True)
class Catalogue:
    """All parts of one profile, in the shop's order; binds each field to its part and group.

    What a shop hides stays in `parts`: it keeps its values, and a filled one is still shown.
    `hides` holds the keys of hidden fields and groups, and "part:KEY" of hidden parts.
    """

    name: str  # "individual" or "company"
    parts: tuple[type[Part], ...]
    hides: frozenset[str] = frozenset()
    _by_key: dict[str, Field[Any]] = field(default_factory=dict, compare=False, repr=False)
    _own: dict[int, Field[Any]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Bind parts and groups, refuse a key used twice."""
        for part in self.parts:
            for each in part.fields:
                self._bind(each, part, None)
            for group in part.groups:
                for each in group.fields:
                    self._bind(each, part, group)

    def _bind(self, each: Field[Any], part: type[Part], group: type[Group] | None) -> None:
        if each.key in self._by_key:
            raise ValueError(f"field key {each.key} is used twice in {self.name}")
        if each.part is None:  # a shop's catalogue is made of the fields of the fixed one
            each.part, each.group = part, group
        self._by_key[each.key] = each
        if each.own:
            self._own[each.own] = each

    def __iter__(self) -> Iterator[Field[Any]]:
        """Every field, in display order, group fields included."""
        return iter(self._by_key.values())

    def has(self, key: str) -> bool:
        """Is there a field with this key?"""
        return key in self._by_key

    def field(self, key: str) -> Field[Any]:
        """The field with this key; KeyError when there is none."""
        return self._by_key[key]

    @property
    def own(self) -> Mapping[int, Field[Any]]:
        """The shop's own fields, by the row that describes each."""
        return self._own

    def hidden(self, what: "Field[Any] | type[Part] | type[Group]") -> bool:
        """Does the shop hide this field, group or part from forms?"""
        if not self.hides:
            return False
        if not isinstance(what, Field):
            return (
                part_mark(what) in self.hides if issubclass(what, Part) else what.key in self.hides
            )
        of_group = what.group is not None and what.group.key in self.hides
        of_part = what.part is not None and part_mark(what.part) in self.hides
        return of_group or of_part or what.key in self.hides

    def groups(self) -> Iterator[type[Group]]:
        """Every repeating group."""
        for part in self.parts:
            yield from part.groups
