"""The number of a file that was merged away: lists, receipts and people go on finding the heir."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.catalogue import INDIVIDUAL
from app.catalogue.life import Life
from app.core.actor import Actor
from app.core.customers import queries, service
from app.core.duplicates.service import merge
from app.core.errors import Refused
from app.core.exchange.layout import What
from app.core.exchange.options import Existing, Options
from app.core.exchange.report import Report, Status
from app.core.exchange.session import ImportSession
from app.core.purchases import queries as purchases
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.factories import make_customer

RECEIPTS = [["小票号", "会员卡号", "日期", "金额"], ["R1", "a2", "2026-11-01", "12.50"]]


def import_rows(
    shop: Shop,
    owner: Actor,
    path: Path,
    rows: Sequence[Sequence[str]],
    what: What = What.CUSTOMERS,
    existing: Existing = Existing.FILL,
) -> Report:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with ImportSession(shop, owner, path, what, Options(existing=existing)) as session:
        return session.run()


@pytest.fixture
def merged(shop: Shop, owner: Actor) -> tuple[int, int, int]:
    """A1 took A2 in: the heir, the other file, and the act."""
    one, other = make_customer(shop, owner, "王堃", "A1"), make_customer(shop, owner, "王坤", "A2")
    with shop.write(owner, "Merge two files") as unit:
        merge(unit, one, [other])
    return one, other, unit.act_id


def test_a_list_with_the_old_number_is_about_the_heir(
    shop: Shop, owner: Actor, merged: tuple[int, int, int], tmp_path: Path
) -> None:
    rows = [["会员卡号", "姓名", "座右铭"], ["A2", "王堃", "早起"]]
    report = import_rows(shop, owner, tmp_path / "old.csv", rows)
    assert report.counts == {Status.UPDATED: 1}
    with shop.read(owner) as reader:
        assert list(queries.list_ids(reader, queries.ListQuery())) == [merged[0]]
        assert queries.profile(reader, merged[0]).value(Life.motto) == "早起"
        assert queries.profile(reader, merged[0]).number == "A1"


@pytest.mark.parametrize("existing", [Existing.FILL, Existing.UPDATE])
def test_a_list_from_before_the_merge_fills_the_heir_once(
    shop: Shop, owner: Actor, merged: tuple[int, int, int], tmp_path: Path, existing: Existing
) -> None:
    rows = [["会员卡号", "姓名", "座右铭"], ["A1", "王堃", "早起"], ["A2", "王堃", "晚睡"]]
    import_rows(shop, owner, tmp_path / "both.csv", rows, existing=existing)
    with shop.read(owner) as reader:
        seen = queries.profile(reader, merged[0])
        kept = "早起" if existing is Existing.FILL else "晚睡"
        assert seen.value(Life.motto) == kept
        assert [doubt.typed for doubt in seen.doubts()] == (["晚睡"] if kept == "早起" else [])
        assert len(queries.list_ids(reader, queries.ListQuery())) == 1


def test_a_receipt_with_the_old_number_is_the_heirs(
    shop: Shop, owner: Actor, merged: tuple[int, int, int], tmp_path: Path
) -> None:
    import_rows(shop, owner, tmp_path / "till.csv", RECEIPTS, What.PURCHASES)
    with shop.read(owner) as reader:
        found = purchases.summary(reader, merged[0])
        assert found is not None
        assert (found.purchases, found.revenue) == (1, 1250)
        assert purchases.unknown_customers(reader) == {}


def test_parted_again_each_number_is_its_own(
    shop: Shop, owner: Actor, merged: tuple[int, int, int], tmp_path: Path
) -> None:
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, merged[2])
    import_rows(shop, owner, tmp_path / "till.csv", RECEIPTS, What.PURCHASES)
    with shop.read(owner) as reader:
        found = purchases.summary(reader, merged[1])
        assert found is not None
        assert found.purchases == 1


def test_nobody_is_found_by_the_number_of_a_file_whose_heir_lies_in_the_bin(
    shop: Shop, owner: Actor, merged: tuple[int, int, int]
) -> None:
    with shop.write(owner, "Bin") as unit:
        service.move_to_bin(unit, merged[0])
    with shop.read(owner) as reader:
        assert queries.by_number(reader, "A2") is None
        assert queries.by_number(reader, f"#{merged[1]}") is None
        assert queries.search(reader, "A2").hits == ()
    other = make_customer(shop, owner, "丙", "A2")
    with shop.read(owner) as reader:
        assert queries.by_number(reader, "A2") == other
    with shop.write(owner, "Bring back") as unit, pytest.raises(Refused):
        service.restore_from_bin(unit, merged[0])
    with shop.write(owner, "Other number") as unit:
        service.edit(unit, other, {INDIVIDUAL.field("customer_no"): "A3"})
    with shop.write(owner, "Bring back") as unit:
        service.restore_from_bin(unit, merged[0])
    with shop.read(owner) as reader:
        assert queries.by_number(reader, "A2") == merged[0]
