"""Photo and files in a file: chosen, dropped, pasted, opened, copied, deleted, undone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.attachments import outside, queries, service
from app.core.store.shop import Shop
from app.core.vault.folder import ShopFolder
from app.ui.attachments.file_tile import FileTile
from app.ui.attachments.files_card import FilesCard, make_card
from app.ui.context import Context
from app.ui.house import Key, NewShop
from app.ui.main_window import Window
from app.ui.screens import settle
from tests.core.attachments.pictures import HEIC, phone_jpeg
from tests.factories import make_customer
from tests.ui.conftest import Answers


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner)


@pytest.fixture
def card(context: Context, qtbot: QtBot, chen: int) -> FilesCard:
    made = make_card(context)
    assert isinstance(made, FilesCard)
    qtbot.addWidget(made)
    made.resize(760, 500)
    made.show_record(chen)
    made.show()
    settled(made)
    return made


def settled(card: FilesCard) -> None:
    assert settle(card.context.jobs.busy)


def said(card: FilesCard) -> str:
    return "\n".join(each.text() for each in card.findChildren(QLabel) if each.isVisible())


def tiles(card: FilesCard) -> list[FileTile]:
    return [each for each in card.findChildren(FileTile) if each.isVisible()]


def photo(shop: Shop, owner: Actor, customer_id: int) -> bytes | None:
    with shop.read(owner) as reader:
        return queries.photo(reader, customer_id)


def test_empty_it_says_what_to_do(card: FilesCard) -> None:
    assert "drop them here" in said(card)
    assert card.photo.picture.accessibleName() == "No photo yet"
    assert not card.photo.remove.isVisible()


def test_a_photo_is_chosen_and_removed_with_undo(
    card: FilesCard, dialogs: Answers, tmp_path: Path, shop: Shop, owner: Actor, chen: int
) -> None:
    dialogs.file = tmp_path / "me.jpg"
    dialogs.file.write_bytes(phone_jpeg())
    card.photo.choose.click()
    settled(card)
    assert photo(shop, owner, chen) is not None
    assert card.photo.picture.accessibleName() == "Photo"
    card.photo.remove.click()
    settled(card)
    assert photo(shop, owner, chen) is None
    card.context.undo.undo()
    settled(card)
    assert photo(shop, owner, chen) is not None


def test_what_is_no_photo_is_refused_with_a_sentence(
    card: FilesCard, dialogs: Answers, tmp_path: Path, shop: Shop, owner: Actor, chen: int
) -> None:
    problems: list[Exception] = []
    card.context.jobs.failed.connect(problems.append)
    dialogs.file = tmp_path / "me.heic"
    dialogs.file.write_bytes(HEIC)
    card.photo.choose.click()
    settled(card)
    assert "HEIC" in str((problems + dialogs.problems)[0])
    assert photo(shop, owner, chen) is None


def test_a_pasted_picture_becomes_the_photo(
    card: FilesCard, qtbot: QtBot, shop: Shop, owner: Actor, chen: int
) -> None:
    image = QImage(2000, 1000, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    qtbot.keyClick(card, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled(card)
    assert photo(shop, owner, chen) is not None
    QGuiApplication.clipboard().clear()


def test_dropped_files_are_kept_in_one_act(
    card: FilesCard, tmp_path: Path, shop: Shop, owner: Actor, chen: int
) -> None:
    paths = [tmp_path / "合同.pdf", tmp_path / "a&b.txt"]
    for path in paths:
        path.write_bytes(b"x" * 3000)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    card.take(data, as_photo=False)
    settled(card)
    assert {each.file.name for each in tiles(card)} == {"合同.pdf", "a&b.txt"}
    assert "2 files, 5.9 KB" in said(card)
    card.context.undo.undo()
    settled(card)
    assert tiles(card) == []


def test_a_picture_dropped_on_the_photo_is_the_photo(
    card: FilesCard, tmp_path: Path, shop: Shop, owner: Actor, chen: int
) -> None:
    path = tmp_path / "me.jpg"
    path.write_bytes(phone_jpeg())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    card.take(data, as_photo=True)
    settled(card)
    assert photo(shop, owner, chen) is not None
    assert tiles(card) == []


def test_one_bad_file_keeps_all_out(
    card: FilesCard, tmp_path: Path, shop: Shop, owner: Actor
) -> None:
    problems: list[Exception] = []
    card.context.jobs.failed.connect(problems.append)
    good, large = tmp_path / "good.txt", tmp_path / "large.bin"
    good.write_bytes(b"x")
    with large.open("wb") as file:
        file.truncate(service.MOST_BYTES + 1)
    card.keep([good, large])
    settled(card)
    assert "25 MB" in str(problems[0])
    assert tiles(card) == []


@pytest.fixture
def kept(card: FilesCard, shop: Shop, owner: Actor, chen: int) -> FileTile:
    with shop.write(owner, "Add") as unit:
        service.add_data(unit, chen, "scan.pdf", b"%PDF invented")
    settled(card)
    return tiles(card)[0]


def entries(tile: FileTile) -> dict[str, object]:
    menu = QMenu(tile)
    tile.fill(menu)
    return {each.text(): each.trigger for each in menu.actions() if each.text()}


def test_open_puts_a_copy_aside_that_can_be_put_away(
    card: FilesCard, kept: FileTile, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def show(url: QUrl) -> bool:
        shown.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    card.open(kept.file)
    settled(card)
    assert Path(shown[0]).read_bytes() == b"%PDF invented"
    assert "1 unencrypted copy is open" in said(card)
    card.put_away()
    assert not Path(shown[0]).exists()
    assert "unencrypted" not in said(card)


def test_a_copy_elsewhere_is_asked_about(
    card: FilesCard, kept: FileTile, dialogs: Answers, tmp_path: Path
) -> None:
    dialogs.file, dialogs.yes = tmp_path / "copy.pdf", False
    card.save_copy(kept.file)
    settled(card)
    assert not dialogs.file.exists()
    dialogs.yes = True
    card.save_copy(kept.file)
    settled(card)
    assert dialogs.file.read_bytes() == b"%PDF invented"
    assert dialogs.asked.count("Save a copy outside the shop?") == 2


def test_the_tile_says_what_it_is_and_deletes_with_undo(card: FilesCard, kept: FileTile) -> None:
    assert kept.accessibleName().startswith("scan.pdf, 13 B")
    menu = entries(kept)
    assert list(menu) == ["Open", "Save a copy elsewhere…", "Another name…", "Delete"]
    menu["Delete"]()  # type: ignore[operator]
    settled(card)
    assert tiles(card) == []
    card.context.undo.undo()
    settled(card)
    assert [each.file.name for each in tiles(card)] == ["scan.pdf"]


def test_locking_takes_the_copies_away(window: Window, house: object, tmp_path: Path) -> None:
    from app.ui.house import House

    assert isinstance(house, House)
    folder = tmp_path / "tea.shuke"
    house.make(NewShop(folder, "茶铺", "老王", "correct horse battery")).shop.close()
    inside = house.open(folder, Key(None, "correct horse battery"))
    customer = make_customer(inside.shop, inside.actor)
    with inside.shop.write(inside.actor, "Add") as unit:
        one = service.add_data(unit, customer, "scan.pdf", b"secret scan")
    window.enter(inside)
    assert window.session is not None
    assert settle(window.session.jobs.busy)
    path = outside.open_outside(inside.shop, inside.actor, one)
    assert path.exists()
    window.lock()
    assert settle(window.background.busy)
    left = [p for p in ShopFolder(folder).tmp.rglob("*") if p.is_file()]
    assert left == []
