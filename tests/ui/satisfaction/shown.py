"""What is read off a screen of satisfaction, and what its waves hold."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.surveys import queries
from app.core.surveys.records import Half
from app.ui.context import Context
from app.ui.screens import settle

Made = tuple[queries.Survey, queries.Wave, tuple[queries.Item, ...]]


def look(shop: Shop, owner: Actor) -> Made:
    with shop.read(owner) as reader:
        survey = queries.surveys(reader)[0]
        return (
            survey,
            queries.waves(reader, survey.id)[-1],
            queries.items(reader, survey.version_id),
        )


def show(qtbot: QtBot, context: Context, card: QWidget) -> None:
    qtbot.addWidget(card)
    card.resize(1200, 760)
    card.show()
    assert settle(context.jobs.busy)


def said(widget: QWidget) -> str:
    found = [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]
    found += [each.text() for each in widget.findChildren(QPushButton) if each.isVisible()]
    return "\n".join(found)


def sheets(shop: Shop, owner: Actor, wave: queries.Wave) -> list[dict[tuple[int, Half], int | str]]:
    with shop.read(owner) as reader:
        found = reversed(queries.responses(reader, wave.id))
        return [dict(queries.answers(reader, each.id)) for each in found]
