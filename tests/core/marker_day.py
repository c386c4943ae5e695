"""A busy day in a program of its own: markers go everywhere a text can go.

python -m tests.core.marker_day FOLDER pause    "open", then a line on stdin, then "locked"
python -m tests.core.marker_day FOLDER endless  goes on until it is killed
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from app.catalogue.basics import Basics
from app.catalogue.enterprise import CompanyBasics
from app.catalogue.family import Child, Family
from app.catalogue.field import Field
from app.catalogue.life import Life
from app.catalogue.membership import CompanyExtras, Extras
from app.catalogue.personality import Personality
from app.charts.look import look
from app.charts.matrix_chart import Caption, matrix_chart
from app.core import upkeep
from app.core.actor import Actor
from app.core.backups import service as backups
from app.core.clock import fixed_clock
from app.core.customers import service
from app.core.customers.queries import search
from app.core.errors import Cancelled, Refused
from app.core.exchange.service import ImportSession, What, export
from app.core.opening import open_shop
from app.core.progress import Silent
from app.core.purchases import service as purchases
from app.core.settings.declared import SHOP_NAME
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.core.store.undo import undo_act, undo_batch
from app.core.value.queries import matrix
from app.core.value.window import all_time
from app.ui import crash
from tests.core.markers import MARKERS

PASSWORD = "correct horse battery"
PERSON: dict[Field[Any], str] = {
    Extras.note: MARKERS[1],
    Life.medical_history: MARKERS[2],
    Life.health_status: MARKERS[3],
    Family.spouse_name: MARKERS[4],
    Life.favourite_dishes: MARKERS[6],
    Basics.home_address: MARKERS[7],
    Basics.employer_name: MARKERS[8],
    Extras.tags: MARKERS[9],
    Extras.wechat: MARKERS[10],
    Extras.handler: MARKERS[11],
    Personality.taboos: MARKERS[12],
    Basics.birth_date: MARKERS[15],  # nobody can read it: a doubt
}
LISTS = {"utf-8": MARKERS[16], "utf-16": MARKERS[17], "gb18030": MARKERS[18]}


class _Cancelling(Silent):
    def is_cancelled(self) -> bool:
        return True


class Day:
    """One person's day in one shop; the folders lie beside each other."""

    def __init__(self, root: Path, shop: Shop, owner: Actor) -> None:
        self.root, self.shop, self.owner = root, shop, owner
        self.people: list[int] = []

    def hours(self) -> Iterator[Callable[[], None]]:
        """What is done, one after the other."""
        yield self.write_customers
        yield from (lambda e=encoding: self.bring(e) for encoding in LISTS)
        yield from (self.look, self.draw, self.back_up, self.fail, self.take_back)

    def write_customers(self) -> None:
        with self.shop.write(self.owner, "New customer") as unit:
            who = service.create(unit, "individual", {Basics.name: MARKERS[0]}, texts=PERSON)
            service.add_row(unit, who, Child, {Child.name: MARKERS[5]})
            company = {CompanyBasics.company_name: MARKERS[13]}
            service.create(unit, "company", company, texts={CompanyExtras.note: MARKERS[14]})
            purchases.enter(unit, who, date(2026, 11, 20), 12800, MARKERS[19])
            put(unit, SHOP_NAME, MARKERS[5])
        self.people.append(who)

    def bring(self, encoding: str) -> None:
        """A list; one row without a name is rejected, one birthday is unreadable."""
        mark = LISTS[encoding]
        path = self.root / "lists" / f"{encoding}.csv"
        lines = ["卡号,姓名,生日,备注", f"{encoding}-1,{mark},{mark},{mark}", f",,,{mark}"]
        path.write_text("\n".join(lines) + "\n", encoding=encoding)
        with ImportSession(self.shop, self.owner, path, What.CUSTOMERS) as session:
            session.dry_run()
            report = session.run()
            session.needing_a_look()
        if len(self.people) > 1 and report.batch is not None:
            with self.shop.write(self.owner, "Undo") as unit:
                undo_batch(unit, report.batch)

    def look(self) -> None:
        """Search for everything; correct a value."""
        with self.shop.read(self.owner) as reader:
            for mark in MARKERS:
                search(reader, mark)
        with self.shop.write(self.owner, "Edit") as unit:
            service.edit_text(unit, self.people[-1], {Extras.note: MARKERS[1] + MARKERS[2]})
        with self.shop.write(self.owner, "Edit") as unit:
            service.edit_text(unit, self.people[-1], {Extras.note: MARKERS[1]})

    def draw(self) -> None:
        with self.shop.read(self.owner) as reader:
            window = all_time(reader.today)
            matrix_chart(matrix(reader, window), look(), Caption(window))

    def back_up(self) -> None:
        backups.make(self.owner, self.shop)

    def fail(self) -> None:
        """An export refused, one cancelled, and a fault of the program with a name in it."""
        out = self.root / "never"
        out.mkdir(exist_ok=True)
        with suppress(Refused):
            export(self.owner, self.shop, out / "a.csv", What.CUSTOMERS, " ")
        for suffix in ("csv", "xlsx", "json"):
            with suppress(Cancelled):
                export(
                    self.owner, self.shop, out / f"a.{suffix}", What.CUSTOMERS, MARKERS[0],
                    reveal=True, progress=_Cancelling(),
                )  # fmt: skip
        try:
            {MARKERS[4]: 1}[MARKERS[3]]
        except KeyError as error:
            crash.keep(error, self.root / "state" / "logs")

    def take_back(self) -> None:
        with self.shop.write(self.owner, "Move to the bin") as unit:
            service.move_to_bin(unit, self.people[-1])
            act = unit.act_id
        with self.shop.write(self.owner, "Undo") as unit:
            undo_act(unit, act)


@contextmanager
def opened(root: Path) -> Iterator[tuple[Shop, Actor]]:
    """The shop under `root`, opened with its password."""
    shop, owner = open_shop(
        root / "茶铺.shuke", None, PASSWORD, clock=fixed_clock(date(2026, 11, 22)),
        app_state=root / "state", upkeep=upkeep.ALL,
    )  # fmt: skip
    try:
        yield shop, owner
    finally:
        shop.close()


def main(root: Path, mode: str) -> None:
    """Have a day, or one after another."""
    with opened(root) as (shop, owner):
        day = Day(root, shop, owner)
        for number in count(1):
            for hour in day.hours():
                hour()
            print("open", number, flush=True)  # noqa: T201
            if mode == "pause":
                break
        sys.stdin.readline()
    print("locked", flush=True)  # noqa: T201
    sys.stdin.readline()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
