"""A shop whose money has no hundredths: typed, imported, reckoned, shown and written out whole."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.catalogue.currency import money, use_currency
from app.core.actor import Actor
from app.core.exchange import service as exchange
from app.core.exchange.service import What
from app.core.exchange.sums import read_fen
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.queries import get
from app.core.purchases.sums import line_sum, share
from app.core.settings import declared
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.ui.purchases.sums import read_sum, sum_text
from tests.factories import make_customer

HALF = 500_000  # of a unit, in millionths
DAY = date(2026, 11, 20)


@pytest.fixture
def yen() -> Iterator[None]:
    use_currency("JPY")
    yield
    use_currency("CNY")


@pytest.fixture
def japan(shop: Shop, owner: Actor, yen: None) -> Shop:
    with shop.write(owner, "Settings") as unit:
        put(unit, declared.CURRENCY, "JPY")
    return shop


def test_what_is_typed_is_whole(yen: None) -> None:
    assert [read_sum(each) for each in ("1280", "¥1,280", "1280円", "1280.00", "12.5")] == [
        128_000, 128_000, 128_000, 128_000, None,
    ]  # fmt: skip
    assert [read_fen(each) for each in ("1280", "￥1,280円", "12.50", "(300)")] == [
        128_000, 128_000, None, -30_000,
    ]  # fmt: skip
    assert sum_text(128_000) == "1280"


def test_halves_of_a_price_become_whole_yen(yen: None) -> None:
    assert line_sum(HALF, 12_300, None) == 6_200  # 61.5 yen
    assert line_sum(-HALF, 12_300, None) == -6_200
    assert share(10_000, 1, 3) == 3_300
    use_currency("CNY")
    assert (line_sum(HALF, 12_301, None), share(10_000, 1, 3)) == (6_151, 3_333)


def test_a_sale_its_words_and_the_file_it_goes_into(
    japan: Shop, owner: Actor, tmp_path: Path
) -> None:
    who = make_customer(japan, owner, "田中")
    with japan.write(owner, "Sale") as unit:
        lines = (EntryLine("茶", quantity=HALF, price=12_300),)
        made = enter_receipt(unit, NewEntry(who, DAY, lines))
    with japan.read(owner) as reader:
        found = get(reader, made)
    assert found is not None
    assert (found.amount, money(found.amount)) == (6_200, "JP¥62")
    exchange.export(owner, japan, tmp_path / "out.csv", What.PURCHASES, "tax")
    assert ",62," in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_a_till_that_writes_hundredths_is_told_so(
    japan: Shop, owner: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "till.csv"
    file.write_text("单号,日期,会员号,金额\nR1,2026-11-01,,1280\nR2,2026-11-01,,12.80\n", "utf-8")
    with exchange.inspect(owner, japan, file, What.PURCHASES) as session:
        report = exchange.run(owner, session)
    assert {status.value: n for status, n in report.counts.items() if n} == {
        "created": 1, "rejected": 1,
    }  # fmt: skip
