"""Every table of figures goes into a file: as it stands on its page, blank where not known."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core.actor import Actor
from app.core.customers.queries import ListQuery
from app.core.demo.filling import Size, fill
from app.core.errors import Refused
from app.core.exchange.exporting import export
from app.core.exchange.figure_sheets import figure_sheet
from app.core.exchange.figures import Figure
from app.core.fading.hints import Standing
from app.core.fading.queries import who_fades
from app.core.products.queries import count
from app.core.segments.service import save_group
from app.core.settings.declared import MATRIX_WINDOW
from app.core.settings.of_value import MATRIX_CUT
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.core.value.answers import matrix_moved, returning, spread
from app.core.value.cut_lines import MEDIANS
from app.core.value.groups import Group
from app.core.value.who import crowd
from app.core.value.window import last_days
from tests.ready_shops import ReadyShops

TABLES = (Path(__file__).parents[3] / "docs" / "tables.md").read_text("utf-8")


def bring_in_the_sample(shop: Shop, owner: Actor) -> None:
    fill(shop, owner, Size(customers=40, purchases=240))


@pytest.fixture
def sample(ready: ReadyShops, owner: Actor, tmp_path: Path) -> Iterator[Shop]:
    with ready.copy(bring_in_the_sample, owner, tmp_path / "sample.shuke") as shop:
        yield shop


def of_persons(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in rows if each["kind"] == "individual"]


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
    assert rows or figure is Figure.EXCUSED  # the sample gives nobody a reason
    assert written(second_shop, owner, figure, tmp_path) == []
    export(owner, sample, tmp_path / "x.xlsx", figure, "For the accountant")


@pytest.mark.parametrize("figure", list(Figure))
def test_its_name_and_columns_stand_in_the_docs(sample: Shop, owner: Actor, figure: Figure) -> None:
    with sample.read(owner) as reader:
        keys = [key for key, _ in figure_sheet(reader, figure).titles if not key.isdigit()]
    line = next(each for each in TABLES.splitlines() if each.startswith(f"| `{figure}` |"))
    told = re.findall(r"`(\w+)`", line.split("|")[3])
    assert [each for each in told if not each.isdigit()] == keys


def test_they_say_what_the_pages_say(sample: Shop, owner: Actor, tmp_path: Path) -> None:
    with sample.read(owner) as reader:
        window = last_days(reader.today, 365)
        matrix = matrix_moved(reader, window).matrix
        fades, shares = who_fades(reader), spread(reader, window)
        goods, cohorts = count(reader) + count(reader, retired=True), returning(reader)
    rows = of_persons(written(sample, owner, Figure.MATRIX, tmp_path))
    for group in Group:
        assert sum(each["group"] == group.word for each in rows) == matrix.count(group)
    assert len(written(sample, owner, Figure.FADING, tmp_path)) == len(fades.rows(Standing.FADING))
    shared = of_persons(written(sample, owner, Figure.CONCENTRATION, tmp_path))
    classes = [each["class"] for each in shared]
    assert classes == sorted(classes)
    assert classes.count("A") == shares.first_of[1]
    assert len(written(sample, owner, Figure.PRODUCTS, tmp_path)) == goods
    triangle = of_persons(written(sample, owner, Figure.COHORTS, tmp_path))
    assert [each["customers"] for each in triangle] == cohorts.sizes.tolist()
    assert triangle[-1]["1"] is None


@pytest.mark.parametrize(
    "figure",
    [Figure.MATRIX, Figure.MOVED, Figure.WHO, Figure.RFM, Figure.POINTS, Figure.RECENT,
     Figure.CONCENTRATION, Figure.COHORTS, Figure.TIERS],
)  # fmt: skip
def test_companies_stand_in_the_same_file(
    sample: Shop, owner: Actor, tmp_path: Path, figure: Figure
) -> None:
    rows = written(sample, owner, figure, tmp_path)
    kinds = [each["kind"] for each in rows]
    assert set(kinds) == {"individual", "company"}
    assert kinds == sorted(kinds, reverse=True)


def test_the_file_of_the_matrix_is_of_the_days_and_lines_that_are_set(
    sample: Shop, owner: Actor, tmp_path: Path
) -> None:
    with sample.write(owner, "Settings") as unit:
        put(unit, MATRIX_WINDOW, 60)
        put(unit, MATRIX_CUT, "medians")
    with sample.read(owner) as reader:
        window = last_days(reader.today, 60)
        matrix = matrix_moved(reader, window, companies=True, cut=MEDIANS).matrix
        known = crowd(reader, companies=True)
    companies = [
        each
        for each in written(sample, owner, Figure.MATRIX, tmp_path)
        if each["kind"] == "company"
    ]
    assert [each["purchases"] for each in companies] == matrix.purchases.tolist()
    groups = [Group(code).word for code in matrix.groups.tolist()]
    assert [each["group"] for each in companies] == groups
    whole = [each for each in written(sample, owner, Figure.WHO, tmp_path)
             if each["kind"] == "company"]  # fmt: skip
    bars = [bar for portrait in known.portraits(matrix.ids) for bar in portrait.bars]
    assert [each["group"] for each in whole] == [bar.group for bar in bars]
    assert [each["everybody"] for each in whole] == [bar.everybody for bar in bars]


def test_a_group_narrows_what_is_about_customers(
    sample: Shop, owner: Actor, tmp_path: Path
) -> None:
    rows = written(sample, owner, Figure.RFM, tmp_path)
    assert any(each["kind"] == "company" for each in rows)
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
