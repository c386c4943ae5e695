"""The figures of one wave, of all answers or of some customers': everything from counts.

One walk along an index counts each answered value of each item; means, shares, indices,
intervals and quadrants follow from these counts (definitions D13 to D17).
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, func, select

from app.core.actor import Right, needs
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.surveys.distribution import Distribution
from app.core.surveys.gaps import Gap, dimension_gap, mean_gap, weighted_gap
from app.core.surveys.indices import Index, Scale, csi
from app.core.surveys.kano import Feeling, Kano, kano
from app.core.surveys.promoters import Promoters, promoters
from app.core.surveys.quadrants import Crosshair, Quadrant, at_means, quadrants
from app.core.surveys.queries import Item, items
from app.core.surveys.records import Half, ItemKind, Role, survey_answer, survey_response

Counts = Mapping[tuple[int, Half], Mapping[int, int]]
_NONE: Mapping[int, int] = {}
_FEELINGS = tuple(Feeling)


@dataclass(frozen=True)
class ItemResult:
    """One item's figures; what the item has no half for is None."""

    item: Item
    score: Distribution
    """Of the only answer, of satisfaction, or of perception."""
    weight: Distribution | None
    """Of importance, or of expectation."""
    quadrant: Quadrant | None = None
    kano: Kano | None = None


@dataclass(frozen=True)
class Results:
    """The figures of a wave for everybody, or for the customers asked about."""

    respondents: int
    items: tuple[ItemResult, ...]
    index: Index
    crosshair: Crosshair | None
    overall: Distribution
    promoters: Promoters | None
    gaps: Mapping[str, Gap]
    gap: Fraction | None
    weighted_gap: Fraction | None

    def group(self, key: str) -> Fraction | None:
        """The mean of a group's item means; None where nobody answered any of them."""
        means = [each.score.mean for each in self.items if each.item.group == key]
        known = [each for each in means if each is not None]
        return sum(known, Fraction(0)) / len(known) if known else None


@needs(Right.SEE_FIGURES)
def results(
    reader: Reader,
    version_id: int,
    waves: Sequence[int],
    customers: Collection[int] | None = None,
) -> Results:
    """The figures of these waves of one version; `customers` asks for theirs alone."""
    asked = items(reader, version_id)
    counts = _counts(reader, waves, customers)
    return make_results(asked, counts, _respondents(reader, waves, customers), _kano(
        reader, asked, waves, customers
    ))  # fmt: skip


def make_results(
    asked: Sequence[Item],
    counts: Counts,
    respondents: int,
    delights: Mapping[int, Kano] | None = None,
) -> Results:
    """Reckon everything from the counts."""
    judged = [each for each in asked if each.role is Role.ITEM and each.kind is not ItemKind.TEXT]
    pairs = [(_means(each, counts)) for each in judged]
    at = at_means([(w, s) for w, s in pairs if w is not None])
    fields = quadrants(pairs, at)
    found = tuple(
        ItemResult(
            each,
            _score(each, counts),
            _weight(each, counts),
            quadrant,
            (delights or {}).get(each.id),
        )
        for each, quadrant in zip(judged, fields, strict=True)
    )
    scale = _scale(judged)
    gaps = _gaps(judged, counts)
    weights = {each.group: each.weight for each in judged if each.group and each.weight}
    return Results(
        respondents,
        found,
        csi(pairs, scale) if scale else Index(None, None, None, 0),
        at,
        Distribution(_of_role(asked, counts, Role.OVERALL)),
        _promoters(asked, counts),
        gaps,
        mean_gap(gaps) if gaps else None,
        weighted_gap(gaps, weights) if gaps and set(gaps) <= set(weights) else None,
    )


def _score(item: Item, counts: Counts) -> Distribution:
    for half in (Half.SATISFACTION, Half.PERCEPTION, Half.ONLY):
        if (item.id, half) in counts:
            return Distribution(counts[item.id, half])
    return Distribution(_NONE)


def _weight(item: Item, counts: Counts) -> Distribution | None:
    if item.kind is not ItemKind.PAIR:
        return None
    for half in (Half.IMPORTANCE, Half.EXPECTATION):
        if (item.id, half) in counts:
            return Distribution(counts[item.id, half])
    return Distribution(_NONE)


def _means(item: Item, counts: Counts) -> tuple[Fraction | None, Fraction | None]:
    weight = _weight(item, counts)
    return weight.mean if weight else None, _score(item, counts).mean


def _scale(judged: Sequence[Item]) -> Scale | None:
    """The scale of the index; None where items have several, which cannot be added up."""
    found = {(each.low, each.high) for each in judged if each.kind is ItemKind.PAIR}
    return Scale(*found.pop()) if len(found) == 1 else None


def _of_role(asked: Sequence[Item], counts: Counts, role: Role) -> Mapping[int, int]:
    for each in asked:
        if each.role is role:
            return counts.get((each.id, Half.ONLY), _NONE)
    return _NONE


def _promoters(asked: Sequence[Item], counts: Counts) -> Promoters | None:
    if not any(each.role is Role.RECOMMEND for each in asked):
        return None
    return promoters(_of_role(asked, counts, Role.RECOMMEND))


def _gaps(judged: Sequence[Item], counts: Counts) -> dict[str, Gap]:
    """By dimension, where items are pairs of expectation and perception."""
    several: dict[str, list[tuple[Fraction | None, Fraction | None]]] = defaultdict(list)
    expected = {item_id for item_id, half in counts if half is Half.EXPECTATION}
    for each in judged:
        if each.id in expected:
            weight, score = _means(each, counts)
            several[each.group or ""].append((score, weight))
    return {key: dimension_gap(pairs) for key, pairs in several.items()}


def _counts(reader: Reader, waves: Sequence[int], customers: Collection[int] | None) -> Counts:
    answer = survey_answer.c
    asked: Select[Any] = select(answer.item_id, answer.half, answer.value, func.count())
    asked = _narrowed(asked, waves, customers).where(answer.value.is_not(None))
    grouped = asked.group_by(answer.item_id, answer.half, answer.value)
    found: dict[tuple[int, Half], dict[int, int]] = defaultdict(dict)
    for item_id, half, value, count in reader.connection.execute(grouped):
        found[item_id, Half(half)][value] = count
    return found


def _narrowed(
    asked: Select[Any], waves: Sequence[int], customers: Collection[int] | None
) -> Select[Any]:
    answer = survey_answer.c
    asked = asked.where(answer.wave_id.in_(id_list(waves)))
    if customers is None:
        return asked
    theirs = select(survey_response.c.id).where(
        survey_response.c.wave_id.in_(id_list(waves)),
        survey_response.c.customer_id.in_(id_list(customers)),
    )
    return asked.where(answer.response_id.in_(theirs))


def _respondents(reader: Reader, waves: Sequence[int], customers: Collection[int] | None) -> int:
    asked = select(func.count()).where(survey_response.c.wave_id.in_(id_list(waves)))
    if customers is not None:
        asked = asked.where(survey_response.c.customer_id.in_(id_list(customers)))
    return int(reader.connection.execute(asked).scalar_one())


def _kano(
    reader: Reader,
    asked: Sequence[Item],
    waves: Sequence[int],
    customers: Collection[int] | None,
) -> dict[int, Kano]:
    """Both halves of one sheet together: the only figure that counts alone cannot give."""
    wanted = [each.id for each in asked if each.kind is ItemKind.KANO]
    if not wanted:
        return {}
    answer, other = survey_answer.c, survey_answer.alias("other")
    both = (
        select(answer.item_id, answer.value, other.c.value)
        .join(
            other,
            (other.c.response_id == answer.response_id) & (other.c.item_id == answer.item_id),
        )
        .where(
            answer.item_id.in_(id_list(wanted)),
            answer.half == Half.FUNCTIONAL,
            other.c.half == Half.DYSFUNCTIONAL,
        )
    )
    pairs: dict[int, list[tuple[Feeling, Feeling]]] = defaultdict(list)
    for item_id, functional, dysfunctional in reader.connection.execute(
        _narrowed(both, waves, customers)
    ):
        pairs[item_id].append((_FEELINGS[functional - 1], _FEELINGS[dysfunctional - 1]))
    return {item_id: kano(several) for item_id, several in pairs.items()}
