"""The pages of customer value on 1,000,000 purchases of 100,000 customers, against bare SQL.

    python -m tests.benchmarks.value_benchmark [--customers N] [--purchases M]

Both sides run on the same encrypted file, in turn; of several rounds the best, of the
processor's time, so that other work on the machine counts little. Bare SQL fetches the rows
that the figure needs as tuples. A page is its query and its painted picture; cold is the first
question after opening, when the kept pieces of all purchases are read; "again" is the question
after one purchase was entered.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.charts.cohort_chart import Triangle, cohort_chart
from app.charts.growth_chart import Grown, growth_chart
from app.charts.heat_map_chart import HeatMap, heat_map_chart
from app.charts.look import ChartLook
from app.charts.matrix_chart import Caption, matrix_chart
from app.charts.movement_chart import Moves, movement_chart
from app.charts.pareto_chart import Pareto, pareto_chart
from app.charts.picture import Picture, Size
from app.charts.points_chart import Spread, points_chart
from app.charts.portrait_chart import Portraits, portrait_chart
from app.charts.trend_chart import Trend, trend_chart
from app.core import upkeep
from app.core.opening import open_shop
from app.core.purchases import bulk
from app.core.purchases.records import to_day
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.value import answers, keeping, loading, queries
from app.core.value.months import Span
from app.core.value.rfm import heat
from app.core.value.who import crowd
from app.core.value.window import all_time, last_days
from app.ui.widgets.chart_painting import Sheet, paint
from tests.benchmarks.shops import OWNER, PASSWORD, SMALL, TODAY, clock, copied, show
from tests.benchmarks.shops import Size as Many
from tests.benchmarks.up_to_date import bring_up_to_date

ROUNDS = 3
SHEET = Sheet(880, 560, 1.0)
EVER, YEAR = all_time(TODAY), last_days(TODAY)
_BY_CUSTOMER = (
    "SELECT customer_id, SUM(counted), SUM(net), MAX(bought_day) FROM purchase"
    " INDEXED BY ix_purchase_customer WHERE customer_id IS NOT NULL {days} GROUP BY customer_id"
)
ALL_TIME = _BY_CUSTOMER.format(days="")
WINDOW = _BY_CUSTOMER.format(
    days=f"AND bought_day BETWEEN {to_day(TODAY) - 364} AND {to_day(TODAY)}"
)
BOTH = (WINDOW, WINDOW)
MONTHS = (
    "SELECT customer_id, bought_day / 30, SUM(net) FROM purchase INDEXED BY ix_purchase_customer"
    " WHERE customer_id IS NOT NULL GROUP BY 1, 2"
)
PEOPLE = (
    "SELECT id, sex, birth_date, birth_date_on, home_address, home_address_code, region_code,"
    " current_title, job_title, acquisition_channel FROM individual"
)
Answer = Callable[[Reader], object]
Drawn = Callable[[Reader, ChartLook, Size], Picture]


def _matrix(reader: Reader, look: ChartLook, size: Size) -> Picture:
    found = answers.matrix_moved(reader, YEAR).matrix
    return matrix_chart(found, look, Caption(YEAR, title=False), size).told()


def _moves(reader: Reader, look: ChartLook, size: Size) -> Picture:
    found = answers.matrix_moved(reader, YEAR).movement
    assert found is not None
    return movement_chart(Moves(found, ""), look, size)


def _who(reader: Reader, look: ChartLook, size: Size) -> Picture:
    several = crowd(reader).portraits(answers.matrix_now(reader, YEAR).ids[::3])
    return portrait_chart(Portraits(several, str, lambda _, value: value, ""), look, size)


def _rfm(reader: Reader, look: ChartLook, size: Size) -> Picture:
    return heat_map_chart(HeatMap(heat(answers.rfm_scores(reader, EVER).rfm), ""), look, size)


def _points(reader: Reader, look: ChartLook, size: Size) -> Picture:
    return points_chart(Spread(answers.points(reader), ""), look, size)


def _trend(reader: Reader, look: ChartLook, size: Size) -> Picture:
    return trend_chart(Trend(answers.recent(reader), ""), look, size)


def _pareto(reader: Reader, look: ChartLook, size: Size) -> Picture:
    found = answers.spread(reader, YEAR)
    assert found.gini is not None
    assert found.hhi is not None
    return pareto_chart(Pareto(found, ""), look, size)


def _cohorts(reader: Reader, look: ChartLook, size: Size) -> Picture:
    return cohort_chart(Triangle(answers.returning(reader), ""), look, size)


def _growth(reader: Reader, look: ChartLook, size: Size) -> Picture:
    return growth_chart(Grown(answers.grown(reader, Span.MONTH), ""), look, size)


PAGES: tuple[tuple[str, tuple[str, ...], Drawn], ...] = (
    ("matrix", BOTH, _matrix),
    ("who moved", BOTH, _moves),
    ("who are they", (PEOPLE, WINDOW), _who),
    ("RFM", (ALL_TIME,), _rfm),
    ("points", (ALL_TIME,), _points),
    ("recent buyers", (MONTHS,), _trend),
    ("concentration", (WINDOW,), _pareto),
    ("cohorts", (MONTHS,), _cohorts),
    ("growth", (MONTHS,), _growth),
)
"""A page, the bare SQL whose rows it needs, and the page itself."""


def main() -> None:
    """Copy the shop, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=SMALL.customers)
    parser.add_argument("--purchases", type=int, default=SMALL.purchases)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder = copied(Many(options.customers, options.purchases), place / "copy.shuke")
        measure(folder, place)


def measure(folder: Path, place: Path) -> None:
    """Cold, warm, and again after a purchase."""
    warm_matplotlib()
    shop = opened(folder, place)
    with shop.writer.connect() as writer, writer.begin():
        bring_up_to_date(writer)
    command_line(shop)
    keep_pieces(shop)
    show(
        f"{'':16}{'bare SQL':>10}{'cold':>10}{'query':>10}{'painted':>10}{'again':>10}{'ratio':>8}"
    )
    for name, sql, page in PAGES:
        shop.close()
        shop = opened(folder, place)
        report(shop, name, sql, page)
    shop.close()
    usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    show(f"memory at most {usage // (1024 if sys.platform != 'darwin' else 1024**2):,} MB")


def opened(folder: Path, place: Path) -> Shop:
    """The copy, as after unlocking: nothing is kept yet."""
    shop, _ = open_shop(folder, None, PASSWORD, clock=clock(), app_state=place, upkeep=upkeep.ALL)
    return shop


def keep_pieces(shop: Shop) -> None:
    """What the window does while nothing runs: the first question then finds them."""
    with shop.read(OWNER) as reader:
        anew = best(lambda: loading.load(reader, loading.binned(reader)), 1)
    steps = []
    while True:
        began = time.process_time()
        if not keeping.keep_next(shop, OWNER):
            break
        steps.append(time.process_time() - began)
    told = f"the ledger without pieces: {1000 * anew:.0f} ms; all pieces kept in {len(steps)} steps"
    show(f"{told}, {1000 * sum(steps):.0f} ms, one at most {1000 * max(steps, default=0):.0f}")


def warm_matplotlib() -> None:
    """The first picture of a session costs a second of imports, whatever it shows."""
    from app.charts.board import say_nothing_to_draw

    paint(lambda look, size, _: Picture(say_nothing_to_draw(look, size, "…")), ChartLook(
        "#FFFFFF", "#000000", "#000000", "#000000"), SHEET)  # fmt: skip


def command_line(shop: Shop) -> None:
    """What `value` and `rfm` ask: once, without a kept ledger."""
    with shop.read(OWNER) as reader:
        bare, ours = best(lambda: fetched(reader, (WINDOW,))), best(
            lambda: queries.matrix(reader, YEAR)
        )  # fmt: skip
        ever, kept = best(lambda: fetched(reader, (ALL_TIME,))), best(
            lambda: queries.rfm(reader, EVER)
        )  # fmt: skip
    show(f"command `value`: {1000 * ours:.0f} ms, bare SQL {1000 * bare:.0f}: {ours / bare:.2f}")
    show(f"command `rfm`: {1000 * kept:.0f} ms, bare SQL {1000 * ever:.0f}: {kept / ever:.2f}")


def report(shop: Shop, name: str, sql: tuple[str, ...], page: Drawn) -> None:
    """One line of the table, in milliseconds."""

    def painted(reader: Reader) -> object:
        return paint(lambda look, size, _: page(reader, look, size), LOOK, SHEET)

    with shop.read(OWNER) as reader:
        bare = best(lambda: fetched(reader, sql))
        cold = best(lambda: painted(reader), 1)
        query = best(lambda: QUERIES[name](reader))
        warm = best(lambda: painted(reader))
    enter(shop)
    with shop.read(OWNER) as reader:
        again = best(lambda: painted(reader), 1)
    times = "".join(f"{1000 * each:>10.0f}" for each in (bare, cold, query, warm, again))
    show(f"{name:16}{times}{query / bare:>8.2f}")


LOOK = ChartLook("#FFFFFF", "#1F2328", "#676C72", "#E6E1DA")
QUERIES: dict[str, Answer] = {
    "matrix": lambda reader: answers.matrix_moved(reader, YEAR),
    "who moved": lambda reader: answers.matrix_moved(reader, YEAR),
    "who are they": lambda reader: crowd(reader).portraits(
        answers.matrix_now(reader, YEAR).ids[::3]
    ),
    "RFM": lambda reader: heat(answers.rfm_scores(reader, EVER).rfm),
    "points": answers.points,
    "recent buyers": answers.recent,
    "concentration": lambda reader: answers.spread(reader, YEAR).gini,
    "cohorts": answers.returning,
    "growth": lambda reader: answers.grown(reader, Span.MONTH),
}


def enter(shop: Shop) -> None:
    """One purchase, as from the till."""
    with shop.write(OWNER, "Enter a purchase") as unit:
        new = [bulk.NewReceipt(to_day(TODAY), 12_800, 5)]
        bulk.finish(unit, *bulk.add_receipts(unit, new), [5])


def fetched(reader: Reader, several: tuple[str, ...]) -> object:
    """The rows of the bare SQL."""
    return [reader.connection.exec_driver_sql(sql).cursor.fetchall() for sql in several]


def best(do: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least processor time of several runs."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        do()
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    main()
