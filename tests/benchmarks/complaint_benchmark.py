"""100,000 complaints, 3,000 of them open: queries beside bare SQL, and the pages painted.

    python -m tests.benchmarks.complaint_benchmark [--customers N] [--purchases M]

Times are the processor's. Cold is the first question after opening the shop; a page is painted
in the real window from the change of place, or of what is chosen, until it stands with all its
answers.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from app.core import upkeep
from app.core.complaints import figures, queries
from app.core.complaints.board import board, urgent
from app.core.complaints.figures import By
from app.core.complaints.recovery import recovered
from app.core.complaints.whose import Whose
from app.core.opening import open_shop
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.value.window import all_time
from app.ui.complaints.board_card import BoardCard
from app.ui.complaints.figures_card import MONTHS, FiguresCard
from app.ui.complaints.list_card import ListCard
from app.ui.navigation import Place
from tests.benchmarks.heard_shop import complain, timed
from tests.benchmarks.shops import OWNER, PASSWORD, TODAY, Size, clock, copied, show
from tests.benchmarks.windows import Bench, at_the_door

_OPEN = "SELECT * FROM complaint WHERE settled_at IS NULL"
_CLOCKS = """SELECT id, stage, severity, received_at, acknowledged_at, answered_at, promised_at,
 escalated_to FROM complaint WHERE settled_at IS NULL"""
_LIST = "SELECT id FROM complaint ORDER BY received_day DESC, id DESC"
_WORD = """SELECT complaint.id FROM complaint LEFT JOIN customer ON customer.id = customer_id
 WHERE words LIKE '%499%' OR item LIKE '%499%' OR person LIKE '%499%' OR customer.name LIKE '%499%'
 OR complaint.customer_number LIKE '%499%' ORDER BY received_day DESC, complaint.id DESC"""
_FIGURES = """SELECT settled_at, confirmed, reopened, settled_at > promised_at, cost, satisfaction,
 answered_minutes, settled_minutes, settled_open_minutes FROM complaint"""
_BARS = "SELECT {}, count(*) FROM complaint GROUP BY 1"
_MONTHS = """SELECT received_day, count(*), sum(settled_at IS NOT NULL), sum(cost) FROM complaint
 GROUP BY 1"""
_RECOVERED = """SELECT last.customer_id, sum(net * (bought_day < day)),
 sum(net * (bought_day > day))
 FROM (SELECT customer_id, max(received_day) AS day FROM complaint WHERE settled_at IS NOT NULL
 GROUP BY 1) AS last LEFT JOIN purchase ON purchase.customer_id = last.customer_id
 AND bought_day BETWEEN day - 180 AND day + 180 GROUP BY 1"""
_COLUMNS = {
    By.CATEGORY: "category_id",
    By.CAUSE: "cause_id",
    By.PRODUCT: "item",
    By.CHANNEL: "channel",
    By.PERSON: "owner",
}


def main() -> None:
    """Make the shop and look at it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=30_000)
    parser.add_argument("--purchases", type=int, default=300_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder = copied(Size(options.customers, options.purchases), place / "copy.shuke")
        shop = _opened(folder, place)
        with shop.write(OWNER, "Fill") as unit:
            people = unit.connection.execute(text("SELECT id FROM customer")).scalars()
            complain(unit, list(people))
        measure(shop)
        shop.close()
        first_questions(folder, place)
        with at_the_door(folder) as bench:
            paint(bench)


def measure(shop: Shop) -> None:
    """Each question after its bare SQL, warm."""
    with shop.read(OWNER) as reader:

        def bare(name: str, statement: str) -> float:
            ask = lambda: reader.connection.exec_driver_sql(statement).cursor.fetchall()  # noqa: E731
            return timed(name, ask)[1]

        window = all_time(TODAY)
        base = bare("Bare open ones, all cells", _OPEN)
        timed("Board", lambda: board(reader), base)
        timed("Today's card", lambda: urgent(reader, 4), base)
        timed("Counts", lambda: queries.counts(reader), bare("Bare clocks", _CLOCKS))
        ids, _ = timed("Ids", lambda: queries.complaint_ids(reader), bare("Bare ids", _LIST))
        word = bare("Bare word", _WORD.replace("%", "%%"))
        timed("A word", lambda: queries.complaint_ids(reader, text="499"), word)
        timed("Mine", lambda: queries.complaint_ids(reader, whose=Whose.MINE), base)
        timed("A page of the list", lambda: queries.cards(reader, ids[:64]))
        base = bare("Bare figures", _FIGURES)
        timed("Figures", lambda: figures.figures(reader, window), base)
        for by, column in _COLUMNS.items():
            base = bare(f"Bare {by}", _BARS.format(column))
            timed(f"Bars by {by}", lambda by=by: figures.pareto_by(reader, window, by), base)  # type: ignore[misc]
        timed("Months", lambda: figures.months(reader, window), bare("Bare months", _MONTHS))
        base = bare("Bare came back", _RECOVERED)
        timed("Came back", lambda: recovered(reader, window), base)


def first_questions(folder: Path, place: Path) -> None:
    """Each in a shop that was just opened."""
    window = all_time(TODAY)
    asked: tuple[tuple[str, Callable[[Reader], object]], ...] = (
        ("board", board),
        ("list", queries.complaint_ids),
        ("figures", lambda reader: figures.figures(reader, window)),
        ("bars", lambda reader: figures.pareto_by(reader, window, By.CAUSE)),
        ("months", lambda reader: figures.months(reader, window)),
        ("came back", lambda reader: recovered(reader, window)),
    )
    for name, ask in asked:
        shop = _opened(folder, place)
        with shop.read(OWNER) as reader:
            _spent(f"Cold {name}", lambda ask=ask, reader=reader: ask(reader))  # type: ignore[misc]
        shop.close()


def paint(bench: Bench) -> None:
    """The pages in the window, each first and again."""
    bench.unlock()
    go = bench.session.context.navigation.open

    def to(detail: str) -> None:
        go(Place("complaints", detail=detail))
        _stand(bench)

    to("lists")  # the page's own widgets are made with the first of its cards
    for round_ in ("first", "again"):
        for detail in ("board", "list", "figures"):
            _spent(f"Painted {detail}, {round_}", lambda detail=detail: to(detail))  # type: ignore[misc]
    page = bench.shell.page()
    assert page is not None
    chosen = page.findChildren(FiguresCard)[0]
    chosen.days.choose(None)
    _stand(bench)
    for by in (*By, MONTHS):

        def choose(by: By | str = by) -> None:
            chosen.by.choose(by)
            _stand(bench)

        choose()
        chosen.by.choose(By.CATEGORY if by != By.CATEGORY else By.CAUSE)
        _stand(bench)
        _spent(f"Painted chart by {by}", choose)
    for kind, detail in ((BoardCard, "board"), (ListCard, "list")):
        to(detail)
        card = page.findChildren(kind)[0]
        _spent(f"Painted {detail}, asked again", lambda card=card: _again(bench, card))  # type: ignore[misc]


def _again(bench: Bench, card: BoardCard | ListCard) -> None:
    card.reload()
    _stand(bench)


def _stand(bench: Bench) -> None:
    bench.settle()
    QApplication.processEvents()


def _spent(name: str, deed: Callable[[], object]) -> None:
    began, wall = time.process_time(), time.perf_counter()
    deed()
    took, passed = time.process_time() - began, time.perf_counter() - wall
    show(f"{name}: {1000 * took:.0f} ms ({1000 * passed:.0f} on the clock)")


def _opened(folder: Path, place: Path) -> Shop:
    shop, _ = open_shop(folder, None, PASSWORD, clock=clock(), app_state=place, upkeep=upkeep.ALL)
    return shop


if __name__ == "__main__":
    main()
