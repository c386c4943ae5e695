"""Random links, removals and undoes of parents: never a circle, always what a plain model says."""

import os
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import upkeep
from app.core.actor import Actor
from app.core.clock import Clock
from app.core.errors import Conflict, Refused
from app.core.people import queries, service
from app.core.people.chains import way_down
from app.core.store.files import DATA_FILE, open_data_file
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.vault.keys import Keys
from tests.conftest import VAULT_ID
from tests.factories import make_customer

EXAMPLES = int(os.environ.get("SHUKE_PARENT_EXAMPLES", "10"))

PEOPLE = 6
Pair = tuple[int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("child", "parent", "remove", "undo")),
        st.integers(0, PEOPLE - 1),
        st.integers(0, PEOPLE - 1),
    ),
    max_size=30,
)


def below(links: set[Pair], top: int) -> set[int]:
    """Everybody under one, by the plain model."""
    found, ring = set[int](), {top}
    while ring:
        ring = {child for parent, child in links if parent in ring} - found
        found |= ring
    return found


def fits(links: set[Pair], pair: Pair) -> bool:
    parent, child = pair
    return parent != child and pair not in links and parent not in below(links, child)


class Book:
    """The shop and the plain model of its parents, side by side."""

    def __init__(self, shop: Shop, actor: Actor) -> None:
        self.shop, self.actor = shop, actor
        self.ids = [make_customer(shop, actor, f"人{n}") for n in range(PEOPLE)]
        self.links: set[Pair] = set()
        self.rows: dict[Pair, int] = {}
        self.acts: list[tuple[int, str, Pair, int]] = []  # act, what it did, to whom, which row

    def link(self, end: str, one: int, other: int) -> None:
        pair = (one, other) if end == "child" else (other, one)
        if not fits(self.links, pair):
            with pytest.raises(Refused), self.shop.write(self.actor, "Link") as unit:
                service.add_link(unit, self.ids[one], self.ids[other], end)
            return
        with self.shop.write(self.actor, "Link") as unit:
            row = service.add_link(unit, self.ids[one], self.ids[other], end)
        self.acts.append((unit.act_id, "made", pair, row))
        self._now(pair, row)

    def remove(self, one: int, other: int) -> None:
        if (one, other) in self.links:
            row = self.rows[one, other]
            with self.shop.write(self.actor, "Remove") as unit:
                service.remove_link(unit, row)
            self.acts.append((unit.act_id, "gone", (one, other), row))
            self._now((one, other), None)

    def undo(self, which: int) -> None:
        """Take any earlier act back: its link goes, or comes back where it still fits."""
        if not self.acts:
            return
        act, what, pair, row = self.acts[which % len(self.acts)]
        if what == "made" and self.rows.get(pair) != row:
            self._refused(act, Conflict)  # taken away since
        elif what == "gone" and not fits(self.links, pair):
            self._refused(act, Refused)  # a new one stands there, or it would make a circle
        else:
            with self.shop.write(self.actor, "Undo") as unit:
                undo_act(unit, act)
            self.acts.remove((act, what, pair, row))
            self._now(pair, row if what == "gone" else None)

    def _refused(self, act: int, how: type[Exception]) -> None:
        with pytest.raises(how), self.shop.write(self.actor, "Undo") as unit:
            undo_act(unit, act)

    def _now(self, pair: Pair, row: int | None) -> None:
        if row is None:
            self.links.discard(pair)
            del self.rows[pair]
        else:
            self.links.add(pair)
            self.rows[pair] = row

    def seen(self) -> set[Pair]:
        place = {row: n for n, row in enumerate(self.ids)}
        with self.shop.read(self.actor) as reader:
            return {
                (place[each], place[other.customer_id])
                for each in self.ids
                for other in queries.people(reader, each).links
                if other.end.key == "child"
            }


@given(steps=STEPS)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_links_of_parents_equal_a_plain_model(
    template: Path, keys: Keys, clock: Clock, owner: Actor, steps: list[tuple[str, int, int]]
) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / DATA_FILE).write_bytes(template.read_bytes())
        with closing(
            open_data_file(Path(folder), keys, vault_id=VAULT_ID, clock=clock, upkeep=upkeep.ALL)
        ) as shop:
            book = Book(shop, owner)
            for what, one, other in steps:
                if what == "undo":
                    book.undo(one * PEOPLE + other)
                elif what == "remove":
                    book.remove(one, other)
                else:
                    book.link(what, one, other)
            assert book.seen() == book.links


def test_a_long_chain_is_named_in_order(shop: Shop, owner: Actor) -> None:
    ids = [make_customer(shop, owner, f"代{n:02}") for n in range(30)]
    with shop.write(owner, "Link") as unit:
        for parent, child in pairwise(ids):
            service.add_link(unit, parent, child, "child")
    with shop.read(owner) as reader:
        assert way_down(reader, "parent", ids[0], ids[-1]) == ids
        assert way_down(reader, "parent", ids[-1], ids[0]) == []
    with pytest.raises(Refused) as refused, shop.write(owner, "Link") as unit:
        service.add_link(unit, ids[-1], ids[0], "child")
    assert "代00 → 代01" in str(refused.value)
    assert "…" in str(refused.value)
