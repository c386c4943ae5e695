"""The figures of one wave, of all answers or of some customers': everything from counts.

One walk along an index counts each answered value of each item; means, shares, indices,
intervals and quadrants follow from these counts (definitions D13 to D17). What needs two
answers of the same sheet stands in `together`.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from sqlalchemy import func, select

from app.core.actor import Right, needs
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.surveys.distribution import Distribution
from app.core.surveys.gaps import Gap, dimension_gap, mean_gap, weighted_gap
from app.core.surveys.indices import Index, Scale, csi
from app.core.surveys.kept import (
    Counts,
    Integers,
    added,
    among,
    columns,
    counts,
    owners,
    tally,
)
from app.core.surveys.promoters import Promoters, promoters
from app.core.surveys.quadrants import Crosshair, Quadrant, at_means, quadrants
from app.core.surveys.queries import Item, Wave, items
from app.core.surveys.records import Half, ItemKind, Role, survey_response

_NONE: Mapping[int, int] = {}
_NOBODY = np.empty(0, np.int64)


@dataclass(frozen=True)
class ItemResult:
    """One item's figures; what the item has no half for is None."""

    item: Item
    score: Distribution
    """Of the only answer, of satisfaction, or of perception."""
    weight: Distribution | None
    """Of importance, or of expectation."""
    quadrant: Quadrant | None = None


@dataclass(frozen=True)
class Results:
    """The figures of a wave for everybody, or for the customers asked about."""

    respondents: int
    items: tuple[ItemResult, ...]
    index: Index
    crosshair: Crosshair | None
    overall: Distribution
    promoters: Promoters | None
    effort: Distribution
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
    found, respondents = _answered(reader, waves, customers)
    sheets = sum(respondents.get(each, 0) for each in waves)
    return make_results(items(reader, version_id), added(found.values()), sheets)


@needs(Right.SEE_FIGURES)
def line(
    reader: Reader, waves: Sequence[Wave], customers: Collection[int] | None = None
) -> tuple[Results, ...]:
    """The figures of each wave of a survey, counted at one go."""
    ids = [each.id for each in waves]
    found, respondents = _answered(reader, ids, customers)
    asked = {each: items(reader, each) for each in {wave.version_id for wave in waves}}
    return tuple(
        make_results(asked[each.version_id], found[each.id], respondents.get(each.id, 0))
        for each in waves
    )


def make_results(asked: Sequence[Item], counts: Counts, respondents: int) -> Results:
    """Reckon everything from the counts."""
    judged = [each for each in asked if each.role is Role.ITEM and each.kind is not ItemKind.TEXT]
    gaps = _gaps(judged, counts)
    # What is expected is no importance: a sheet of gaps has neither index nor quadrants.
    pairs = [(None, None) if gaps else _means(each, counts) for each in judged]
    at = at_means(pairs)
    fields = quadrants(pairs, at)
    found = tuple(
        ItemResult(each, _score(each, counts), _weight(each, counts), quadrant)
        for each, quadrant in zip(judged, fields, strict=True)
    )
    scale = _scale(judged)
    weights = {each.group: each.weight for each in judged if each.group and each.weight}
    return Results(
        respondents,
        found,
        csi(pairs, scale) if scale else Index(None, None, None, 0),
        at,
        Distribution(_of_role(asked, counts, Role.OVERALL)),
        _promoters(asked, counts),
        Distribution(_of_role(asked, counts, Role.EFFORT)),
        gaps,
        mean_gap(gaps) if gaps else None,
        weighted_gap(gaps, weights) if gaps and set(gaps) <= set(weights) else None,
    )


SCORES = (Half.SATISFACTION, Half.PERCEPTION, Half.ONLY)
"""Which half of an item says how good it is."""


def _score(item: Item, counts: Counts) -> Distribution:
    for half in SCORES:
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


def _answered(
    reader: Reader, waves: Sequence[int], customers: Collection[int] | None
) -> tuple[dict[int, Counts], dict[int, int]]:
    """The counts and the number of sheets by wave."""
    if customers is None:
        found, response = counts(reader, waves), survey_response.c
        asked = select(response.wave_id, func.count()).where(response.wave_id.in_(id_list(waves)))
        rows = reader.connection.execute(asked.group_by(response.wave_id))
        return found, {wave: number for wave, number in rows}
    whole = columns(reader, waves)
    theirs = sheets_of(reader, waves, customers)
    found = {each: tally(whole[each], theirs.get(each, _NOBODY)) for each in waves}
    return found, {wave: len(sheets) for wave, sheets in theirs.items()}


def sheets_of(
    reader: Reader, waves: Sequence[int], customers: Collection[int]
) -> dict[int, Integers]:
    """By wave: the sheets of these customers."""
    wanted = np.sort(np.fromiter(customers, np.int64, len(customers)))
    whose = owners(reader, waves)
    return {wave: each.sheets[among(each.values, wanted)] for wave, each in whose.items()}
