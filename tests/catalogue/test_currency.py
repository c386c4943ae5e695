"""One way to write sums, in the open shop's currency."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from app.catalogue.currency import (
    can_be_paid,
    decimals,
    money,
    plain_sum,
    short_money,
    sign,
    use_currency,
    whole_money,
)


@pytest.fixture(autouse=True)
def yuan_again() -> Iterator[None]:
    yield
    use_currency("CNY")


def test_whole_sums_round_halves_away_from_zero() -> None:
    assert [whole_money(n) for n in (0, 49, 50, 150, -50, -49, 123_456_789)] == [
        "¥0", "¥0", "¥1", "¥2", "-¥1", "¥0", "¥1,234,568",
    ]  # fmt: skip
    assert whole_money(Fraction(100, 3)) == "¥0"


def test_two_zeros_are_left_out_and_only_those() -> None:
    assert [short_money(n) for n in (100, 150, -100_000, 5)] == ["¥1", "¥1.50", "-¥1,000", "¥0.05"]


def test_every_sum_follows_the_shops_currency() -> None:
    use_currency("HKD")
    assert (money(100), short_money(100), whole_money(149)) == ("HK$1.00", "HK$1", "HK$1")
    use_currency("SEK")
    assert (sign(), whole_money(-100)) == ("SEK ", "-SEK 1")


def test_some_currencies_have_no_hundredths() -> None:
    assert (decimals(), decimals("JPY"), money(128_000, "KRW")) == (2, 0, "₩1,280")
    use_currency("JPY")
    assert [money(n) for n in (0, 128_000, -128_000, 12_850)] == [
        "JP¥0", "JP¥1,280", "-JP¥1,280", "JP¥129",
    ]  # fmt: skip
    assert (short_money(128_000), whole_money(128_000)) == ("JP¥1,280", "JP¥1,280")
    assert (plain_sum(-128_000), can_be_paid(128_000), can_be_paid(128_050)) == (
        "-1280", True, False,
    )  # fmt: skip
    use_currency("CNY")
    assert (plain_sum(-128_050), can_be_paid(128_050)) == ("-1280.50", True)
