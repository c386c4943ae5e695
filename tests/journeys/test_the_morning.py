"""The owner's first morning, from nothing to her figures, by keyboard alone."""

import json
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from app.core.value.groups import Group
from app.ui.customers.file_page import FilePage
from app.ui.customers.list_page import ListPage
from app.ui.exchange.page import ImportPage
from app.ui.exchange.wizard import CHECK, COLUMNS, DONE, FILE, PREVIEW, Wizard
from app.ui.page import Page
from app.ui.registry import SCREENS
from app.ui.shell import Shell
from app.ui.tab_page import TabPage
from app.ui.today.day_row import DayRow
from app.ui.today.page import TodayPage
from app.ui.value.matrix_card import MatrixCard
from app.ui.welcome.card_page import CardPage
from app.ui.welcome.start_page import StartPage
from app.ui.welcome.unlock_page import UnlockPage
from tests.journeys.keyboard import ALT, CTRL, Key, Keyboard, named
from tests.ui.conftest import Answers

LAOWANG = Path(__file__).resolve().parents[1] / "data" / "laowang"
TRUTH: dict[str, Any] = json.loads((LAOWANG / "truth.json").read_text("utf-8"))
PASSWORD = "four words of a song"


_MOST_DIGITS = 9


def make_the_shop(keyboard: Keyboard, dialogs: Answers, folder: Path) -> None:
    """First run: a name, a password, and the card that is retyped."""
    keyboard.window.begin()
    keyboard.scene(StartPage)
    keyboard.push("Make a shop")
    keyboard.settle()
    keyboard.write("老王茶铺")  # the cursor is there already
    dialogs.file = folder
    keyboard.push("Another place")
    keyboard.tab_to("Password")
    keyboard.write(PASSWORD)
    keyboard.tab_to("The same password again")
    keyboard.write(PASSWORD)
    keyboard.press(Key.Key_Return)
    card = keyboard.scene(CardPage)
    for place in card.asked:
        keyboard.tab_to(f"Group {place + 1}")
        keyboard.write(card.groups[place].lower())
    keyboard.press(Key.Key_Return)
    keyboard.scene(Shell)


def go_to(keyboard: Keyboard, screen: str) -> None:
    """Alt and a digit open the first nine pages of the sidebar; the arrows reach the others."""
    pages = [each for each in SCREENS if each.sidebar]
    place = next(number for number, each in enumerate(pages) if each.key == screen)
    nearest = min(place, _MOST_DIGITS - 1)
    keyboard.press(Key(Key.Key_1 + nearest), ALT)
    if place > nearest:
        keyboard.page(Page)
        sidebar = keyboard.window.shell().sidebar
        while not sidebar.isAncestorOf(keyboard.focus()):
            keyboard.press(Key.Key_Tab)
        while named(keyboard.focus()) != pages[place].title:
            keyboard.press(Key.Key_Down)
        keyboard.press(Key.Key_Space)


def bring(keyboard: Keyboard, dialogs: Answers, file: str) -> dict[str, int]:
    """The wizard from the file to the end, by Enter; what came in."""
    go_to(keyboard, "import")
    page = keyboard.page(ImportPage)
    wizard = page.wizard
    if wizard.at == DONE:
        keyboard.push("Import another")
    keyboard.wait_for(lambda: wizard.at == FILE)
    dialogs.file = LAOWANG / file
    keyboard.tab_to("Drop a file here")
    keyboard.press(Key.Key_Return)
    for step in (COLUMNS, CHECK, PREVIEW, DONE):
        keyboard.wait_for(lambda: wizard.next.isEnabled() and not wizard.work.busy())
        keyboard.press(Key.Key_Return)
        keyboard.wait_for(partial(stands_at, wizard, step))
    report = wizard.done.report
    assert report is not None
    keyboard.press(Key.Key_Return)
    return {status.value: n for status, n in report.counts.items() if n}


def stands_at(wizard: Wizard, step: int) -> bool:
    """At this step, with nothing under way."""
    return wizard.at == step and not wizard.work.busy()


def find(keyboard: Keyboard, letters: str) -> FilePage:
    """Ctrl+K, some letters, Enter."""
    keyboard.press(Key.Key_K, CTRL)
    keyboard.write(letters)
    keyboard.page(ListPage)
    keyboard.press(Key.Key_Return)
    return keyboard.page(FilePage)


def test_the_first_morning(keyboard: Keyboard, dialogs: Answers, tmp_path: Path) -> None:
    strays = keyboard.notices_strays()
    make_the_shop(keyboard, dialogs, tmp_path)
    keyboard.page(TodayPage)
    keyboard.tab_to("Bring my Excel")
    keyboard.press(Key.Key_Return)  # as everybody presses a button
    keyboard.page(ImportPage)
    assert named(keyboard.focus()) == "Drop a file here, or choose one"
    members = TRUTH["members"]
    assert bring(keyboard, dialogs, "members.xlsx") == {
        "created": members["importable"],
        "held_back": members["conflict"],
        "rejected": len(members["rejected"]),
    }
    assert bring(keyboard, dialogs, "companies.xlsx") == {"created": TRUTH["companies"]["rows"]}
    lines = bring(keyboard, dialogs, "purchases.csv")
    assert lines["created"] == TRUTH["purchases"]["lines"]
    the_matrix_is_right(keyboard)
    a_value_is_corrected_and_undone(keyboard)
    today_names_the_birthdays(keyboard)
    locked_and_unlocked(keyboard)
    assert strays == []


def the_matrix_is_right(keyboard: Keyboard) -> None:
    """After the purchases Enter leads to the value page."""
    matrix = keyboard.page(TabPage).open_tab()
    assert isinstance(matrix, MatrixCard)
    found = matrix.found
    assert found is not None
    counts = {word: found.matrix.count(group) for word, group in zip(
        ("best", "spender", "frequent", "uncertain"), Group, strict=True)}  # fmt: skip
    assert counts == TRUTH["marcus"]["last_365_days"]["counts"]
    said = keyboard.said()
    for n in counts.values():
        assert f"{n} customers" in said


def a_value_is_corrected_and_undone(keyboard: Keyboard) -> None:
    """Two letters find her; Enter on a value edits it, Enter saves, Ctrl+Z takes it back."""
    go_to(keyboard, "customers")
    keyboard.page(ListPage)
    find(keyboard, "cx")  # initials: 陈欣, 陈新 …
    assert "陈" in keyboard.said()
    keyboard.tab_to("Mobile")
    before = keyboard.focus().accessibleName()
    keyboard.press(Key.Key_Return)
    keyboard.press(Key.Key_A, CTRL)
    keyboard.write("15487654321")
    keyboard.press(Key.Key_Return)
    keyboard.page(FilePage)
    said = keyboard.said()
    assert "154 8765 4321" in said
    assert "Saved 12:00" in said
    assert keyboard.focus().accessibleName() == "Mobile: 154 8765 4321"
    keyboard.press(Key.Key_Z, CTRL)
    keyboard.page(FilePage)
    assert "154 8765 4321" not in keyboard.said()
    assert keyboard.tab_to("Mobile").accessibleName() == before


def today_names_the_birthdays(keyboard: Keyboard) -> None:
    """Every day of the next week that the truth file knows stands there."""
    go_to(keyboard, "today")
    page = keyboard.page(TodayPage)
    shown = [each.each for each in page.findChildren(DayRow) if each.isVisible()]
    kinds = {each["kind"] for each in TRUTH["occasions"]["2026-11-22"]}
    ours = {(each.number, str(each.kind), str(each.on)) for each in shown if each.kind in kinds}
    told = [each for each in TRUTH["occasions"]["2026-11-22"] if each["lead_days"] == 0]
    assert {(each["card"], each["kind"], each["date"]) for each in told} <= ours
    assert Counter(kind for _, kind, _ in ours)["birthday"] > 0


def locked_and_unlocked(keyboard: Keyboard) -> None:
    """Ctrl+L closes the shop; the password opens it, and nobody's name is left meanwhile."""
    keyboard.press(Key.Key_L, CTRL)
    keyboard.scene(UnlockPage)
    assert keyboard.window.session is None
    assert "陈" not in keyboard.said()
    keyboard.settle()
    keyboard.write(PASSWORD)
    keyboard.press(Key.Key_Return)
    keyboard.page(TodayPage)
    assert "陈" in keyboard.said()
