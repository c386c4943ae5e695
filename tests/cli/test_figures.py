"""`value` and `rfm` follow what the shop has set, and say where it is parted and how."""

from pathlib import Path
from typing import Any

from app.core.clock import fixed_clock
from app.core.opening import open_shop
from app.core.purchases import bulk
from app.core.settings import declared
from app.core.settings.service import put
from app.core.store.changes import ALL
from tests.cli.conftest import PASSWORD, Shuke
from tests.conftest import SHANGHAI, TODAY
from tests.core.purchases.people import add_customers
from tests.ui.value.six import ago

V9 = {"A": (300, 300, 300), "B": (900,), "C": (50, 60, 40, 50), "D": (80,), "E": (500, 700),
      "F": (30, 30)}  # fmt: skip


def tell(folder: Path, state: Path, **settings: Any) -> None:
    """Set what is told; on the first call nobody is there yet, and V9 comes in."""
    clock = fixed_clock(TODAY, SHANGHAI)
    shop, actor = open_shop(folder, None, PASSWORD, clock=clock, app_state=state)
    with shop.write(actor, "Settings") as unit:
        for name, value in settings.items():
            put(unit, getattr(declared, name), value)
        if not settings:
            new = [
                bulk.NewReceipt(ago(10 + place), yuan * 100, who)
                for name, who in add_customers(unit, list(V9)).items()
                for place, yuan in enumerate(V9[name.upper()])
            ]
            bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
    shop.close()


def test_value_says_where_it_is_parted(shuke: Shuke, new_shop: Path, tmp_path: Path) -> None:
    assert shuke("value", new_shop, "--json").data["lines"] is None
    tell(new_shop, tmp_path)
    said = shuke("value", new_shop, "--json").data
    assert said["lines"] == {"by": "averages", "purchases": 2.166667, "average": 256.923077}
    assert said["counts"] == {"best": 1, "spenders": 2, "frequent": 1, "uncertain": 2}
    tell(new_shop, tmp_path, MATRIX_CUT="own", MATRIX_LINES=(400, 4_000))
    own = shuke("value", new_shop, "--json").data
    assert own["lines"] == {"by": "own", "purchases": 4.0, "average": 40.0}
    assert own["counts"] == {"best": 1, "spenders": 4, "frequent": 0, "uncertain": 1}
    assert own["average_purchase"] == said["average_purchase"]  # an average all the same
    assert {each["number"]: each["group"] for each in own["members"]}["C"] == "best"
    table = shuke("value", new_shop).out
    assert "own line 4.0 purchases · own line ¥40" in table
    assert "¥3,340.00" in table


def test_sums_in_a_table_are_those_of_the_currency(
    shuke: Shuke, new_shop: Path, tmp_path: Path
) -> None:
    tell(new_shop, tmp_path, CURRENCY="JPY")
    tell(new_shop, tmp_path)
    table = shuke("value", new_shop).out
    assert "JP¥3,340" in table
    assert ".00" not in table.replace("2.17", "")
    assert shuke("value", new_shop, "--json").data["revenue"] == "3340.00"  # as cli.md says


def test_rfm_says_how_it_scores(shuke: Shuke, new_shop: Path, tmp_path: Path) -> None:
    tell(new_shop, tmp_path)
    said = shuke("rfm", new_shop, "--json").data
    assert said["method"] == "quintiles"
    assert len(said["members"]) == 6
    assert "each digit by itself" in shuke("rfm", new_shop).out
    tell(new_shop, tmp_path, RFM_METHOD="bands")
    bands = shuke("rfm", new_shop, "--json").data
    assert bands["method"] == "bands"
    assert {each["r"] for each in bands["members"]} == {5}
    assert "Limits of our own" in shuke("rfm", new_shop).out
