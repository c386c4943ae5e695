"""A field edited while an import's last transaction runs: "saving" until it is on disk."""

from collections.abc import Iterator
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.life import Life
from app.core.actor import Actor
from app.core.customers import queries
from app.core.progress import Progress
from app.core.settings.declared import AREA_CODE
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.ui.customers.file_page import FilePage
from app.ui.customers.value_line import ValueLine
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.session import Session
from app.ui.shell import Shell
from tests.factories import make_customer


@pytest.fixture
def wang(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner, "王堃", texts={Life.favourite_dishes: "面条"})


@pytest.fixture
def shell(session: Session, qtbot: QtBot, wang: int) -> Iterator[Shell]:
    session.context.navigation.open(Place("customer", record=wang))
    made = Shell(session.context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    assert settle(session.jobs.busy)
    yield made
    assert settle(session.jobs.busy)


@pytest.fixture
def release(shell: Shell, shop: Shop, owner: Actor) -> Iterator[Event]:
    """An import in its last transaction, which ends when this is set."""
    inside, let_go = Event(), Event()

    def work(_: Progress) -> None:
        with shop.write(owner, "Import customers") as unit:
            put(unit, AREA_CODE, "0571")
            inside.set()
            let_go.wait(60)

    shell.context.jobs.long("Importing", work)
    assert inside.wait(60)
    yield let_go
    let_go.set()


def edit(shell: Shell, typed: str) -> None:
    """Type over the favourite dishes and leave the field."""
    page = shell.page()
    assert isinstance(page, FilePage)
    lines = [each.line(Life.favourite_dishes) for each in page.cards.values()]
    line = next(each for each in lines if isinstance(each, ValueLine))
    line.edit()
    assert line.editor is not None
    line.editor.put(typed)
    line.editor.finished.emit()


def dishes(shop: Shop, owner: Actor, record: int) -> object:
    with shop.read(owner) as reader:
        return queries.profile(reader, record).value(Life.favourite_dishes)


def test_saved_is_said_only_once_it_is(
    shell: Shell, shop: Shop, owner: Actor, wang: int, release: Event, qtbot: QtBot
) -> None:
    before, said = dishes(shop, owner, wang), list[str]()
    edit(shell, "火锅")
    qtbot.waitUntil(lambda: shell.top.saved.text() == "Saving…")
    assert dishes(shop, owner, wang) == before
    shell.context.jobs.saving.connect(lambda _: said.append(str(dishes(shop, owner, wang))))
    release.set()
    qtbot.waitUntil(lambda: shell.top.saved.text() == "Saved 12:00")
    assert "火锅" in said[0]
    assert not shell.context.jobs.writing()


def test_the_end_of_the_import_is_not_the_end_of_the_edit(
    shell: Shell, shop: Shop, owner: Actor, release: Event, qtbot: QtBot
) -> None:
    heard: list[tuple[str, str]] = []
    edit(shell, "火锅")
    qtbot.waitUntil(lambda: shell.top.saved.text() == "Saving…")
    shell.context.jobs.changed.connect(
        lambda changes: heard.append((changes.title, shell.top.saved.text()))
    )
    release.set()
    qtbot.waitUntil(lambda: not shell.context.jobs.busy())
    assert ("Import customers", "Saving…") in heard
    assert shell.top.saved.text() == "Saved 12:00"
