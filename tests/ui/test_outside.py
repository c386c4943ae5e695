"""What lies around the window: environment, app state, idleness, crash reports, paper, samples."""

import json
import sys
from collections.abc import Iterator
from ctypes import addressof, c_size_t
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.catalogue.currency import money
from app.core.actor import Actor
from app.core.clock import Clock
from app.core.demo.filling import Size
from app.core.progress import SILENT
from app.core.store.shop import Shop
from app.i18n import use_language
from app.ui import crash
from app.ui.app_state import AppState
from app.ui.application import prepare
from app.ui.context import Context
from app.ui.formats import day, long_day, moment, size
from app.ui.garbage import Collector
from app.ui.house import House, Inside
from app.ui.idle import LONGEST_SECONDS, Idle
from app.ui.looks import Looks
from app.ui.notices import notices_of
from app.ui.samples import is_sample, make_sample, reopen_sample, throw_away
from app.ui.screen_lock import ScreenLock, WindowsMessages
from app.ui.screens import draw_all
from app.ui.session import Session
from app.ui.shelves import documents, file_name, shops_folder
from app.ui.widgets.card_paper import write_card
from app.ui.widgets.paper_foot import foot
from tests.ui.conftest import Answers

SHANGHAI = timezone(timedelta(hours=8), "CST")
NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


@pytest.mark.skipif(sys.platform != "linux", reason="input methods of Linux")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"XMODIFIERS": "@im=fcitx", "PATH": ""}, "ibus"),
        ({"QT_IM_MODULE": "fcitx", "PATH": ""}, "ibus"),
        ({"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=fcitx", "PATH": ""}, "xim"),
        ({"XMODIFIERS": "@im=fcitx", "XDG_SESSION_TYPE": "wayland", "PATH": ""}, None),
        ({"PATH": ""}, None),
    ],
)
def test_fcitx_is_reached_through_ibus(before: dict[str, str], after: str | None) -> None:
    environment = dict(before)
    prepare(environment)
    assert environment.get("QT_IM_MODULE") == after
    assert ("IBUS_USE_PORTAL" in environment) == (after == "ibus")


def test_app_state_survives_and_knows_the_last_shops(tmp_path: Path) -> None:
    state = AppState(tmp_path / "deep" / "state")
    for name in ("a", "b", "a"):
        state.remember_shop(tmp_path / name)
    state.set("window", "xyz")
    again = AppState(state.folder)
    assert again.last_shop == tmp_path / "a"
    assert again.recent_shops == (tmp_path / "a", tmp_path / "b")
    again.set("window", None)
    assert "window" not in json.loads((state.folder / "window.json").read_text("utf-8"))


@pytest.mark.parametrize("broken", ["", "[1]", "{", "\\x00"])
def test_broken_app_state_is_an_empty_one(tmp_path: Path, broken: str) -> None:
    (tmp_path / "window.json").write_text(broken, "utf-8")
    state = AppState(tmp_path)
    assert (state.language, state.look, state.text_size, state.last_shop) == (
        None,
        "system",
        100,
        None,
    )


def test_app_state_that_cannot_be_written_does_not_stop_anybody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    state = AppState(tmp_path / "file")
    state.set("language", "zh")
    assert state.language == "zh"


def test_idle_counts_from_the_last_touch(qtbot: QtBot, dressed: QApplication) -> None:
    now, heard, parent = [100.0], list[int](), QObject()
    idle = Idle(parent, lambda: now[0], lambda: 0.0)
    idle.passed.connect(lambda: heard.append(1))
    idle.look()  # no limit yet
    idle.limit = 60
    now[0] = 159.0
    idle.look()
    idle.touch()
    now[0] = 200.0
    idle.look()
    assert heard == []
    now[0] = 219.0
    idle.look()
    assert heard == [1]


@dataclass
class Watch:
    """An idle watch whose clocks the test turns, and how often it passed."""

    idle: Idle
    clocks: dict[str, float]
    heard: list[int]

    def after(self, seconds: float, *, asleep: float = 0.0) -> int:
        """Let time go by, the last of it asleep, and look; returns how often it passed so far."""
        self.clocks["steady"] += seconds
        self.clocks["wall"] += seconds + asleep
        self.idle.look()
        return len(self.heard)


@pytest.fixture
def watch(dressed: QApplication) -> Iterator[Watch]:
    """A shop opened just now, to be locked after five minutes."""
    parent, clocks, heard = QObject(), {"steady": 100.0, "wall": 5000.0}, list[int]()
    idle = Idle(parent, lambda: clocks["steady"], lambda: clocks["wall"])
    idle.passed.connect(lambda: heard.append(1))
    idle.begin()
    idle.limit = 300
    yield Watch(idle, clocks, heard)
    del parent


def test_a_computer_that_slept_is_locked_however_short(watch: Watch) -> None:
    assert watch.after(5, asleep=30) == 0
    assert watch.after(5, asleep=90) == 1


def test_a_locked_screen_locks_the_shop(watch: Watch) -> None:
    watch.idle.leave()
    assert watch.heard == [1]


def test_it_is_told_again_until_the_shop_is_closed(watch: Watch) -> None:
    watch.idle.leave()  # a long job is under way, say, and the shop stays open for now
    assert watch.after(5) == 2
    watch.idle.rest()
    assert watch.after(5) == 2
    watch.idle.begin()
    watch.idle.limit = 300
    assert watch.after(5) == 2


def test_half_a_day_is_the_longest(watch: Watch) -> None:
    for _ in range(int(LONGEST_SECONDS / 30) - 1):
        watch.idle.touch()
        assert watch.after(30) == 0
    watch.idle.touch()
    assert watch.after(30) == 1


def test_windows_words_for_leaving_are_understood(dressed: QApplication) -> None:
    heard, parent = list[int](), QObject()
    lock = ScreenLock(parent)
    lock.locked.connect(lambda: heard.append(1))
    filtering = WindowsMessages(lock)
    suspended, locked = (0x0218, 4), (0x02B1, 7)
    for number, word in (suspended, locked, (0x0218, 7), (0x02B1, 8), (0x0100, 4)):
        message = (c_size_t * 3)(1, number, word)
        given = filtering.nativeEventFilter(b"windows_generic_MSG", addressof(message))
        assert given == (False, 0)
    filtering.nativeEventFilter(b"xcb_generic_event_t", 0)
    dressed.removeNativeEventFilter(filtering)
    assert heard == [1, 1]


def test_a_screen_saver_that_goes_locks_nothing(dressed: QApplication) -> None:
    heard, parent = list[int](), QObject()
    lock = ScreenLock(parent)
    lock.locked.connect(lambda: heard.append(1))
    lock.set_active(False)
    assert heard == []
    lock.set_active(True)
    assert heard == [1]


def test_keys_and_mouse_touch(qtbot: QtBot, dressed: QApplication) -> None:
    now, parent, widget = [0.0], QObject(), QWidget()
    idle = Idle(parent, lambda: now[0], lambda: 0.0)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    handle = widget.windowHandle()
    idle.watch(handle)
    now[0] = 50.0
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    assert idle.seconds() == 50.0
    QTest.mouseClick(
        handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5)
    )
    assert idle.seconds() == 0.0


def test_crash_report_names_no_data(tmp_path: Path) -> None:
    secret = "王堃 13800001111"
    try:
        raise ValueError(f"bad value {secret} in {tmp_path}")
    except ValueError as problem:
        file = crash.keep(problem, tmp_path / "logs")
    assert file is not None
    text = file.read_text("utf-8")
    assert "builtins.ValueError" in text
    assert "test_crash_report_names_no_data" in text
    assert secret not in text
    assert str(tmp_path) not in text
    assert "bad value" not in text


def test_only_the_newest_crash_reports_are_kept(tmp_path: Path) -> None:
    for _ in range(30):
        crash.keep(ValueError(), tmp_path)
    assert len(list(tmp_path.glob("crash-*.txt"))) == 20


def test_collecting_is_switched_to_the_interface_thread(dressed: QApplication) -> None:
    import gc

    assert not gc.isenabled()
    collector = dressed.findChild(Collector)
    assert collector is not None
    before = gc.get_stats()[0]["collections"]
    rubbish: list[list[int]] = [[] for _ in range(3 * gc.get_threshold()[0])]
    collector.look()
    assert sum(each["collections"] for each in gc.get_stats()) > before
    del rubbish


def test_formats_in_both_languages() -> None:
    clock = Clock(lambda: NOON, SHANGHAI)
    shown = {}
    for language in ("en", "zh"):
        use_language("zh" if language == "zh" else "en")
        shown[language] = (
            day(date(2026, 3, 7), date(2026, 11, 22)),
            day(date(2025, 3, 7), date(2026, 11, 22)),
            moment(NOON - timedelta(hours=2), clock),
            moment(NOON - timedelta(days=1), clock),
        )
    use_language("en")
    assert shown["en"] == ("7 Mar", "7 Mar 2025", "today 10:00", "yesterday 12:00")
    assert shown["zh"][:2] == ("3月7日", "2025年3月7日")
    assert "2026" in long_day(date(2026, 11, 22))


def test_money_and_sizes() -> None:
    assert money(123450) == "¥1,234.50"
    assert money(-5) == "-¥0.05"
    assert money(100, "EUR") == "€1.00"
    assert money(100, "SEK") == "SEK 1.00"
    assert [size(n) for n in (0, 999, 1536, 20480, 5 << 30)] == [
        "0 B", "999 B", "1.5 KB", "20 KB", "5.0 GB",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("老王茶铺", "老王茶铺"),
        ("A/B: C?", "A B C"),
        ("..", "熟客"),
        ("", "熟客"),
        ("x" * 300, "x" * 120),
    ],
)
def test_shop_names_become_names_of_folders(name: str, clean: str) -> None:
    assert file_name(name) == clean


def test_new_shop_is_offered_beside_the_last_one(tmp_path: Path) -> None:
    state = AppState(tmp_path / "state")
    state.remember_shop(tmp_path / "a.shuke")
    assert shops_folder(state) == tmp_path


def test_recovery_card_on_paper(dressed: QApplication, tmp_path: Path) -> None:
    write_card(tmp_path / "card.pdf", "老王茶铺", ["ABCDE"] * 8, date(2026, 11, 22))
    content = (tmp_path / "card.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == 1


def test_sample_shop_is_made_opened_again_and_thrown_away(house: House) -> None:
    made = make_sample(house, SILENT, Size(customers=5, purchases=5))
    assert is_sample(made.shop.folder, house.app_state)
    made.shop.close()
    again = reopen_sample(house, made.shop.folder)
    assert again.shop.folder == made.shop.folder
    again.shop.close()
    throw_away(house.app_state)
    assert not made.shop.folder.exists()


def test_notices_of_opening_stand_above_the_pages(
    shop: Shop, owner: Actor, app_state: AppState, looks: Looks, dialogs: Answers
) -> None:
    shop.notices.append("An older copy was put back.")
    session = Session(Inside(shop, owner), app_state, looks, dialogs)
    assert [each.words for each in notices_of(session.context)] == ["An older copy was put back."]
    session.stop()


@pytest.mark.timeout(300)  # some forty pictures, on a machine that may be busy
def test_every_screen_is_drawn(
    dressed: QApplication, shop: Shop, owner: Actor, tmp_path: Path
) -> None:
    files = draw_all(shop, owner, tmp_path / "pictures", "dark", "zh")
    names = {each.name.removesuffix("-zh-dark.png") for each in files}
    assert {"welcome", "make", "card", "unlock", "recovery", "restore", "backups"} <= names
    assert {"value-rfm", "fading-falling", "wallet", "wallet-tiers", "purchases"} <= names
    assert {"week", "week-rules", "week-settled", "complaints", "complaints-figures"} <= names
    assert {"complaints-list", "complaints-lists", "satisfaction", "satisfaction-sheets"} <= names
    assert {"satisfaction-remarks", "satisfaction-actions"} <= names
    assert {"settings", "today", "customers", "value", "import", "search", "keys"} <= names
    assert all(each.stat().st_size > 2000 for each in files)
    assert sorted(tmp_path.joinpath("pictures").iterdir()) == sorted(files)


def test_untouched_minutes_do_not_count_while_customers_have_the_screen(watch: Watch) -> None:
    watch.idle.give(True)
    for _ in range(40):
        assert watch.after(30) == 0
    watch.idle.give(False)
    assert [watch.after(30) for _ in range(10)] == [0] * 9 + [1]  # five minutes
    watch.idle.give(True)
    watch.idle.leave()  # a locked computer locks the shop whoever has the screen
    assert len(watch.heard) == 2


def test_whoever_gave_no_name_is_called_by_the_role_on_paper(context: Context) -> None:
    nameless = replace(context, actor=replace(context.actor, name="Owner"))
    use_language("zh")
    assert " · 店主 · " in foot(nameless)
    use_language("en")
    assert " · Owner · " in foot(nameless)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is one")
def test_a_pc_without_a_documents_folder_begins_at_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert documents() == tmp_path
    (tmp_path / "Documents").mkdir()
    assert documents() == tmp_path / "Documents"
