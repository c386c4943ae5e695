"""The network around a customer, as points and lines: two steps far, never more than sixty."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select

from app.catalogue.link_kinds import CHILD, IN_CHARGE, SPOUSE, Circle, LinkKinds
from app.core.actor import Right, needs
from app.core.customers.own_values import existing
from app.core.customers.records import customer
from app.core.people.around import People, people
from app.core.people.kinds import kinds
from app.core.people.records import customer_link
from app.core.people.relatives import relation_words
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

MOST = 60
_ENDS = {"spouse": SPOUSE, "child": CHILD, "person": IN_CHARGE}
_LINKS_READ = 2000  # of one step: a company with ten thousand staff is cut off


@dataclass(frozen=True)
class Node:
    """Somebody in the network; `step` is how far from the middle. No id: no customer."""

    key: str
    name: str
    step: int
    customer_id: int | None = None
    is_company: bool = False
    words: str = ""  # what she is to the one in the middle; "" further out


@dataclass(frozen=True)
class Edge:
    """A line between two nodes; the words say what the second is to the first."""

    first: str
    second: str
    words: str
    circle: Circle
    over: bool = False


@dataclass(frozen=True)
class Network:
    """Nodes, the middle first, then by steps; `left_out` more did not fit."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0


@dataclass(frozen=True)
class _Row:
    first: int
    second: int
    kind: str
    over: bool


@needs(Right.SEE_CUSTOMERS)
def network(reader: Reader, customer_id: int, *, depth: int = 2, most: int = MOST) -> Network:
    """Who is around her, and who is around these."""
    known = kinds(reader)
    record = existing(reader, customer_id)
    around = people(reader, customer_id)
    middle = Node(
        _key(customer_id), record["name"] or record["number"] or f"#{customer_id}", 0,
        customer_id, record["kind"] == "company",
    )  # fmt: skip
    near, near_edges = _near(known, around)
    kept = [middle, *near[: most - 1]]
    left_out = len(near) + 1 - len(kept)
    if depth > 1:
        further, missed = _further(reader, kept, most - len(kept))
        kept, left_out = [*kept, *further], left_out + missed
    keys = {each.key for each in kept}
    light = [each for each in near_edges if each.second in keys]
    ids = [each.customer_id for each in kept if each.customer_id is not None]
    return Network(tuple(kept), (*light, *_edges(reader, known, ids)), left_out)


def _key(customer_id: int) -> str:
    return f"c{customer_id}"


def _near(known: LinkKinds, around: People) -> tuple[list[Node], list[Edge]]:
    """Linked customers once each, then light people and those her file names."""
    words: dict[int, list[str]] = {}
    for each in around.links:
        words.setdefault(each.customer_id, []).append(each.end.show())
    customers = {each.customer_id: each for each in around.links}
    nodes = [
        Node(_key(i), each.name, 1, i, each.is_company, " · ".join(dict.fromkeys(words[i])))
        for i, each in customers.items()
    ]
    light = [(f"r{each.id}", each.person.name, each.words) for each in around.relatives]
    light += [
        (f"{each.place}{each.row_id}", each.name, relation_words(known, _ENDS[each.place]))
        for each in around.persons
        if each.name
    ]
    nodes += [Node(key, name, 1, words=said) for key, name, said in light]
    circle = Circle.WORK if around.is_company else Circle.FAMILY
    edges = [Edge(_key(around.customer_id), key, said, circle) for key, _, said in light]
    return nodes, edges


def _further(reader: Reader, kept: list[Node], room: int) -> tuple[list[Node], int]:
    """Customers linked to those that are there, as many as there is room for."""
    ring = [each.customer_id for each in kept[1:] if each.customer_id is not None]
    there = {each.customer_id for each in kept}
    seen: dict[int, None] = {}
    for row in _rows(reader, ring, both=False):
        for end in (row.first, row.second):
            if end not in there:
                seen.setdefault(end)
    asked = select(customer.c.id, customer.c.name, customer.c.number, customer.c.kind)
    asked = asked.where(customer.c.id.in_(id_list(seen)), customer.c.binned_on.is_(None))
    rows = reader.connection.execute(asked.order_by(customer.c.sort_key, customer.c.id)).all()
    nodes = [
        Node(_key(row.id), row.name or row.number or f"#{row.id}", 2, row.id, row.kind == "company")
        for row in rows[: max(room, 0)]
    ]
    return nodes, len(rows) - len(nodes)


def _edges(reader: Reader, known: LinkKinds, ids: Iterable[int]) -> tuple[Edge, ...]:
    found = []
    for row in _rows(reader, ids, both=True):
        kind = known.get(row.kind)
        if kind is not None:
            words = kind.second.show()
            found.append(Edge(_key(row.first), _key(row.second), words, kind.circle, row.over))
    return tuple(found)


def _rows(reader: Reader, ids: Iterable[int], *, both: bool) -> list[_Row]:
    cells = customer_link.c
    listed = id_list(ids)
    first, second = cells.customer_id.in_(listed), cells.other_id.in_(listed)
    asked = (
        select(cells.customer_id, cells.other_id, cells.kind, cells.until)
        .where(first & second if both else or_(first, second), cells.other_id.is_not(None))
        .order_by(cells.id)
        .limit(_LINKS_READ)
    )
    return [
        _Row(row.customer_id, row.other_id, row.kind, row.until is not None)
        for row in reader.connection.execute(asked)
    ]
