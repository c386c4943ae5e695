"""A photo is small, upright and says nothing but what it shows; traps are refused."""

from io import BytesIO

import pytest
from PIL import Image

from app.core.actor import Actor
from app.core.attachments import queries, service
from app.core.attachments.pictures import SIDE, prepare
from app.core.errors import NotAllowed, Refused
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.core.attachments.pictures import (
    CAMERA,
    COMMENT,
    GPS_MARK,
    HEIC,
    bomb_png,
    phone_jpeg,
    plain_png,
)
from tests.factories import make_customer


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner)


def stored(shop: Shop, owner: Actor, customer_id: int) -> bytes | None:
    with shop.read(owner) as reader:
        return queries.photo(reader, customer_id)


def test_place_camera_and_comment_stay_behind(shop: Shop, owner: Actor, chen: int) -> None:
    taken = phone_jpeg()
    assert GPS_MARK in taken
    assert CAMERA.encode() in taken
    with shop.write(owner, "Photo") as unit:
        service.set_photo(unit, chen, taken)
    kept = stored(shop, owner, chen)
    assert kept is not None
    for trace in (GPS_MARK, CAMERA.encode(), COMMENT, b"Exif", b"GPS"):
        assert trace not in kept
    assert dict(Image.open(BytesIO(kept)).getexif()) == {}


def test_it_is_scaled_and_turned_upright() -> None:
    made = prepare(phone_jpeg(2000, 1000, orientation=6))
    picture = Image.open(BytesIO(made.data))
    assert picture.size == (SIDE // 2, SIDE)  # turned a quarter: the red half is on top
    red, _, blue = picture.convert("RGB").getpixel((100, 20))  # type: ignore[misc]
    assert red > 200 > 60 > blue
    assert made.media == "image/jpeg"


def test_a_small_picture_is_not_blown_up() -> None:
    assert Image.open(BytesIO(prepare(plain_png(40, 30)).data)).size == (40, 30)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "L", "P", "1", "I;16"])
def test_every_sort_of_png_is_read(mode: str) -> None:
    made = prepare(plain_png(mode=mode))
    assert made.media == ("image/png" if mode in ("RGBA", "LA") else "image/jpeg")


def test_print_colours_are_read() -> None:
    out = BytesIO()
    Image.new("CMYK", (40, 30)).save(out, "JPEG")
    assert Image.open(BytesIO(prepare(out.getvalue()).data)).mode == "RGB"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"%PDF-1.7\n" + b"x" * 500,
        phone_jpeg()[:700],
        phone_jpeg()[:4000],
        plain_png()[:50],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
    ids=["empty", "words", "pdf", "cut in its head", "cut", "cut png", "svg"],
)
def test_what_is_no_picture_is_refused(shop: Shop, owner: Actor, chen: int, data: bytes) -> None:
    with pytest.raises(Refused, match="no picture"), shop.write(owner, "Photo") as unit:
        service.set_photo(unit, chen, data)
    assert stored(shop, owner, chen) is None


def test_a_bomb_is_refused_unopened() -> None:
    with pytest.raises(Refused, match="60000 × 60000"):
        prepare(bomb_png())


def test_heic_is_named_and_refused() -> None:
    with pytest.raises(Refused, match="HEIC"):
        prepare(HEIC)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(Refused, match="25 MB"):
        prepare(b"\xff\xd8" + bytes(25 * 1024 * 1024))


def test_another_photo_takes_its_place_and_an_undo_gives_the_old_one_back(
    shop: Shop, owner: Actor, chen: int
) -> None:
    with shop.write(owner, "Photo") as unit:
        service.set_photo(unit, chen, phone_jpeg())
    first = stored(shop, owner, chen)
    with shop.write(owner, "Photo") as unit:
        service.set_photo(unit, chen, plain_png())
        act = unit.act_id
    assert stored(shop, owner, chen) not in (None, first)
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert stored(shop, owner, chen) == first


def test_a_removed_photo_comes_back(shop: Shop, owner: Actor, chen: int) -> None:
    with shop.write(owner, "Photo") as unit:
        service.set_photo(unit, chen, plain_png())
    before = stored(shop, owner, chen)
    with shop.write(owner, "Remove the photo") as unit:
        service.remove_photo(unit, chen)
        act = unit.act_id
    assert stored(shop, owner, chen) is None
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert stored(shop, owner, chen) == before


def test_the_custodian_sees_no_photo(shop: Shop, custodian: Actor, chen: int) -> None:
    with shop.read(custodian) as reader, pytest.raises(NotAllowed):
        queries.photo(reader, chen)
