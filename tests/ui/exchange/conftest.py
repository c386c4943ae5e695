"""The import screen on a real shop, and a hand that walks through it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.customers.queries import ListQuery, count
from app.core.exchange.service import Report
from app.ui.context import Context
from app.ui.exchange.page import ImportPage, make_page
from app.ui.exchange.wizard import CHECK, COLUMNS, DONE, FILE, PREVIEW, Wizard
from app.ui.screens import settle
from app.ui.session import Session
from tests.ui.conftest import Answers

LAOWANG = Path(__file__).resolve().parents[2] / "data" / "laowang"
STEPS = (FILE, COLUMNS, CHECK, PREVIEW, DONE)


@dataclass(frozen=True)
class Hand:
    """Does what a person would do, and waits until it is done."""

    page: ImportPage
    session: Session

    @property
    def wizard(self) -> Wizard:
        return self.page.wizard

    def wait(self) -> None:
        assert settle(self.session.jobs.busy)

    def take(self, path: Path) -> None:
        self.wizard.take(path)
        self.wait()

    def go_on(self, to: int) -> None:
        """Press the button that goes on until this step."""
        while self.wizard.at < to:
            before = self.wizard.at
            self.wizard.next.click()
            self.wait()
            assert self.wizard.at == before + 1, self.trouble()

    def bring_in(self, path: Path) -> Report:
        self.take(path)
        self.go_on(DONE)
        assert self.wizard.done.report is not None
        return self.wizard.done.report

    def trouble(self) -> str:
        banner = self.wizard.trouble
        return banner.words.text() if banner.isVisibleTo(self.wizard) and banner.words else ""

    def customers(self) -> int:
        with self.session.inside.shop.read(self.session.inside.actor) as reader:
            return count(reader, ListQuery())


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ImportPage:
    made = make_page(context)
    assert isinstance(made, ImportPage)
    qtbot.addWidget(made)
    made.resize(1080, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def hand(page: ImportPage, session: Session) -> Hand:
    return Hand(page, session)


WriteCsv = Callable[..., Path]


@pytest.fixture
def write_csv(tmp_path: Path) -> WriteCsv:
    """Writes lines of invented people into a text file."""

    def write(*lines: str, name: str = "list.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding)
        return path

    return write


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A list so long that reading it can be cancelled."""
    path = tmp_path / "many.csv"
    with path.open("w", encoding="utf-8") as out:
        out.write("卡号,姓名,手机\n")
        out.writelines(f"C{n:06},王{n},154{n:08}\n" for n in range(20_000))
    return path


__all__ = ["LAOWANG", "Answers", "Hand", "WriteCsv"]
