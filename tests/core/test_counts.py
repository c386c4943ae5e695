"""Counts in words: large ones are written as people read them."""

from app.i18n import ntr


def test_a_large_count_has_its_commas() -> None:
    assert ntr("{n} customer", "{n} customers", 1) == "1 customer"
    assert ntr("{n} customer", "{n} customers", 12_480) == "12,480 customers"
