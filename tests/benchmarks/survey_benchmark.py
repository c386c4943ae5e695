"""1,000,000 answers: figures beside bare SQL, every page and chart painted, the counter.

    python -m tests.benchmarks.survey_benchmark [--customers N] [--purchases M]

Times are the processor's. Cold is the first question after opening the shop, warm what is asked
again; a page is painted in the real window from the choice until it stands with all its answers.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from app.core import upkeep
from app.core.opening import open_shop
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.surveys import queries, service
from app.core.surveys.drafts import halves
from app.core.surveys.results import line, results
from app.core.surveys.together import together
from app.ui.navigation import Place
from app.ui.satisfaction.actions_card import doing
from app.ui.satisfaction.answers import Asked, ask
from app.ui.satisfaction.results_card import ResultsCard
from tests.benchmarks.heard_shop import answer
from tests.benchmarks.shops import OWNER, PASSWORD, Size, clock, copied, show
from tests.benchmarks.windows import Bench, at_the_door

_COUNTS = """SELECT item_id, half, value, count(*) FROM survey_answer WHERE wave_id = {wave}
 AND value IS NOT NULL GROUP BY 1, 2, 3"""
_SHEETS = "SELECT count(*) FROM survey_response WHERE wave_id = {wave}"
_ALL = """SELECT wave_id, item_id, half, value, count(*) FROM survey_answer
 WHERE value IS NOT NULL GROUP BY 1, 2, 3, 4"""
_ALL_SHEETS = "SELECT wave_id, count(*) FROM survey_response GROUP BY 1"
_SOME = """SELECT item_id, half, value, count(*) FROM survey_answer WHERE wave_id = {wave}
 AND value IS NOT NULL AND response_id IN (SELECT id FROM survey_response WHERE wave_id = {wave}
 AND customer_id <= {last}) GROUP BY 1, 2, 3"""
_PAIRS = """SELECT a.item_id, a.value, o.value, count(*) FROM survey_answer a JOIN survey_answer o
 ON o.response_id = a.response_id AND o.item_id = {overall} WHERE a.wave_id = {wave}
 AND a.half = 'satisfaction' GROUP BY 1, 2, 3"""
_REMARKS = """SELECT * FROM survey_answer INDEXED BY ix_survey_answer_remark
 WHERE words IS NOT NULL AND became IS NULL ORDER BY id DESC LIMIT 200"""
_ROUNDS = 5
_TABS = ("results", "sheets", "remarks", "actions")


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
            people = unit.connection.execute(text("SELECT id FROM customer LIMIT 5000")).scalars()
            answer(unit, list(people))
        with shop.read(OWNER) as reader:
            measure(reader)
        at_the_counter(shop)
        shop.close()
        with at_the_door(folder) as bench:
            paint(bench)


def measure(reader: Reader) -> None:
    """Each question beside its bare SQL, in turns, so that both find the same pages kept."""
    survey = queries.surveys(reader)[0]
    waves = queries.waves(reader, survey.id)
    wave, items = waves[0], queries.items(reader, survey.version_id)
    overall = next(each.id for each in items if each.role.value == "overall")
    total = reader.connection.execute(text("SELECT count(*) FROM survey_answer")).scalar()
    show(f"{total:,} answers")
    ids = list(reader.connection.execute(text("SELECT id FROM customer LIMIT 2500")).scalars())
    told = {"wave": wave.id, "overall": overall, "last": max(ids)}

    def bare(*statements: str) -> Callable[[], object]:
        made = [each.format(**told) for each in statements]
        return lambda: [reader.connection.exec_driver_sql(each).cursor.fetchall() for each in made]

    def cold(deed: Callable[[], object]) -> Callable[[], object]:
        def made() -> None:
            reader.session.memory.clear()
            deed()

        return made

    one = lambda: results(reader, wave.version_id, [wave.id])  # noqa: E731
    some = lambda: results(reader, wave.version_id, [wave.id], ids)  # noqa: E731
    pairs = lambda: together(reader, items, [wave.id])  # noqa: E731
    for name, deed, base in (
        ("A wave's results", one, bare(_COUNTS, _SHEETS)),
        ("All waves", lambda: line(reader, waves), bare(_ALL, _ALL_SHEETS)),
        ("Half of the customers", some, bare(_SOME)),
        ("What weighs", pairs, bare(_PAIRS)),
    ):
        beside(f"{name}, cold", cold(deed), base)
        beside(f"{name}, again", deed, base)
    bare_remarks = bare(_REMARKS)
    beside("Remarks", lambda: queries.remarks(reader, unread=True, limit=30), bare_remarks)
    beside("Last sheets", lambda: queries.responses(reader, wave.id))
    pages(reader, cold)


def pages(reader: Reader, cold: Callable[[Callable[[], object]], Callable[[], object]]) -> None:
    """What each chart's page asks, and the card of actions."""
    for chart in ask(reader, Asked()).charts:
        page = lambda chart=chart: ask(reader, Asked(chart=chart))  # noqa: E731
        beside(f"Page {chart}, cold", cold(page))
        beside(f"Page {chart}, again", page)
    beside("Actions and gaps, cold", cold(lambda: doing(reader)))
    beside("Actions and gaps, again", lambda: doing(reader))


def beside(name: str, deed: Callable[[], object], bare: Callable[[], object] | None = None) -> None:
    """The middle of some rounds of both, each after the other."""
    took: list[float] = []
    base: list[float] = []
    for _ in range(_ROUNDS if bare is None or "weighs" not in name else 1):
        if bare is not None:
            base.append(_processor(bare))
        took.append(_processor(deed))
    middle = statistics.median(took)
    told = "" if bare is None else f" ({middle / statistics.median(base):.2f} x bare SQL)"
    show(f"{name}: {1000 * middle:.0f} ms{told}")


def at_the_counter(shop: Shop) -> None:
    """Each answer is a unit of its own, as the screen writes it; wall clock."""
    with shop.read(OWNER) as reader:
        survey = queries.surveys(reader)[0]
        wave = queries.waves(reader, survey.id)[-1]
        items = queries.items(reader, wave.version_id)
    with shop.write(OWNER, "Sheet") as unit:
        sheet = service.begin(unit, wave.id, way="counter")
    asked = [(each, half) for each in items for half in halves(each.kind, survey.model)]
    took = []
    for item, half in [pair for pair in asked if pair[0].kind.value != "text"][:12]:
        began = time.perf_counter()
        with shop.write(OWNER, "Answer") as unit:
            service.answer(unit, sheet, item.id, half, item.high or 1)
        took.append(1000 * (time.perf_counter() - began))
    show(f"Answers at the counter: {sorted(took)[6]:.0f} ms in the middle, {max(took):.0f} at most")


def paint(bench: Bench) -> None:
    """Every tab and every chart in the window, first and again."""
    bench.unlock()
    go = bench.session.context.navigation.open

    def to(detail: str) -> None:
        go(Place("satisfaction", detail=detail))
        _stand(bench)

    for round_ in ("first", "again"):
        for tab in _TABS:
            go(Place("today"))
            _stand(bench)
            _spent(f"Painted {tab}, {round_}", lambda tab=tab: to(tab))  # type: ignore[misc]
    to("results")
    page = bench.shell.page()
    assert page is not None
    card = page.findChildren(ResultsCard)[0]
    for round_ in ("first", "again"):
        for key in card.offered:

            def choose(key: str = key) -> None:
                card.choose_chart(key)
                _stand(bench)

            _spent(f"Painted chart {key}, {round_}", choose)


def _stand(bench: Bench) -> None:
    bench.settle()
    QApplication.processEvents()


def _processor(deed: Callable[[], object]) -> float:
    began = time.process_time()
    deed()
    return time.process_time() - began


def _spent(name: str, deed: Callable[[], object]) -> None:
    wall = time.perf_counter()
    took = _processor(deed)
    passed = time.perf_counter() - wall
    show(f"{name}: {1000 * took:.0f} ms ({1000 * passed:.0f} on the clock)")


def _opened(folder: Path, place: Path) -> Shop:
    shop, _ = open_shop(folder, None, PASSWORD, clock=clock(), app_state=place, upkeep=upkeep.ALL)
    return shop


if __name__ == "__main__":
    main()
