"""Where nothing can be written or read, the refusal names the place and the true reason."""

import errno
from pathlib import Path

import pytest

from app.cli.files import refuse_closed, refuse_no_place
from app.core.errors import Refused
from tests.cli.conftest import Shuke

CLOSED = Path("/proc")  # nobody can make a file there, not even root
closed = pytest.mark.skipif(not (CLOSED / "self").exists(), reason="needs Linux")
LIST = "会员卡号,姓名\nLW1,王芳\n"
WRITERS: dict[str, tuple[str, ...]] = {
    "export": ("export", "--what", "customers", "--purpose", "test", "{}/list.csv"),
    "value": ("value", "--chart", "{}/matrix.png"),
    "satisfaction": ("satisfaction", "--survey", "x", "--chart", "{}/plane.png"),
    "occasions": ("occasions", "--ics", "{}/days.ics"),
}
FOLDERS: dict[str, tuple[str, ...]] = {
    "backup": ("backup", "--to", "{}/copies"),
    "screens": ("screens", "--to", "{}/shots"),
}


def filled(asked: tuple[str, ...], shop: Path, folder: Path) -> list[object]:
    name, *rest = asked
    return [name, shop, *(each.format(folder) for each in rest)]


@pytest.mark.parametrize("asked", WRITERS.values(), ids=list(WRITERS))
def test_a_folder_that_is_not_there(
    shuke: Shuke, new_shop: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    said = shuke(*filled(asked, new_shop, tmp_path / "gone"))
    assert (said.status, said.out) == (1, "")
    assert said.err == (
        f"The folder {tmp_path / 'gone'} does not exist. "
        "Nothing was written. Make it first, or choose another folder.\n"
    )


@closed
@pytest.mark.parametrize("asked", (WRITERS | FOLDERS).values(), ids=list(WRITERS | FOLDERS))
def test_a_folder_that_is_closed(shuke: Shuke, new_shop: Path, asked: tuple[str, ...]) -> None:
    said = shuke(*filled(asked, new_shop, CLOSED))
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"Nothing can be written in the folder {CLOSED}.")


def test_rejects_are_asked_before_anything_is_imported(
    shuke: Shuke, new_shop: Path, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    place = tmp_path / "gone" / "rejects.xlsx"
    asked = ("--what", "customers", "--rejects", place)
    said = shuke("import", new_shop, tmp_path / "list.csv", *asked)
    assert (said.status, said.out) == (1, "")
    assert str(place.parent) in said.err
    assert shuke("search", new_shop, "王芳", "--json").data["total"] == 0


def test_the_try_leaves_nothing_behind(tmp_path: Path) -> None:
    refuse_no_place(tmp_path / "list.csv")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(Refused, match="gone"):
        refuse_closed(tmp_path / "gone")


def test_a_full_disk_has_words_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "touch", full)
    refuse_closed(tmp_path)


def test_a_mapping_that_cannot_be_read_is_no_wrong_mapping(
    shuke: Shuke, new_shop: Path, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    missing, wrong = tmp_path / "missing.json", tmp_path / "wrong.json"
    wrong.write_text("no json", "utf-8")
    asked = ("import", new_shop, tmp_path / "list.csv", "--what", "customers", "--mapping")
    said = shuke(*asked, missing)
    assert said.status == 1
    assert said.err.startswith(f"The mapping {missing} cannot be read. Nothing was imported.")
    assert "wrong.json is not a mapping" in shuke(*asked, wrong).err


def test_where_no_filter_is_none_is_listed(shuke: Shuke, new_shop: Path, tmp_path: Path) -> None:
    asked = ("--what", "customers", "--purpose", "test", "--segment", "熟客")
    said = shuke("export", new_shop, tmp_path / "list.csv", *asked)
    assert said.status == 1
    assert 'no saved filter called "熟客"' in said.err
    assert "has none yet" in said.err
    assert "There are" not in said.err


def test_where_no_survey_is_none_is_listed(shuke: Shuke, new_shop: Path) -> None:
    said = shuke("satisfaction", new_shop, "--survey", "十月")
    assert said.status == 1
    assert 'no survey called "十月"' in said.err
    assert "has none yet" in said.err
    assert "There are" not in said.err
