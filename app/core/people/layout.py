"""Where the points of a network lie: rings around the middle, the same every time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from app.core.people.network import Edge, Network, Node

_OUTER = 0.98
_INNER = 0.62
_ALONE = 0.8  # where nobody stands further out
_STAGGERED = (0.36, 0.57, 0.78)
_TOP = -pi / 2
MOST_ON_A_RING = 14
"""More stand on three rings in turn, so that their names do not cover one another."""


@dataclass(frozen=True)
class Point:
    """A place between -1 and 1 both ways, the middle at 0, 0; y grows downwards."""

    x: float
    y: float


def layout(network: Network) -> dict[str, Point]:
    """A place for every node: nobody on another's place, friends of friends behind theirs."""
    if not network.nodes:
        return {}
    middle, ring, outer = (
        [each for each in network.nodes if each.step == step] for step in (0, 1, 2)
    )
    behind = _behind(network.edges, ring, outer)
    places = {each.key: Point(0.0, 0.0) for each in middle}
    weights = [max(1.0, 0.9 * len(behind.get(each.key, ()))) for each in ring]
    total = sum(weights) or 1.0
    radii = _radii(len(ring), alone=not outer)
    start = _TOP - pi * (weights[0] / total if weights else 0)
    for number, (each, weight) in enumerate(zip(ring, weights, strict=True)):
        width = 2 * pi * weight / total
        places[each.key] = _at(start + width / 2, radii[_turn(number, len(ring), len(radii))])
        children = behind.get(each.key, [])
        for place, child in enumerate(children):
            places[child.key] = _at(start + width * (place + 0.5) / len(children), _OUTER)
        start += width
    return places | _strays(outer, places)


def crowded(network: Network) -> bool:
    """Do more stand next to the middle than one ring has room for?"""
    return sum(each.step == 1 for each in network.nodes) > MOST_ON_A_RING


def walk(network: Network) -> tuple[Node, ...]:
    """The nodes in the order of the keyboard: the middle, then clockwise, ring by ring."""
    return tuple(sorted(network.nodes, key=lambda each: each.step))


def _turn(number: int, of: int, turns: int) -> int:
    """Which ring in turn; the last node never shares the first one's, beside which it stands."""
    again = number == of - 1 and number % turns == 0 and number > 0
    return min(1, turns - 1) if again else number % turns


def _radii(number: int, *, alone: bool) -> tuple[float, ...]:
    if number > MOST_ON_A_RING:
        return _STAGGERED
    return (_ALONE if alone else _INNER,)


def _behind(
    edges: Sequence[Edge], ring: Sequence[Node], outer: Sequence[Node]
) -> Mapping[str, list[Node]]:
    """The outer nodes behind the inner one that they are linked to first."""
    near = {each.key: place for place, each in enumerate(ring)}
    far = {each.key: each for each in outer}
    parents: dict[str, str] = {}
    for edge in edges:
        for one, other in ((edge.first, edge.second), (edge.second, edge.first)):
            if one in near and other in far:
                known = parents.get(other)
                if known is None or near[one] < near[known]:
                    parents[other] = one
    found: dict[str, list[Node]] = {}
    for each in outer:
        if each.key in parents:
            found.setdefault(parents[each.key], []).append(each)
    return found


def _strays(outer: Sequence[Node], places: Mapping[str, Point]) -> dict[str, Point]:
    left = [each for each in outer if each.key not in places]
    step = 2 * pi / max(len(left), 1)
    return {each.key: _at(_TOP + step * n + step / 3, _OUTER) for n, each in enumerate(left)}


def _at(angle: float, radius: float) -> Point:
    return Point(round(radius * cos(angle), 6), round(radius * sin(angle), 6))
