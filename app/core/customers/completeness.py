"""How complete a file is, and what is most worth asking next: a hint, never a gate.

Every field has a weight from 0 (does not count) to 3 (matters much). The file's percentage is
the weight that is filled out of all weight; what to ask next are the heaviest empty fields.
Pure: the shop's own weights are passed in.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from app.catalogue.field import Catalogue, Field, Part, Tier

HEAVIEST = 3
ASKED = 3
# Never a question to a customer: given by the shop, or about its own keeping.
_OURS = frozenset({"customer_no", "deceased", "region_code", "handler", "tags", "note"})
_FIRST = frozenset(
    {"name", "mobile", "birth_date", "company_name", "company_phone", "company_address"}
)


@dataclass(frozen=True)
class Score:
    """How much of what counts is filled."""

    filled: int
    whole: int

    @property
    def percent(self) -> int | None:
        """Rounded down, so that 100 means everything; None when nothing counts."""
        return self.filled * 100 // self.whole if self.whole else None


@dataclass(frozen=True)
class Completeness:
    """The file's score, each part's, and the fields most worth asking for, the first first."""

    score: Score
    parts: Mapping[str, Score]
    ask: tuple[Field[Any], ...]


def standard_weight(field: Field[Any]) -> int:
    """What a field weighs until the shop says otherwise."""
    if field.key in _OURS:
        return 0
    if field.key in _FIRST:
        return HEAVIEST
    if field.often:
        return 2
    return 0 if field.extra or field.tier is Tier.SEALED else 1


def weight(field: Field[Any], own: Mapping[str, int]) -> int:
    """The shop's weight of a field, or the standard one."""
    return own.get(field.key, standard_weight(field))


def completeness(
    catalogue: Catalogue,
    filled: Collection[Field[Any]],
    own: Mapping[str, int],
    asked: int = ASKED,
) -> Completeness:
    """Reckon a file; of fields that weigh the same, the one that stands first comes first."""
    asked_for = [field for field in catalogue if field in filled or not catalogue.hidden(field)]
    weighed = set(asked_for)
    parts = {
        part.key: _score([each for each in _fields(part) if each in weighed], filled, own)
        for part in catalogue.parts
    }
    whole = Score(
        sum(each.filled for each in parts.values()), sum(each.whole for each in parts.values())
    )
    empty = [field for field in asked_for if field not in filled and weight(field, own)]
    empty.sort(key=lambda field: -weight(field, own))
    return Completeness(whole, parts, tuple(empty[:asked]))


def _fields(part: type[Part]) -> list[Field[Any]]:
    return [*part.fields, *(field for group in part.groups for field in group.fields)]


def _score(
    fields: Collection[Field[Any]], filled: Collection[Field[Any]], own: Mapping[str, int]
) -> Score:
    return Score(
        sum(weight(field, own) for field in fields if field in filled),
        sum(weight(field, own) for field in fields),
    )
