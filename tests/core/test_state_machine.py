"""Random edits, merges, imports, deletions and undoes: the shop equals a plain model of it."""

import csv
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from app.catalogue import INDIVIDUAL
from app.catalogue.family import Child
from app.core import upkeep
from app.core.actor import Actor
from app.core.clock import Clock
from app.core.customers import queries as customers
from app.core.customers import service
from app.core.customers.queries import ListQuery
from app.core.customers.records import customer
from app.core.customers.upkeep import renew
from app.core.duplicates.service import merge
from app.core.errors import Conflict, Refused
from app.core.exchange.layout import What
from app.core.exchange.options import Existing, Options
from app.core.exchange.session import ImportSession
from app.core.people import service as people
from app.core.people.records import customer_link, relative
from app.core.purchases import service as purchases
from app.core.purchases.summaries import refresh_summaries
from app.core.segments import service as segments
from app.core.segments.bulk_preview import Chosen, Mode
from app.core.store.changes import ALL
from app.core.store.files import DATA_FILE, open_data_file
from app.core.store.undo import undo_act, undo_batch
from app.core.store.unit import Unit
from app.core.timeline import service as timeline
from app.core.timeline.records import note, promise
from app.core.vault.keys import Keys
from tests.conftest import TODAY, VAULT_ID
from tests.core.paper_reading import child_row, derived, row_of, seen
from tests.core.paper_shop import Cell, Cells, PaperAct, PaperShop

EXAMPLES = int(os.environ.get("SHUKE_STATE_EXAMPLES", "4"))
STEPS = int(os.environ.get("SHUKE_STATE_STEPS", "25"))
FIRST, SECOND = "甲乙丙丁戊己庚辛壬癸", "山川云水花鸟松竹梅兰"
TEXTS = ("motto", "job_title", "medical_history", "note")  # the third is sealed
PHASES = [p for p in Phase if p is not Phase.shrink or "SHUKE_STATE_SHRINK" in os.environ]
NUMBERS = st.integers(0, 10_000)


@dataclass(frozen=True)
class Tools:
    """What every example needs of the tests' fixtures."""

    template: Path
    keys: Keys
    clock: Clock
    owner: Actor


class Machine(RuleBasedStateMachine):
    """A real shop in an encrypted file, and the plain model of it."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.owner, self.paper, self.counter = tools.owner, PaperShop(), 0
        self.place = Path(self.folder.name)
        (self.place / DATA_FILE).write_bytes(tools.template.read_bytes())
        self.shop = open_data_file(
            self.place, tools.keys, vault_id=VAULT_ID, clock=tools.clock, upkeep=upkeep.ALL
        )
        self.names: dict[int, str] = {}
        self.number_of: dict[int, str] = {}
        for _ in range(3):
            self._create("motto")

    def teardown(self) -> None:
        try:
            self._derived_is_true()
        finally:
            self.shop.close()
            self.folder.cleanup()

    # Steps

    @rule(key=st.sampled_from(TEXTS))
    def create(self, key: str) -> None:
        self._create(key)

    def _create(self, key: str) -> None:
        word, name, number = self._word(), self._name(), f"K{self.counter:04}"
        values = {INDIVIDUAL.field("name"): name, INDIVIDUAL.field(key): word}
        made: list[int] = []

        def do(unit: Unit) -> Cells:
            made.append(service.create(unit, "individual", values, number=number))
            held = {("file", made[0]): "list", ("value", made[0], "name"): name}
            return {**held, ("value", made[0], key): word}

        self._write(do)
        self.number_of[made[0]] = number

    @rule(who=NUMBERS, key=st.sampled_from((*TEXTS, "name")), empty=st.booleans())
    def edit(self, who: int, key: str, empty: bool) -> None:
        one = self._pick(who)
        if one:
            value = self._name() if key == "name" else None if empty else self._word()
            values = {INDIVIDUAL.field(key): value}
            self._write(lambda u: service.edit(u, one, values), {("value", one, key): value})

    @rule(who=NUMBERS, tags=st.lists(st.sampled_from("红绿蓝"), unique=True))
    def tag(self, who: int, tags: list[str]) -> None:
        one = self._pick(who)
        if one:
            held = {("value", one, "tags"): tuple(tags) or None}
            self._write(lambda u: service.set_tags(u, one, tags), held)

    @rule(old=st.sampled_from("红绿蓝"), new=st.sampled_from("红绿蓝黄"))
    def rename_tag(self, old: str, new: str) -> None:
        held: Cells = {}
        for one in self.paper.files():
            tags = self.paper.value(one, "tags") or ()
            if old in tags:
                kept = [each for each in tags if each != old]
                held["value", one, "tags"] = tuple(dict.fromkeys([*kept, new]))
        if old != new:
            self._write(lambda u: segments.merge_tag(u, old, new), held)

    @rule(who=NUMBERS)
    def add_child(self, who: int) -> None:
        one, name = self._pick(who), self._word()
        if one:
            values = {Child.name: name}
            self._write(
                lambda u: service.add_row(u, one, Child, values), {("child", one, name): True}
            )

    @rule(which=NUMBERS)
    def drop_child(self, which: int) -> None:
        cell = self._pick_cell(which, "child")
        if cell:
            one = cell[1]
            row = child_row(self.shop, self.owner, one, cell[2])
            self._write(lambda u: service.delete_row(u, one, Child, row), {cell: None})

    @rule(who=NUMBERS, what=st.sampled_from(("note", "promise", "relative")))
    def add_around(self, who: int, what: str) -> None:
        one, word = self._pick(who), self._word()
        if not one:
            return
        person = people.LightPerson(name=word)
        doing: dict[str, Callable[[Unit], Any]] = {
            "note": lambda u: timeline.add_note(u, one, word),
            "promise": lambda u: timeline.promise(u, one, word),
            "relative": lambda u: people.add_relative(u, one, person),
        }
        self._write(doing[what], {(what, word): (one, "open") if what == "promise" else one})

    @rule(which=NUMBERS)
    def keep_promise(self, which: int) -> None:
        cell = self._pick_cell(which, "promise")
        if cell and self.paper.cells[cell][1] == "open":
            row = row_of(self.shop, self.owner, promise, promise.c.what, cell[1])
            held = {cell: (self.paper.cells[cell][0], "kept")}
            self._write(lambda u: timeline.keep_promise(u, row), held)

    @rule(which=NUMBERS, what=st.sampled_from(("note", "promise", "relative")))
    def drop_around(self, which: int, what: str) -> None:
        cell = self._pick_cell(which, what)
        if cell:
            table, column, do = {
                "note": (note, note.c.text, timeline.delete_note),
                "promise": (promise, promise.c.what, timeline.delete_promise),
                "relative": (relative, relative.c.name, people.remove_relative),
            }[what]
            row = row_of(self.shop, self.owner, table, column, cell[1])
            self._write(lambda u: do(u, row), {cell: None})

    @rule(one=NUMBERS, other=NUMBERS)
    def link(self, one: int, other: int) -> None:
        ends = sorted((self._pick(one), self._pick(other)))
        cell = ("link", *ends)
        if 0 < ends[0] < ends[1] and cell not in self.paper.cells:
            self._write(lambda u: people.add_link(u, ends[0], ends[1], "friend"), {cell: True})

    @rule(which=NUMBERS)
    def unlink(self, which: int) -> None:
        cell = self._pick_cell(which, "link")
        if cell:
            c = customer_link.c
            asked = select(c.id).where(c.customer_id == cell[1], c.other_id == cell[2])
            with self.shop.read(self.owner) as reader:
                row = reader.connection.execute(asked).scalar_one()
            self._write(lambda u: people.remove_link(u, row), {cell: None})

    @rule(who=NUMBERS, amount=st.integers(1, 100_000), days=st.integers(0, 400))
    def buy(self, who: int, amount: int, days: int) -> None:
        one, word = self._pick(who), self._word()
        if one:
            day = TODAY - timedelta(days=days)
            held = {("purchase", word): (one, amount)}
            self._write(lambda u: purchases.enter(u, one, day, amount, word), held)

    @rule(ours=NUMBERS, theirs=NUMBERS)
    def merge(self, ours: int, theirs: int) -> None:
        one, other = self._pick(ours), self._pick(theirs)
        if one and other and one != other:
            self._write(
                lambda u: merge(u, one, [other]), self.paper.merged(one, other, (*TEXTS, "tags"))
            )

    @rule(
        who=st.lists(NUMBERS, max_size=3),
        keys=st.lists(st.sampled_from(("motto", "job_title")), min_size=1, unique=True),
        new=st.integers(0, 2),
        existing=st.sampled_from((Existing.FILL, Existing.UPDATE)),
    )
    def import_list(self, who: list[int], keys: list[str], new: int, existing: Existing) -> None:
        rows, held, fresh = [], Cells(), []
        for one in {self._pick(each) for each in who} - {0}:
            words = {key: self._word() for key in keys}
            rows.append([self.number_of[one], self.paper.value(one, "name"), *words.values()])
            for key, word in words.items():
                if existing is Existing.UPDATE or self.paper.value(one, key) is None:
                    held["value", one, key] = word
        for _ in range(new):
            number, name = f"N{self.counter:04}", self._name()
            fresh.append((number, name, {key: self._word() for key in keys}))
            rows.append([number, name, *fresh[-1][2].values()])
        if rows:
            self._import(keys, rows, existing, held, fresh)

    def _import(
        self, keys: list[str], rows: list[list[str]], existing: Existing, held: Cells, fresh: Any
    ) -> None:
        labels = {"motto": "座右铭", "job_title": "职务"}
        path = self.place / f"list{self.counter}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["会员卡号", "姓名", *(labels[k] for k in keys)], *rows])
        options = Options(existing=existing)
        with ImportSession(self.shop, self.owner, path, What.CUSTOMERS, options) as session:
            report = session.run()
        assert report.rows == len(rows)
        with self.shop.read(self.owner) as reader:
            for number, name, words in fresh:
                made = customers.by_number(reader, number)
                assert made is not None
                self.number_of[made] = number
                held |= {("file", made): "list", ("value", made, "name"): name}
                held |= {("value", made, key): word for key, word in words.items()}
        if report.batch is not None:
            self.paper.did(0, held, report.batch)

    @rule(
        who=st.lists(NUMBERS, min_size=1, max_size=4),
        key=st.sampled_from(("motto", "job_title")),
        mode=st.sampled_from((Mode.OVERWRITE, Mode.BLANKS)),
        empty=st.booleans(),
    )
    def edit_many(self, who: list[int], key: str, mode: Mode, empty: bool) -> None:
        ids = tuple({self._pick(each) for each in who} - {0})
        value = None if empty and mode is Mode.OVERWRITE else self._word()
        chosen = Chosen(ListQuery(), ids)
        changed = [
            one for one in ids if mode is Mode.OVERWRITE or self.paper.value(one, key) is None
        ]
        held = {("value", one, key): value for one in changed}
        self._write(lambda u: segments.edit_many(u, chosen, key, value, mode), held)

    @rule(who=NUMBERS, many=st.booleans())
    def move_to_bin(self, who: int, many: bool) -> None:
        one = self._pick(who)
        if one and many:
            chosen = Chosen(ListQuery(), (one,))
            self._write(lambda u: segments.move_many_to_bin(u, chosen), {("file", one): "bin"})
        elif one:
            self._write(lambda u: service.move_to_bin(u, one), {("file", one): "bin"})

    @rule(which=NUMBERS)
    def bring_back(self, which: int) -> None:
        binned = self.paper.files("bin")
        if binned:
            one = binned[which % len(binned)]
            self._write(lambda u: service.restore_from_bin(u, one), {("file", one): "list"})

    @rule(seldom=st.integers(0, 3))
    def empty_bin(self, seldom: int) -> None:
        binned = set(self.paper.files("bin"))
        if not binned or seldom:
            return
        binned |= {each for one in binned for each in self.paper.merged_into(one)}
        with self.shop.write(self.owner, "Empty the bin") as unit:
            assert service.empty_bin(unit, older_than_days=0) == len(binned)
        self.paper.forget(binned)

    @rule(which=NUMBERS)
    def undo(self, which: int) -> None:
        """Any earlier act or batch, undoes too; the last one can always be taken back."""
        if self.paper.acts:
            self._undo(self.paper.acts[which % len(self.paper.acts)])

    @rule()
    def undo_last(self) -> None:
        if self.paper.acts:
            self._undo(self.paper.acts[-1])

    def _undo(self, act: PaperAct) -> None:
        try:
            with self.shop.write(self.owner, "Undo") as unit:
                if act.batch is None:
                    undo_act(unit, act.real)
                else:
                    undo_batch(unit, act.batch)
        except (Conflict, Refused):
            assert act is not self.paper.acts[-1]
            return
        self.paper.undid(act, unit.act_id)

    # What is there

    @invariant()
    def the_shop_equals_the_model(self) -> None:
        assert seen(self.shop, self.owner) == self.paper.cells

    @invariant()
    def lists_and_search_find_exactly_what_is_there(self) -> None:
        with self.shop.read(self.owner) as reader:
            assert sorted(customers.list_ids(reader, ListQuery())) == self.paper.files()
            assert sorted(customers.list_ids(reader, ListQuery(bin=True))) == self.paper.files(
                "bin"
            )
            for one, number in self.number_of.items():
                held = self.paper.cells.get(("file", one))
                finds = one if held == "list" else held[1] if isinstance(held, tuple) else None
                finds = finds if finds in self.paper.files() else None
                hits = [hit.id for hit in customers.search(reader, number).hits]
                assert hits == ([] if finds is None else [finds]), (number, held)
            for name in {word for word in self.names.values()}:
                bear = [o for o in self.paper.files() if self.paper.value(o, "name") == name]
                assert [hit.id for hit in customers.search(reader, name).hits] == bear

    def _derived_is_true(self) -> None:
        """Made anew, search text, contacts, summaries and list columns are what they were."""
        before = derived(self.shop, self.owner)
        with self.shop.write(self.owner, "Make anew") as unit:
            refresh_summaries(unit, ALL)
            renew(unit, list(unit.connection.execute(select(customer.c.id)).scalars()))
        assert derived(self.shop, self.owner) == before

    # Small things

    def _write(self, do: Callable[[Unit], Any], held: Cells | None = None) -> None:
        with self.shop.write(self.owner, "Act") as unit:
            came = do(unit)
        self.paper.did(unit.act_id, came if held is None else held)

    def _word(self) -> str:
        self.counter += 1
        return f"词{self.counter}"

    def _name(self) -> str:
        self.counter += 1
        tens, ones = divmod(self.counter, 10)
        name = f"{FIRST[ones]}{SECOND[tens % 10]}{FIRST[tens // 10 % 10]}"
        self.names[self.counter] = name
        return name

    def _pick(self, which: int) -> int:
        """Somebody in the list; 0 when it is empty."""
        there = self.paper.files()
        return there[which % len(there)] if there else 0

    def _pick_cell(self, which: int, what: str) -> Cell | None:
        listed = set(self.paper.files())
        cells = [c for c in self.paper.cells if c[0] == what and self.paper.owners(c) <= listed]
        return cells[which % len(cells)] if cells else None


def test_random_lives_of_a_shop_equal_a_plain_model(
    template: Path, keys: Keys, clock: Clock, owner: Actor
) -> None:
    tools = Tools(template, keys, clock, owner)
    made: Any = lambda: Machine(tools)  # noqa: E731 (a factory is as good as a class)
    run_state_machine_as_test(
        made,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=PHASES,
            suppress_health_check=list(HealthCheck),
        ),
    )
