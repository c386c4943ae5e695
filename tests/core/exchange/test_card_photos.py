"""Photos of vCards come in small, with their customers, and go when the import is undone."""

import base64
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.catalogue.basics import Basics
from app.core.actor import Actor
from app.core.attachments import queries, service
from app.core.exchange.exporting import export
from app.core.exchange.layout import What
from app.core.exchange.options import Existing, Options
from app.core.exchange.report import Status
from app.core.store.shop import Shop
from app.core.store.undo import undo_batch
from tests.core.attachments.pictures import bomb_png, phone_jpeg, plain_png
from tests.factories import make_customer

from .conftest import Imports


def cards(*people: tuple[str, bytes | None]) -> str:
    """A file of vCards 3.0."""
    made = []
    for number, (name, photo) in enumerate(people):
        lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", f"TEL;TYPE=CELL:1540000{number:04}"]
        if photo is not None:
            lines.append("PHOTO;ENCODING=b;TYPE=JPEG:" + base64.b64encode(photo).decode())
        made += [*lines, "END:VCARD", ""]
    return "\r\n".join(made)


def photo_of(imports: Imports, name: str) -> bytes | None:
    (found,) = imports.table("customer", "id", f"WHERE name = '{name}'")
    with imports.shop.read(imports.owner) as reader:
        return queries.photo(reader, found[0])


def size(data: bytes | None) -> tuple[int, int]:
    assert data is not None
    return Image.open(BytesIO(data)).size


def test_photos_come_in_small_and_upright(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_text(cards(("王堃", phone_jpeg(1600, 800)), ("陈静", None), ("李龑", plain_png())))
    report = imports(path, What.CUSTOMERS)
    assert report.counts[Status.CREATED] == 3
    assert size(photo_of(imports, "王堃")) == (256, 512)
    assert photo_of(imports, "陈静") is None
    assert size(photo_of(imports, "李龑")) == (40, 30)


@pytest.mark.parametrize(
    "broken", [b"no picture", phone_jpeg()[:200], bomb_png()], ids=["text", "torn", "bomb"]
)
def test_a_broken_photo_stops_no_card(imports: Imports, tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_text(cards(("王堃", broken), ("李龑", plain_png())))
    report = imports(path, What.CUSTOMERS)
    assert report.counts[Status.CREATED] == 2
    assert photo_of(imports, "王堃") is None
    assert photo_of(imports, "李龑") is not None


def test_undoing_the_import_takes_the_photos_along(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_text(cards(("王堃", plain_png())))
    batch = imports(path, What.CUSTOMERS).batch
    assert batch is not None
    with imports.shop.write(imports.owner, "Undo") as unit:
        undo_batch(unit, batch)
    assert imports.count("customer") == 0
    assert imports.count("attachment") == 0


@pytest.mark.parametrize(("existing", "wide"), [(Existing.FILL, 40), (Existing.UPDATE, 60)])
def test_who_has_a_photo_keeps_it_unless_updated(
    imports: Imports, shop: Shop, owner: Actor, tmp_path: Path, existing: Existing, wide: int
) -> None:
    made = make_customer(shop, owner, "王堃", texts={Basics.mobile: "15400000000"})
    with shop.write(owner, "Photo") as unit:
        service.set_photo(unit, made, plain_png(40, 30))
    path = tmp_path / "contacts.vcf"
    told = cards(("王堃", plain_png(60, 30))).replace("END:", "NOTE:爱喝龙井\r\nEND:")
    path.write_text(told)
    report = imports(path, What.CUSTOMERS, Options(existing=existing))
    assert report.counts[Status.UPDATED] == 1
    assert size(photo_of(imports, "王堃"))[0] == wide


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_photo_goes_out_and_comes_in_again(
    imports: Imports, second_shop: Shop, owner: Actor, tmp_path: Path, version: Any
) -> None:
    shop = imports.shop
    for keyring in shop.folder.glob("keyring*.json"):
        shutil.copyfile(keyring, second_shop.folder / keyring.name)
    wang, chen = make_customer(shop, owner, "王堃"), make_customer(shop, owner, "陈静")
    with shop.write(owner, "Photo") as unit:
        service.set_photo(unit, wang, phone_jpeg())
        service.set_photo(unit, chen, plain_png(mode="RGBA"))
    path = tmp_path / "out.vcf"
    done = export(
        owner, shop, path, What.CUSTOMERS, "phone", vcard_version=version, ids=[wang, chen]
    )
    assert done.rows == 2
    theirs = Imports(second_shop, owner)
    theirs(path, What.CUSTOMERS)
    for name in ("王堃", "陈静"):
        assert size(photo_of(theirs, name)) == size(photo_of(imports, name))


def test_only_the_chosen_go_out(imports: Imports, owner: Actor, tmp_path: Path) -> None:
    wang = make_customer(imports.shop, owner, "王堃")
    make_customer(imports.shop, owner, "陈静")
    path = tmp_path / "out.vcf"
    assert export(owner, imports.shop, path, What.CUSTOMERS, "phone", ids=[wang]).rows == 1
    assert export(owner, imports.shop, path, What.CUSTOMERS, "phone", ids=[]).rows == 0
    assert "陈静" not in path.read_text("utf-8")
