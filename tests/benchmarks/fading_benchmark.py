"""Who is slipping away on 1,000,000 purchases, and the model's fit on CDNOW, in processor time.

    python -m tests.benchmarks.fading_benchmark [--customers N] [--purchases M] [--rival PYTHON]

Bare SQL fetches every purchase along the customer's index as tuples, which any reckoning of
gaps has to look at. `--rival` names another interpreter with PyPI's lifetimes in it; it fits
the same histories, handed over in a file, and tells its best processor time of five.
"""

import argparse
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import TypeVar

import numpy as np

from app.core import upkeep
from app.core.fading import queries
from app.core.fading.bg_nbd import fit
from app.core.fading.hints import Standing, fading
from app.core.fading.histories import Histories, histories
from app.core.fading.opinion import opinion
from app.core.fading.rhythm import rhythms
from app.core.opening import open_shop
from app.core.purchases import service as purchases
from app.core.store.all_tables import metadata
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.value.ledger import ledger
from app.ui.fading.answers import SLIPPING, ask, fade_rows, sorted_ids
from tests.benchmarks.shops import OWNER, PASSWORD, SMALL, TODAY, Size, clock, copied, show
from tests.core.fading.cdnow import LAST, cdnow_book

T = TypeVar("T")
ROUNDS = 5
SCREEN = 64  # rows
BARE = """SELECT customer_id, bought_day, counted, net FROM purchase INDEXED BY
 ix_purchase_customer WHERE customer_id IS NOT NULL ORDER BY customer_id, bought_day"""
RIVAL = """
import sys, time, warnings
warnings.simplefilter("ignore")
import numpy as np
from lifetimes import BetaGeoFitter
x, t_x, age = np.load(sys.argv[1])
best = 9e9
for _ in range(5):
    model, began = BetaGeoFitter(), time.process_time()
    model.fit(x, t_x, age)
    best = min(best, time.process_time() - began)
print(best, *(model.params_[name] for name in ("r", "alpha", "a", "b")))
"""


def main() -> None:
    """Measure the shop, then the fits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=SMALL.customers)
    parser.add_argument("--purchases", type=int, default=SMALL.purchases)
    parser.add_argument("--rival", type=Path)
    options = parser.parse_args()
    for sample in (True, False):
        fits(histories(rhythms(cdnow_book(sample=sample)), LAST), options.rival)
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder = copied(Size(options.customers, options.purchases), place / "copy.shuke")
        shop, _ = open_shop(
            folder, None, PASSWORD, clock=clock(), app_state=place, upkeep=upkeep.ALL
        )
        measure(shop)
        shop.close()


def fits(seen: Histories, rival: Path | None) -> None:
    """Fit the same histories with both."""
    ours, model = best(lambda: fit(seen))
    line = f"fit of {seen.customers:,} customers: {1000 * ours:.0f} ms"
    if rival is not None:
        theirs, *numbers = rivals(seen, rival)
        line += f", lifetimes {1000 * theirs:.0f} ms, ratio {ours / theirs:.2f}"
        np.testing.assert_allclose((model.r, model.alpha, model.a, model.b), numbers, rtol=1e-3)
    show(line)


def rivals(seen: Histories, python: Path) -> list[float]:
    """Its best seconds and its parameters."""
    columns = (seen.repeats, seen.recency, seen.age)
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "histories.npy"
        np.save(file, np.array([column[seen.of_row] for column in columns], np.float64))
        told = subprocess.run(
            [python, "-c", RIVAL, file], check=True, capture_output=True, text=True
        )
    return [float(each) for each in told.stdout.split()]


def measure(shop: Shop) -> None:
    """Cold, warm, after a purchase; each part of the pages."""
    with shop.writer.connect() as writer:  # a shop kept from earlier may lack newer tables
        metadata.create_all(writer)
        writer.commit()
    with shop.read(OWNER) as reader:
        bare, _ = best(lambda: fetched(reader))
        cold, _ = best(lambda: ask(reader, SLIPPING), rounds=1)
        warm, seen = best(lambda: ask(reader, SLIPPING))
        alone, _ = best(lambda: fading(ledger(reader)))
        ids = sorted_ids(seen, "", False)
        page, _ = best(lambda: fade_rows(reader, seen.found, ids[:SCREEN]))
        coming, _ = best(lambda: queries.expected_next(reader))
        model, _ = best(lambda: opinion(ledger(reader)), rounds=1)
        who = int(seen.found.ids[seen.found.rows(Standing.FADING)[0]])
        single, _ = best(lambda: queries.standing_of(reader, who))
    entered = after_a_purchase(shop, who)
    times = {
        "bare SQL": bare,
        "cold, with the ledger": cold,
        "warm": warm,
        "reckoned anew": alone,
        "a screen of rows": page,
        "next purchases": coming,
        "model with trial": model,
        "one customer": single,
        "after a purchase": entered,
    }
    for name, seconds in times.items():
        show(f"{name:24}{1000 * seconds:>9.1f} ms{seconds / bare:>8.2f}")
    show(f"peak memory {getrusage(RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def after_a_purchase(shop: Shop, who: int) -> float:
    """From the purchase being on disk to the list being right again."""
    spent = []
    for amount in range(100, 100 + ROUNDS):
        with shop.write(OWNER, "New purchase") as unit:
            purchases.enter(unit, who, TODAY, amount)
        began = time.process_time()
        with shop.read(OWNER) as reader:
            ask(reader, SLIPPING)
        spent.append(time.process_time() - began)
    return min(spent)


def fetched(reader: Reader) -> object:
    """The rows of the bare SQL."""
    return reader.connection.exec_driver_sql(BARE).cursor.fetchall()


def best(do: Callable[[], T], rounds: int = ROUNDS) -> tuple[float, T]:
    """The least seconds of several rounds, and the answer."""
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        answer = do()
        spent.append(time.process_time() - began)
    return min(spent), answer


if __name__ == "__main__":
    main()
