"""`export --segment`: only whom a saved filter holds."""

import json
from pathlib import Path

from app.catalogue.basics import Basics
from app.catalogue.membership import Extras
from app.core.clock import fixed_clock
from app.core.customers import service as customers
from app.core.customers.queries import ListQuery
from app.core.opening import open_shop
from app.core.segments import service
from app.core.segments.filter import Condition, Filter
from tests.cli.conftest import PASSWORD, Shuke
from tests.conftest import SHANGHAI, TODAY


def save_tea(folder: Path, state: Path) -> None:
    """Two customers, and a filter that holds one of them."""
    clock = fixed_clock(TODAY, SHANGHAI)
    shop, actor = open_shop(folder, None, PASSWORD, clock=clock, app_state=state)
    with shop.write(actor, "Fill") as unit:
        for name, tag in (("王堃", "爱茶"), ("陈欣", "咖啡")):
            fields = {Extras.tags: (tag,)}
            made = customers.create(unit, "individual", fields, number=name)
            customers.edit_text(unit, made, {Basics.name: name})
    with shop.write(actor, "Save") as unit:
        service.save(unit, "Tea", ListQuery(filter=Filter((Condition("tags", "any", ("爱茶",)),))))
    shop.close()


def test_only_whom_the_filter_holds(shuke: Shuke, new_shop: Path, tmp_path: Path) -> None:
    save_tea(new_shop, tmp_path / "state")
    out = tmp_path / "out.json"
    what = ("--what", "customers", "--purpose", "letters")
    said = shuke("export", new_shop, out, *what, "--segment", "tea", "--json")
    assert said.data["rows"] == 1
    rows = json.loads(out.read_text("utf-8"))["rows"]
    assert [row["name"] for row in rows] == ["王堃"]
    assert shuke("export", new_shop, out, *what, "--json").data["rows"] == 2


def test_purchases_of_those(shuke: Shuke, sample: Path, tmp_path: Path) -> None:
    clock = fixed_clock(TODAY, SHANGHAI)
    shop, actor = open_shop(sample, None, PASSWORD, clock=clock, app_state=tmp_path / "state")
    with shop.write(actor, "Save") as unit:
        service.save(unit, "Nobody", ListQuery(filter=Filter((Condition("name", "is", "#"),))))
    shop.close()
    out = tmp_path / "out.csv"
    what = ("--what", "purchases", "--purpose", "letters", "--json")
    assert shuke("export", sample, out, *what).data["rows"] > 0
    assert shuke("export", sample, out, *what, "--segment", "Nobody").data["rows"] == 0


def test_an_unknown_name_is_refused_in_one_line(
    shuke: Shuke, new_shop: Path, tmp_path: Path
) -> None:
    what = ("--what", "customers", "--purpose", "letters")
    said = shuke("export", new_shop, tmp_path / "o.csv", *what, "--segment", "Tea")
    assert (said.status, said.out) == (1, "")
    assert "Tea" in said.err
    assert not (tmp_path / "o.csv").exists()


def test_tables_of_figures_are_lists_too(shuke: Shuke, sample: Path, tmp_path: Path) -> None:
    for what in ("products", "matrix", "fading", "shares"):
        out = tmp_path / f"{what}.json"
        told = ("--what", what, "--purpose", "the accountant", "--json")
        said = shuke("export", sample, out, *told)
        assert said.data["rows"] == len(json.loads(out.read_text("utf-8"))["rows"]) > 0
