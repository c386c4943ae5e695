"""Every screen in both languages and every text size: nothing untranslated, nothing cut off."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.demo.filling import Size, fill
from app.core.store.shop import Shop
from app.i18n import use_language
from app.ui.background import Background
from app.ui.context import Context
from app.ui.house import House, Inside
from app.ui.looks import Looks
from app.ui.navigation import Place
from app.ui.registry import SCREENS
from app.ui.screens import settle, ways_in
from app.ui.shell import Shell
from app.ui.widgets.keys_help import make_dialog
from app.ui.widgets.text import ElidedLabel
from tests.ready_shops import ReadyShops

# What is Latin in Chinese too: formats, keys, units, and the other language's own name.
LATIN = re.compile(
    r"English|xlsx|xls|ods|csv|txt|CSV|Excel|UTF-8|GB18030|PNG|SVG|PDF|USB|CNY|RFM|NPS|CSI|Ctrl|Alt|Shift|Del"
    r"|PgUp|PgDown|F\d+|[KMG]B|ID|UTC|ics|skbak|shuke|Shuke|K\d+|C\d+|E\d+"
)
LETTERS = re.compile(r"[A-Za-z]{2,}")
TALKERS = QLabel | QAbstractButton


def texts(root: QWidget) -> Iterator[str]:
    """Everything a person may read or hear, but not what users typed themselves."""
    for each in [root, *root.findChildren(QWidget)]:
        if not each.isVisibleTo(root) or isinstance(each, ElidedLabel):
            continue
        if each.property("look") == "code":  # a group of the recovery card
            continue
        if isinstance(each, TALKERS):
            yield each.text()
        if isinstance(each, QLineEdit):
            yield each.placeholderText()
        yield each.toolTip()
        yield each.accessibleName()


def english(root: QWidget) -> set[str]:
    """Texts with Latin words in them that are none of `LATIN`."""
    return {text for text in texts(root) if LETTERS.search(LATIN.sub("", without_paths(text)))}


def without_paths(text: str) -> str:
    return re.sub(r"/\S+", "", text)


def cut_off(root: QWidget) -> list[str]:
    """The program's own labels and buttons that have less room than they need."""
    found = []
    for each in root.findChildren(QWidget):
        if not isinstance(each, TALKERS) or isinstance(each, ElidedLabel):
            continue
        if not each.isVisibleTo(root) or not each.text():
            continue
        if isinstance(each, QLabel) and each.wordWrap():
            if each.heightForWidth(each.width()) > each.height() + 1:
                found.append(f"{each.text()!r} is {each.height()} high")
        elif each.sizeHint().width() > each.width() + 1:
            found.append(f"{each.text()!r} needs {each.sizeHint().width()}, has {each.width()}")
    return found


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background(1, "door")
    yield made
    made.close(drop_waiting=True)


@pytest.fixture
def scenes(
    house: House, looks: Looks, shop: Shop, owner: Actor, background: Background
) -> Callable[[], Iterator[tuple[str, QWidget]]]:
    """Makes every page of the way in, in the language of the moment."""

    def make() -> Iterator[tuple[str, QWidget]]:
        yield from ways_in(house, looks, Inside(shop, owner), background)
        yield "keys", make_dialog(None, looks.theme)

    return make


def test_no_english_in_the_chinese_way_in(
    qtbot: QtBot, looks: Looks, scenes: Callable[[], Iterator[tuple[str, QWidget]]]
) -> None:
    looks.set_language("zh")
    found: dict[str, set[str]] = {}
    for name, widget in scenes():
        qtbot.addWidget(widget)
        widget.show()
        found[name] = english(widget)
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("percent", [90, 150])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_off_on_the_way_in(
    qtbot: QtBot, looks: Looks, scenes: Callable[[], Iterator[tuple[str, QWidget]]],
    percent: int, language: str,
) -> None:  # fmt: skip
    looks.set_text_size(percent)
    looks.set_language("zh" if language == "zh" else "en")
    settle(lambda: False)
    found: dict[str, list[str]] = {}
    for name, widget in scenes():
        qtbot.addWidget(widget)
        widget.resize(1280, 800)
        widget.show()
        settle(lambda: False)
        found[name] = cut_off(widget)
    assert {name: cut for name, cut in found.items() if cut} == {}


def bring_in_a_few(shop: Shop, owner: Actor) -> None:
    """In Chinese: the names of sheets and waves are the shop's own words."""
    use_language("zh")
    fill(shop, owner, Size(customers=30, purchases=120))
    use_language("en")


@pytest.fixture
def shop(ready: ReadyShops, owner: Actor, tmp_path: Path) -> Iterator[Shop]:
    """A shop with a few invented customers."""
    with ready.copy(bring_in_a_few, owner, tmp_path / "filled.shuke") as shop:
        yield shop


def shell_of(context: Context, qtbot: QtBot) -> Shell:
    shell = Shell(context)
    qtbot.addWidget(shell)
    shell.resize(1280, 800)
    shell.show()
    return shell


KEYS = [each.key for each in SCREENS if each.key != "customer"]


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_off_in_the_window_nor_english_in_chinese(
    qtbot: QtBot, context: Context, looks: Looks, percent: int, language: str
) -> None:
    looks.set_text_size(percent)
    looks.set_language("zh" if language == "zh" else "en")
    settle(lambda: False)
    shell = shell_of(context, qtbot)
    cut, foreign = dict[str, list[str]](), dict[str, set[str]]()
    for key in KEYS:
        context.navigation.open(Place(key))
        settle(context.jobs.busy)
        cut[key] = cut_off(shell)
        foreign[key] = english(shell) if language == "zh" and percent == 100 else set()
    assert {name: found for name, found in cut.items() if found} == {}
    assert {name: words for name, words in foreign.items() if words} == {}
