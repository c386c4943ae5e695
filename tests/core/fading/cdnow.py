"""CDNOW's purchases in the 39 weeks that the papers fit, and the papers' sample of customers."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from app.core.value.columns import Ledger, make_ledger
from tests.core.purchases.till import CDNOW, cdnow_rows

LAST = date(1997, 9, 30)
SAMPLE = Path(__file__).parents[2] / "data" / "cdnow" / "sample.txt"


def sample_numbers() -> frozenset[str]:
    lines = SAMPLE.read_text("ascii").splitlines()
    return frozenset(number for line in lines if line[0] != "#" for number in line.split())


@cache
def cdnow_book(*, sample: bool) -> Ledger:
    """Skips the test where the purchases are not at hand."""
    if not CDNOW.exists():
        pytest.skip("CDNOW's purchases are not here")
    wanted = sample_numbers()
    rows = [
        (int(number), day, 1, fen)
        for number, day, fen in cdnow_rows()
        if day <= LAST and (not sample or number in wanted)
    ]
    return make_ledger(LAST, rows)
