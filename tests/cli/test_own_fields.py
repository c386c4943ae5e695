"""The shop's own fields from the command line: `show`, `set`, `import`, `export`."""

from pathlib import Path

import pytest

from app import cli
from app.core.opening import open_shop
from app.core.own_fields import service
from app.core.own_fields.service import NewField
from tests.cli.conftest import PASSWORD, Shuke


@pytest.fixture
def seated(sample: Path, cli_parts: cli.Parts) -> Path:
    """The sample shop with a field for the usual seat."""
    shop, actor = open_shop(
        sample,
        None,
        PASSWORD,
        clock=cli_parts.wall,
        app_state=cli_parts.app_state,
        wall=cli_parts.wall,
        upkeep=cli_parts.upkeep,
    )
    with shop.write(actor, "Add field") as unit:
        service.add(
            unit, NewField("爱待的角落", "Favourite corner", "text", "extras", findable=True)
        )
    shop.close()
    return sample


@pytest.mark.parametrize("key", ["own.2", "爱待的角落", "Favourite corner"])
def test_set_and_show_an_own_field(shuke: Shuke, seated: Path, key: str) -> None:
    said = shuke("set", seated, "K0001", f"{key}=窗边", "--json").data
    assert said["changed"] == {"own.2": {"from": None, "to": "窗边"}}
    shown = shuke("show", seated, "K0001", "--json").data
    assert shown["parts"]["extras"]["own.2"]["value"] == "窗边"
    assert "Favourite corner" in shuke("show", seated, "K0001").out
    hits = shuke("search", seated, "窗边", "--json").data["hits"]
    assert [(hit["number"], hit["matched"]) for hit in hits] == [("K0001", "other")]
    assert shuke("set", seated, "K0001", f"{key}=", "--json").data["changed"]["own.2"]["to"] is None


def test_an_unknown_name_is_refused(shuke: Shuke, seated: Path) -> None:
    said = shuke("set", seated, "K0001", "unusual seat=窗边")
    assert said.status == 1
    assert "unusual seat" in said.err


def test_export_and_import_again(shuke: Shuke, seated: Path, tmp_path: Path) -> None:
    shuke("set", seated, "K0001", "own.2=窗边")
    path = tmp_path / "people.csv"
    shuke("export", seated, path, "--what", "customers", "--purpose", "test", "--reveal")
    assert "Favourite corner" in path.read_text("utf-8-sig").splitlines()[0]
    said = shuke("import", seated, path, "--what", "customers", "--json").data
    assert said["mapping"]["Favourite corner"] == "own.2"
    assert said["batch"] is None


def test_a_day_of_the_shop_s_own_comes_round(
    shuke: Shuke, sample: Path, cli_parts: cli.Parts, tmp_path: Path
) -> None:
    shop, actor = open_shop(
        sample, None, PASSWORD, clock=cli_parts.wall, app_state=cli_parts.app_state,
        wall=cli_parts.wall, upkeep=cli_parts.upkeep,
    )  # fmt: skip
    with shop.write(actor, "Add field") as unit:
        own = service.add(unit, NewField("猫的生日", "Cat day", "day", "extras", yearly=True))
    shop.close()
    shuke("set", sample, "K0001", f"own.{own}=2020-11-25")
    calendar = tmp_path / "days.ics"
    asked = ("--from", "2026-11-25", "--days", "1", "--kinds", "own")
    said = shuke("occasions", sample, *asked, "--ics", calendar, "--json").data["occasions"]
    told = [(e["customer"], e["kind"], e["what"], e["on"], e["years"]) for e in said]
    assert told == [("K0001", "own", "Cat day", "2026-11-25", 6)]
    assert "Cat day" in calendar.read_text("utf-8")
    assert "Cat day" in shuke("occasions", sample, *asked).out
