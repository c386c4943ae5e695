"""`import --source --learnt --basis`: where a list comes from."""

from pathlib import Path

import pytest

from tests.cli.conftest import Said, Shuke

LIST = "姓名,会员卡号,职务\n王芳,LW1,会计\n"


@pytest.fixture
def members(tmp_path: Path) -> Path:
    """A list of one member."""
    file = tmp_path / "members.csv"
    file.write_text(LIST, "utf-8")
    return file


def bring(shuke: Shuke, shop: Path, file: Path, *more: str) -> Said:
    """Import it."""
    return shuke("import", shop, file, "--what", "customers", "--json", *more)


def source(shuke: Shuke, shop: Path) -> tuple[str, str]:
    """Where her job title comes from."""
    part = shuke("show", shop, "LW1", "--json").data["parts"]["basic"]
    return part["job_title"]["source"], part["job_title"]["learnt_on"]


def test_a_list_comes_from_where_it_is_said_to(shuke: Shuke, new_shop: Path, members: Path) -> None:
    told = ("--source", "展会与洽谈会", "--learnt", "2026-05-01")
    said = bring(shuke, new_shop, members, *told)
    assert said.status == 0
    assert source(shuke, new_shop) == ("fair", "2026-05-01")


def test_without_a_word_it_is_an_import_of_today(
    shuke: Shuke, new_shop: Path, members: Path
) -> None:
    bring(shuke, new_shop, members)
    assert source(shuke, new_shop) == ("import", "2026-11-22")


def test_a_bought_list_needs_a_ground(shuke: Shuke, new_shop: Path, members: Path) -> None:
    told = ("--source", "bought.rented")
    said = bring(shuke, new_shop, members, *told)
    assert said.status == 1
    assert said.out == ""
    assert "legal basis" in said.err
    grounded = (*told, "--basis", "consent: their form")
    said = bring(shuke, new_shop, members, *grounded)
    assert said.status == 1
    assert "handed on" in said.err
    said = bring(shuke, new_shop, members, *grounded, "--handed-on-consent")
    assert said.status == 0


def test_an_unknown_channel_is_refused_with_the_known_ones(
    shuke: Shuke, new_shop: Path, members: Path
) -> None:
    said = bring(shuke, new_shop, members, "--source", "the moon")
    assert said.status == 1
    assert "service.talk" in said.err
