"""1,000,000 answers: a wave's results beside bare SQL, and answers at the counter.

python -m tests.benchmarks.survey_benchmark
"""

import tempfile
import time
from pathlib import Path

from sqlalchemy import text

from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.surveys import queries, service
from app.core.surveys.drafts import halves
from app.core.surveys.results import results
from tests.benchmarks.heard_shop import answer, made, timed
from tests.benchmarks.shops import OWNER, show

_COUNTS = """SELECT item_id, half, value, count(*) FROM survey_answer WHERE wave_id = :wave
 GROUP BY 1, 2, 3"""


def main() -> None:
    """Make the shop, look at its waves, ask one more person."""
    with tempfile.TemporaryDirectory() as temporary:
        shop = made(Path(temporary) / "shop.shuke", answer)
        with shop.read(OWNER) as reader:
            measure(reader)
        at_the_counter(shop)
        shop.close()


def measure(reader: Reader) -> None:
    """Counts by hand, then results."""
    survey = queries.surveys(reader)[0]
    wave = queries.waves(reader, survey.id)[0]
    total = reader.connection.execute(text("SELECT count(*) FROM survey_answer")).scalar()
    show(f"{total:,} answers")
    asked = text(_COUNTS).bindparams(wave=wave.id)
    _, base = timed("Bare counts of a wave", lambda: reader.connection.execute(asked).all())
    timed("Results of a wave", lambda: results(reader, wave.version_id, [wave.id]), base)
    timed("Last sheets", lambda: queries.responses(reader, wave.id))


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


if __name__ == "__main__":
    main()
