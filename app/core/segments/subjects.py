"""What a filter can ask about: every field of the catalogues, and what the shop itself knows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.catalogue import kinds
from app.catalogue.channels import CHANNELS, sub_kinds
from app.catalogue.choices import Option, Options
from app.catalogue.field import Catalogue, Field, Tier
from app.core.errors import Refused
from app.core.segments.ops import CHANGED, EMPTY, EVER, EVER_OF, FILLED, OPS, Op, Shape
from app.core.value.groups import WORDS, Group
from app.core.wallet.rad import WORDS as CLASSES
from app.core.wallet.rad import Rad
from app.core.worth.tiers import NAMES as TIERS
from app.core.worth.tiers import Tier as Level
from app.i18n import N_

Catalogues = Mapping[str, Catalogue]


@dataclass(frozen=True)
class Subject:
    """One thing to ask about: its key in filters, its marked label, the shape of its values.

    `fields` are the catalogue's fields with this key, by kind of customer; none for what is
    built in. `part` is the marked heading under which it is offered; `whose` is the group it
    repeats or stands in ("Spouse"), without which its label says too little.
    """

    key: str
    label: str
    shape: Shape
    part: str
    fields: tuple[tuple[str, Field[Any]], ...] = ()
    whose: str = ""
    options: Options | None = None
    suggestions: tuple[str, ...] = ()
    blank: bool = True  # can be empty at all
    often: bool = False

    @property
    def sealed(self) -> bool:
        """Is its content kept in sealed blobs?"""
        return any(field.sealed for _, field in self.fields)

    @property
    def guarded(self) -> bool:
        """Does asking for its content need the right to see it?"""
        return any(field.tier in (Tier.GUARDED, Tier.SEALED) for _, field in self.fields)

    def ops(self) -> tuple[Op, ...]:
        """What can be asked about it."""
        found = OPS[self.shape]
        if self.blank:
            found = (*found, FILLED, EMPTY)
        if self.fields and not self.sealed:
            found = (*found, CHANGED, *([EVER] if self.shape in EVER_OF else []))
        return found

    def op(self, key: str) -> Op | None:
        """One of them, None when it can't be asked so."""
        return next((each for each in self.ops() if each.key == key), None)


_KINDS = Options(
    (
        Option("individual", N_("Person"), ("个人",)),
        Option("company", N_("Company customer"), ("企业",)),
    )
)
_STATUS = Options(
    (
        Option("prospect", N_("Prospect"), ("潜在客户",)),
        Option("target", N_("Target"), ("目标客户",)),
        Option("current", N_("Current"), ("现有客户",)),
        Option("lapsed", N_("Lapsed"), ("流失客户",)),
    )
)
_GROUPS = Options(tuple(Option(each.word, WORDS[each].name, ()) for each in Group))
_CLASSES = Options(tuple(Option(each.value, CLASSES[each].name, ()) for each in Rad))
_TIERS = Options(tuple(Option(each.value, TIERS[each], ()) for each in Level))
_CHANNELS = Options(
    tuple(
        Option(each.code, each.label, (each.chinese,))
        for top in CHANNELS.values()
        if not top.under
        for each in (top, *sub_kinds(top.code))
    )
)
SHOP = N_("Buying and the shop's own")
BUILT_IN: tuple[Subject, ...] = (
    Subject("name", N_("Name"), Shape.TEXT, SHOP, blank=True, often=True),
    Subject("tags", N_("Tags"), Shape.TAGS, SHOP, often=True),
    Subject("silent_days", N_("Days without a purchase"), Shape.NUMBER, SHOP, often=True),
    Subject("last_purchase", N_("Last purchase"), Shape.DAY, SHOP, often=True),
    Subject("purchases", N_("Times bought"), Shape.NUMBER, SHOP, blank=False, often=True),
    Subject("revenue", N_("Spent in all"), Shape.MONEY, SHOP, blank=False, often=True),
    Subject("average", N_("Average purchase"), Shape.MONEY, SHOP),
    Subject("bought", N_("Bought"), Shape.BOUGHT, SHOP, blank=False),
    Subject("status", N_("Standing"), Shape.CHOICE, SHOP, options=_STATUS, blank=False),
    Subject("starred", N_("Starred"), Shape.YES_NO, SHOP, blank=False),
    Subject("value_group", N_("Value group"), Shape.CHOICE, SHOP, options=_GROUPS),
    Subject("rad", N_("Class by share and plans"), Shape.CHOICE, SHOP, options=_CLASSES),
    Subject("tier", N_("Tier"), Shape.CHOICE, SHOP, options=_TIERS),
    Subject("wallet_share", N_("Share of wallet in percent"), Shape.NUMBER, SHOP),
    Subject("source", N_("Source channel"), Shape.CHOICE, SHOP, options=_CHANNELS, blank=False),
    Subject("kind", N_("Kind"), Shape.CHOICE, SHOP, options=_KINDS, blank=False),
    Subject("number", N_("Customer number"), Shape.TEXT, SHOP),
    Subject("handler", N_("Looked after by"), Shape.TEXT, SHOP),
    Subject("created", N_("Entered in the book"), Shape.DAY, SHOP, blank=False),
    Subject("doubts", N_("Doubtful values"), Shape.NUMBER, SHOP, blank=False),
    Subject("promise", N_("Has an open promise"), Shape.YES_NO, SHOP, blank=False),
)
_BUILT_IN = {each.key: each for each in BUILT_IN}
# Asked about by a built-in key instead, which both kinds of customers share.
_ELSEWHERE = {"name": "name", "company_name": "name", "customer_no": "number"}
_SHAPES: dict[str, Shape] = {
    **dict.fromkeys(("phone", "phones"), Shape.PHONE),
    **dict.fromkeys(("words", "lines", "emails"), Shape.WORDS),
    **dict.fromkeys(("choice", "choice_with"), Shape.CHOICE),
    **dict.fromkeys(("quantity", "count", "age"), Shape.NUMBER),
    "choices": Shape.CHOICES,
    "yes_no": Shape.YES_NO,
    "day": Shape.DAY,
    "money": Shape.MONEY,
    "attitude": Shape.SCORE,
}


def subjects(catalogues: Catalogues) -> Iterator[Subject]:
    """Everything that can be asked about, the shop's own first, then part by part."""
    yield from (_with_fields(each, catalogues) for each in BUILT_IN)
    known = set(_BUILT_IN) | set(_ELSEWHERE)
    for catalogue in catalogues.values():
        for each in catalogue:
            if each.key not in known:
                known.add(each.key)
                yield _of_field(each.key, catalogues)


def subject(catalogues: Catalogues, key: str) -> Subject:
    """What a condition asks about; `Refused` when the field is not there any more."""
    key = _ELSEWHERE.get(key, key)
    if key in _BUILT_IN:
        return _with_fields(_BUILT_IN[key], catalogues)
    if not any(_has(catalogue, key) for catalogue in catalogues.values()):
        raise Refused(
            N_("The filter asks about a field that is not there any more: {field}."),
            N_("No customer was changed."),
            N_("Take that condition out of the filter."),
            field=key,
        )
    return _of_field(key, catalogues)


def _has(catalogue: Catalogue, key: str) -> bool:
    try:
        catalogue.field(key)
    except KeyError:
        return False
    return True


def _fields(catalogues: Catalogues, keys: frozenset[str]) -> tuple[tuple[str, Field[Any]], ...]:
    return tuple(
        (kind, catalogue.field(key))
        for kind, catalogue in catalogues.items()
        for key in sorted(keys)
        if _has(catalogue, key)
    )


def _with_fields(found: Subject, catalogues: Catalogues) -> Subject:
    keys = {key for key, ours in _ELSEWHERE.items() if ours == found.key}
    if found.key in ("tags", "handler"):
        keys.add(found.key)
    values = {name: getattr(found, name) for name in Subject.__dataclass_fields__}
    return Subject(**{**values, "fields": _fields(catalogues, frozenset(keys))})


def _of_field(key: str, catalogues: Catalogues) -> Subject:
    fields = _fields(catalogues, frozenset((key,)))
    first = fields[0][1]
    kind = first.kind
    return Subject(
        key,
        first.label,
        _SHAPES.get(kind.name, Shape.TEXT),
        first.group.label if first.group else first.part.label if first.part else SHOP,
        fields,
        first.group.label if first.group else "",
        options=getattr(kind, "options", None),
        suggestions=kind.suggestions if isinstance(kind, kinds.Words) else (),
        often=first.often,
    )
