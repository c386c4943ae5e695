"""Every table of figures goes into a file: as it stands on its page, blank where not known."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core.actor import Actor
from app.core.customers.queries import ListQuery
from app.core.demo.filling import Size, fill
from app.core.errors import Refused
from app.core.exchange.exporting import export
from app.core.exchange.figures import Figure
from app.core.fading.hints import Standing
from app.core.fading.queries import who_fades
from app.core.products.queries import count
from app.core.segments.service import save_group
from app.core.store.shop import Shop
from app.core.value.answers import matrix_moved, returning, spread
from app.core.value.groups import Group
from app.core.value.window import last_days
from tests.ready_shops import ReadyShops


def bring_in_the_sample(shop: Shop, owner: Actor) -> None:
    fill(shop, owner, Size(customers=40, purchases=240))


@pytest.fixture
def sample(ready: ReadyShops, owner: Actor, tmp_path: Path) -> Iterator[Shop]:
    with ready.copy(bring_in_the_sample, owner, tmp_path / "sample.shuke") as shop:
        yield shop


def written(shop: Shop, owner: Actor, figure: Figure, folder: Path, **more: Any) -> Any:
    """Its rows as json; the csv has as many."""
    told = (owner, shop, folder / f"{figure}.json", figure, "For the accountant")
    done = export(*told, **more)
    rows = json.loads((folder / f"{figure}.json").read_text("utf-8"))["rows"]
    assert done.rows == len(rows)
    file = folder / f"{figure}.csv"
    export(owner, shop, file, figure, "For the accountant", **more)
    texts = file.read_text("utf-8-sig")
    assert len(list(csv.reader(texts.splitlines()))) == len(rows) + 1
    assert not {"nan", "inf", "none"} & set(
        texts.lower().replace('"', "").replace("\n", ",").split(",")
    )
    return rows


@pytest.mark.parametrize("figure", list(Figure))
def test_each_is_written_of_a_full_shop_and_of_an_empty_one(
    sample: Shop, second_shop: Shop, owner: Actor, tmp_path: Path, figure: Figure
) -> None:
    rows = written(sample, owner, figure, tmp_path)
    assert rows
    assert written(second_shop, owner, figure, tmp_path) == []
    export(owner, sample, tmp_path / "x.xlsx", figure, "For the accountant")


def test_they_say_what_the_pages_say(sample: Shop, owner: Actor, tmp_path: Path) -> None:
    with sample.read(owner) as reader:
        window = last_days(reader.today, 365)
        matrix = matrix_moved(reader, window).matrix
        fades, shares = who_fades(reader), spread(reader, window)
        goods, cohorts = count(reader) + count(reader, retired=True), returning(reader)
    rows = written(sample, owner, Figure.MATRIX, tmp_path)
    for group in Group:
        assert sum(each["group"] == group.word for each in rows) == matrix.count(group)
    assert len(written(sample, owner, Figure.FADING, tmp_path)) == len(fades.rows(Standing.FADING))
    classes = [each["class"] for each in written(sample, owner, Figure.CONCENTRATION, tmp_path)]
    assert classes == sorted(classes)
    assert classes.count("A") == shares.first_of[1]
    assert len(written(sample, owner, Figure.PRODUCTS, tmp_path)) == goods
    triangle = written(sample, owner, Figure.COHORTS, tmp_path)
    assert [each["customers"] for each in triangle] == cohorts.sizes.tolist()
    assert triangle[-1]["1"] is None


def test_a_group_narrows_what_is_about_customers(
    sample: Shop, owner: Actor, tmp_path: Path
) -> None:
    rows = written(sample, owner, Figure.RFM, tmp_path)
    with sample.read(owner) as reader:
        best = matrix_moved(reader, last_days(reader.today, 365)).matrix.members(Group.BEST)
    with sample.write(owner, "Group") as unit:
        save_group(unit, "最好的", ListQuery(), tuple(best.tolist()))
    some = written(sample, owner, Figure.RFM, tmp_path, segment="最好的")
    assert 0 < len(some) == len(best) < len(rows)
    assert [each for each in rows if each in some] == some


def test_an_address_book_holds_no_figures(sample: Shop, owner: Actor, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        export(owner, sample, tmp_path / "x.vcf", Figure.RFM, "For the accountant")
