"""Fields that a shop describes itself: the kinds it may choose, and the Field made of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from app.catalogue.choices import Option, Options
from app.catalogue.cleaning import narrow
from app.catalogue.field import Field, Part, Purpose, Tier
from app.catalogue.kind import Kind
from app.catalogue.kinds import (
    Choice,
    Choices,
    Day,
    EmailList,
    LongText,
    Measure,
    Money,
    Opinion,
    PhoneList,
    Place,
    Reference,
    Text,
    Words,
    YesOrNo,
)
from app.i18n import N_, Bilingual

T = TypeVar("T")
SEAL = "own"
"""The sealed blob that a shop's own sealed fields live in."""
SEARCH_WEIGHT = 3
DAY = "day"
OCCASION = "own"
"""The kind of anniversary that such days are; which of them, the row of the occasion says."""


@dataclass(frozen=True)
class OwnChoice:
    """One choice of a field of the shop's own; `code` is what is stored and never changes."""

    code: str
    name: str  # Chinese
    name_en: str


@dataclass(frozen=True)
class OwnSpec:
    """All that a shop said about a field of its own."""

    id: int
    name: str  # Chinese
    name_en: str
    kind: str
    choices: tuple[OwnChoice, ...] = ()
    unit: str = ""
    tier: Tier = Tier.PLAIN
    findable: bool = False
    yearly: bool = False  # a day that comes round and reminds

    @property
    def key(self) -> str:
        """The field's key in catalogues, files and the command line."""
        return f"own.{self.id}"


@dataclass(eq=False)
class OwnField(Field[T]):
    """A field of the shop's own: made anew whenever its description changes, but still itself."""

    def __eq__(self, other: object) -> bool:
        """The same row describes both."""
        return isinstance(other, OwnField) and other.own == self.own

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(self.key)


@dataclass(frozen=True)
class KindChoice:
    """A kind that a shop may choose for a field: its name and a plain example, both marked."""

    label: str
    example: str
    make: Callable[[OwnSpec], Kind[Any]]
    findable: bool = False  # may the search look into it?


def spelling(name: str) -> str:
    """A choice's name as a typed one is compared with it, whatever its widths."""
    return narrow(name).strip()


def options_of(choices: tuple[OwnChoice, ...]) -> Options:
    """The choices as a list that finds each by either name, whatever its widths."""
    return Options(
        tuple(
            Option(
                each.code,
                Bilingual(each.name_en, each.name),
                tuple(dict.fromkeys((each.name, spelling(each.name), spelling(each.name_en)))),
            )
            for each in choices
        )
    )


KIND_CHOICES: Mapping[str, KindChoice] = {
    "text": KindChoice(N_("Short text"), N_("Window seat"), lambda _: Text(), True),
    "long_text": KindChoice(N_("Long text"), N_("Several lines of notes"), lambda _: LongText()),
    "words": KindChoice(
        N_("List of words"), N_("Longjing, Pu'er, Tieguanyin"), lambda _: Words(), True
    ),
    "choice": KindChoice(
        N_("One of several choices"),
        N_("One of: small, medium, large"),
        lambda spec: Choice(options_of(spec.choices)),
    ),
    "choices": KindChoice(
        N_("Several of the choices"),
        N_("Any of: small, medium, large"),
        lambda spec: Choices(options_of(spec.choices)),
    ),
    "yes_no": KindChoice(N_("Yes or no"), N_("Yes; no; yes, in winter"), lambda _: YesOrNo()),
    "day": KindChoice(
        N_("Day"),
        N_("12 May 2020, only May 2020, or a lunar day"),
        lambda _: Day(lunar=True, future=True),
    ),
    "number": KindChoice(
        N_("Number with a unit"),
        N_("250 g; 3 bottles"),
        lambda spec: Measure(units=(spec.unit,)),
    ),
    "money": KindChoice(N_("Sum of money"), N_("800; 500-1000 a month"), lambda _: Money()),
    "attitude": KindChoice(
        N_("Attitude from 1 to 5"), N_("4, finds it a little dear"), lambda _: Opinion()
    ),
    "phones": KindChoice(
        N_("Telephone numbers"), N_("The driver's mobile"), lambda _: PhoneList(), True
    ),
    "emails": KindChoice(N_("E-mail addresses"), N_("For invoices"), lambda _: EmailList(), True),
    "place": KindChoice(N_("Address or place"), N_("The second home"), lambda _: Place(), True),
    "link": KindChoice(
        N_("Person or company"), N_("Another customer, by name"), lambda _: Reference(), True
    ),
}
"""What a shop may choose, in the order in which it is offered."""


def make_field(spec: OwnSpec, part: type[Part]) -> OwnField[Any]:
    """The field that a description describes, in a part of one profile."""
    choice = KIND_CHOICES[spec.kind]
    found = spec.findable and choice.findable and spec.tier in (Tier.PLAIN, Tier.COMPANY)
    made: OwnField[Any] = OwnField(
        choice.make(spec),
        Bilingual(spec.name_en, spec.name),
        tier=spec.tier,
        purpose=Purpose.SERVICE,
        key=spec.key,
        aliases=(spec.name,),
        seal=SEAL if spec.tier is Tier.SEALED else "",
        search=SEARCH_WEIGHT if found else 0,
        extra=True,
        occasion=OCCASION if spec.yearly and spec.kind == DAY else "",
        own=spec.id,
    )
    made.part = part
    return made
