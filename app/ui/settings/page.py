"""The settings screen: this computer, the shop, its people."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.settings.queries import get_all
from app.i18n import tr
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.settings.people import PeopleCard
from app.ui.settings.shop_cards import ShopCards
from app.ui.settings.this_pc import this_pc_card
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, centred, clear, column, holder, row, scrolling
from app.ui.widgets.text import sentence, title

_WIDTH = 760


class SettingsPage(Page):
    """Everything saves by itself; there is no Save button."""

    def __init__(self, context: Context) -> None:
        """The shop's cards come with the answer."""
        super().__init__(context)
        self.people = PeopleCard(context)
        self.to_weights = button(
            tr("What counts…"), lambda: context.navigation.open(Place("weights"))
        )
        self.to_fields = button(tr("Fields…"), lambda: context.navigation.open(Place("fields")))
        self.shop_cards: ShopCards | None = None
        self._shop = QVBoxLayout()
        self._shop.setSpacing(SPACE.large)
        inside = holder(
            column(
                title(tr("Settings")),
                sentence(tr("Everything here is kept as soon as you change it."), "muted"),
                this_pc_card(context.looks),
                self._shop,
                self._fields_card(),
                self.people,
                None,
                space=SPACE.large,
            )
        )
        page = QWidget()
        middle = centred(inside, context.theme.px(_WIDTH))
        page.setLayout(column(middle, margin=SPACE.page))
        self.setLayout(column(scrolling(page)))

    def _fields_card(self) -> QWidget:
        explanation = tr(
            "Put the files in your order, hide what you never ask, and add fields of your own."
        )
        inside = row(self.to_fields, self.to_weights, None)
        return card(sentence(explanation, "small"), inside, words=tr("Customers' files"))

    def reload(self) -> None:
        """Ask for all settings."""
        self.context.jobs.read(get_all, self._show, topic=self.topic)
        self.people.reload()

    @Slot(object)
    def _show(self, values: Mapping[str, Any]) -> None:
        clear(self._shop)
        self.shop_cards = ShopCards(self.context, values)
        for each in self.shop_cards.cards():
            self._shop.addWidget(each)


def make_page(context: Context) -> Page:
    """For the registry."""
    return SettingsPage(context)
