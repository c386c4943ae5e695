"""The page of a customer's network: the picture, the same as a list, and what she brought."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QVBoxLayout

from app.core.people import queries
from app.core.people.queries import Introductions, Network, Node
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.icons import icon
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.people.picture import NetworkPicture, said
from app.ui.people.words import brought
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.text import sentence, title

_LIST_WIDTH = 280  # whatever the text's size: the picture needs the room
_NODE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class _Seen:
    network: Network
    brought: Introductions


class NetworkPage(Page):
    """Picture and list walk together; Enter in either opens a file."""

    tables = frozenset({"customer", "customer_link", "relative", "stand_in", "link_kind"})

    def __init__(self, context: Context) -> None:
        """Empty until its customer is known."""
        super().__init__(context)
        self.head = title("")
        self.words = sentence("", "muted")
        self.back = button(
            tr(N_("Open the file")), self._open_middle, theme=context.theme, image="book-user"
        )
        self.picture = NetworkPicture(context.theme)
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(tr(N_("The network as a list")))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = context.theme.px(18)
        self.list.setIconSize(QSize(side, side))
        self.legend = sentence(tr(_LEGEND), "small")
        self.setLayout(self._laid_out())
        self.picture.opened.connect(self._open)
        self.picture.walked.connect(self._choose_in_list)
        self.list.activated.connect(self._open_index)
        self.list.selectionModel().currentChanged.connect(self._walk_with)

    def reload(self) -> None:
        """Ask for the network."""
        record = self.place.record if self.place else None
        if record is not None:
            self.context.jobs.read(
                lambda reader: _see(reader, record), self._show, topic=self.topic
            )

    def focus_filter(self) -> bool:
        """Ctrl+F goes to the list."""
        self.list.setFocus()
        return True

    def _laid_out(self) -> QVBoxLayout:
        drawn = holder(column(self.picture, self.legend))
        body = row(drawn, self.list, space=SPACE.section)
        body.setStretch(0, 1)
        top = row(holder(column(self.head, self.words, space=SPACE.hair)), self.back)
        top.setStretch(0, 1)
        top.setAlignment(self.back, Qt.AlignmentFlag.AlignTop)
        made = column(top, body, space=SPACE.large, margin=SPACE.page)
        made.setStretch(1, 1)
        return made

    @Slot(object)
    def _show(self, seen: _Seen) -> None:
        network = seen.network
        middle = network.nodes[0]
        self.head.setText(tr(N_("Around {name}"), name=middle.name))
        left = ntr("{n} more did not fit.", "{n} more did not fit.", network.left_out)
        parts = (brought(seen.brought), left if network.left_out else "")
        alone = tr(N_("Nobody is linked yet: add people on the file."))
        words = " ".join(part for part in parts if part)
        self.words.setText(words or (alone if len(network.nodes) == 1 else ""))
        self.picture.show_network(network)
        self.model.clear()
        for node in queries.walk(network):
            self.model.appendRow(self._item(node))
        self.list.setCurrentIndex(self.model.index(0, 0))

    def _item(self, node: Node) -> QStandardItem:
        image = "building-2" if node.is_company else "user" if node.customer_id else "smile"
        item = QStandardItem(icon(image, self.context.theme, "muted"), said(node))
        item.setData(node, _NODE)
        return item

    @Slot(object)
    def _open(self, node: Node) -> None:
        if node.customer_id is not None:
            self.context.navigation.open(Place("customer", record=node.customer_id))

    def _open_middle(self) -> None:
        if self.place is not None:
            self.context.navigation.open(Place("customer", record=self.place.record))

    @Slot(QModelIndex)
    def _open_index(self, index: QModelIndex) -> None:
        self._open(index.data(_NODE))

    @Slot(object)
    def _choose_in_list(self, node: Node) -> None:
        for place in range(self.model.rowCount()):
            if self.model.item(place).data(_NODE) == node:
                self.list.setCurrentIndex(self.model.index(place, 0))

    def _walk_with(self, now: QModelIndex, _: QModelIndex) -> None:
        node = now.data(_NODE)
        if node is not None:
            self.picture.go_to(node.key)


_LEGEND = N_(
    "Round: a person, square: a company, dashed edge: no customer. Lines: family whole, friends "
    "dashed, work dash and dot, introductions and trade in colour."
)


def _see(reader: Reader, customer_id: int) -> _Seen:
    found = queries.network(reader, customer_id)
    return _Seen(found, queries.introductions(reader, customer_id))


def make_page(context: Context) -> Page:
    """Made by the registry."""
    return NetworkPage(context)
