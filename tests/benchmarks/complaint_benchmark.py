"""100,000 complaints, 3,000 of them open: board, list, figures beside bare SQL.

python -m tests.benchmarks.complaint_benchmark
"""

import tempfile
from pathlib import Path

from sqlalchemy import text

from app.core.complaints import figures, queries
from app.core.complaints.figures import By
from app.core.complaints.recovery import recovered
from app.core.store.reader import Reader
from app.core.value.window import all_time
from tests.benchmarks.heard_shop import complain, made, timed
from tests.benchmarks.shops import OWNER, TODAY

_OPEN = "SELECT * FROM complaint WHERE settled_at IS NULL"
_LIST = "SELECT id FROM complaint ORDER BY received_day DESC, id DESC"
_FIGURES = """SELECT settled_at, confirmed, reopened, settled_at > promised_at, cost, satisfaction,
 answered_minutes, settled_minutes, settled_open_minutes FROM complaint"""
_BARS = "SELECT category_id, count(*) FROM complaint GROUP BY 1"
_MONTHS = """SELECT received_day, count(*), sum(settled_at IS NOT NULL), sum(cost) FROM complaint
 GROUP BY 1"""


def main() -> None:
    """Make the shop and look at it."""
    with tempfile.TemporaryDirectory() as temporary:
        shop = made(Path(temporary) / "shop.shuke", complain)
        with shop.read(OWNER) as reader:
            measure(reader)
        shop.close()


def measure(reader: Reader) -> None:
    """Each question after its bare SQL."""

    def bare(name: str, statement: str) -> float:
        return timed(name, lambda: reader.connection.execute(text(statement)).all())[1]

    window = all_time(TODAY)
    timed("Open ones, for the board", lambda: queries.opened(reader), bare("Bare open", _OPEN))
    ids, _ = timed(
        "Ids of the list", lambda: queries.complaint_ids(reader), bare("Bare list", _LIST)
    )
    timed("A page of the list", lambda: queries.cards(reader, ids[:64]))
    base = bare("Bare figures", _FIGURES)
    timed("Figures", lambda: figures.figures(reader, window), base)
    base = bare("Bare bars", _BARS)
    for by in By:
        timed(f"Bars by {by}", lambda by=by: figures.pareto_by(reader, window, by), base)  # type: ignore[misc]
    timed("Months", lambda: figures.months(reader, window), bare("Bare months", _MONTHS))
    timed("Recovered", lambda: recovered(reader, window))


if __name__ == "__main__":
    main()
