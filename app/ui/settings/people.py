"""Who may open the shop: passwords, the recovery card, the custodian."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QVBoxLayout, QWidget

from app.core.accounts import service
from app.core.accounts.queries import Person, people
from app.core.actor import Actor, Role
from app.core.store.shop import Shop
from app.core.vault.slots import ONE_TIME_DAYS
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.dialogs import Question
from app.ui.formats import moment
from app.ui.jobs import Topic
from app.ui.own_password import ask_new_password
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.card_dialog import card_dialog
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import card, clear, column, holder, row, rule
from app.ui.widgets.text import ElidedLabel, label, sentence

T = TypeVar("T")
_ROLES = {Role.OWNER: N_("Owner: may do everything"), Role.CUSTODIAN: N_("Custodian: backups only")}


class PeopleCard(QWidget):
    """What changes people asks for the password again when it was given some minutes ago."""

    def __init__(self, context: Context) -> None:
        """Ask who there is."""
        super().__init__()
        self._context = context
        self._topic = Topic(self)
        self.shown_dialog: QDialog | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.medium)
        self.name = QLineEdit()
        self.add = button(tr("Add a custodian"), self._add)
        self.name.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        self.name.returnPressed.connect(self._add)
        self.add.setEnabled(False)
        self.setLayout(column(self._make_card()))
        self.reload()

    def reload(self) -> None:
        """Read the keyring again."""
        context = self._context
        context.jobs.read(
            lambda _: people(context.actor, context.shop), self._show, topic=self._topic
        )

    def _make_card(self) -> QFrame:
        mine = button(tr("Change my password…"), self.change_password)
        new_card = button(tr("New recovery card…"), self.new_card)
        explanation = tr(
            "A custodian makes, checks and copies backups, and sees no customer. "
            "You give them a password that works once; then they choose their own."
        )
        adding = row(FormLine(tr("Name of a new custodian"), self.name), self.add)
        adding.setAlignment(self.add, Qt.AlignmentFlag.AlignBottom)  # level with the line
        return card(
            row(mine, new_card, None),
            rule(),
            self._list,
            rule(),
            sentence(explanation, "small"),
            holder(adding),
            words=tr("People and passwords"),
        )

    def _show(self, found: Sequence[Person]) -> None:
        clear(self._list)
        for person in found:
            self._list.addWidget(self._person(person))

    def _person(self, person: Person) -> QWidget:
        role = label(tr(_ROLES[person.role]), "small")
        said = [ElidedLabel(person.name, "value"), role]
        if person.first_login_until is not None:
            until = moment(person.first_login_until, self._context.clock)
            said.append(
                label(tr("Has not opened the shop yet; may until {day}", day=until), "warn")
            )
        buttons: list[QWidget] = []
        if person.role is Role.CUSTODIAN:
            again = button(tr("New one-time password"), lambda: self._new_one_time(person), "quiet")
            remove = button(tr("Remove"), lambda: self._remove(person), "quiet")
            buttons = [again, remove]
        line = row(column(*said, space=0), *buttons)
        line.setStretch(0, 1)
        return holder(line)

    def change_password(self) -> None:
        """Open the dialog for one's own password."""
        self.shown_dialog = ask_new_password(self._context, self.window())

    def new_card(self) -> None:
        """Make a new recovery card and show it."""
        self._do(
            N_("Making a recovery card"),
            service.new_recovery_card,
            self._show_card,
        )

    def _show_card(self, card: str) -> None:
        context = self._context
        self.shown_dialog = card_dialog(
            self.window(), context.theme, context.shop.name, card, context.dialogs,
            context.clock.today(),
        )  # fmt: skip
        self.shown_dialog.open()

    def _add(self) -> None:
        name = self.name.text().strip()
        if name:
            self._do(
                N_("Adding a custodian"),
                lambda actor, shop: service.add_custodian(actor, shop, name),
                lambda secret: self._show_secret(name, secret),
            )

    def _new_one_time(self, person: Person) -> None:
        self._do(
            N_("Making a one-time password"),
            lambda actor, shop: service.new_one_time_password(actor, shop, person.uid),
            lambda secret: self._show_secret(person.name, secret),
        )

    def _remove(self, person: Person) -> None:
        question = Question(
            tr("Remove {name}?", name=person.name),
            tr("They cannot open the shop any more. The backups they made stay."),
            tr("Remove"),
            danger=True,
        )
        if self._context.dialogs.confirm(question):
            self._do(
                N_("Removing a custodian"),
                lambda actor, shop: service.remove_custodian(actor, shop, person.uid),
                lambda _: self.reload(),
            )

    def _show_secret(self, name: str, secret: str) -> None:
        self.name.clear()
        self.reload()
        words = tr(
            "The password for the first login is {secret}. Tell it to {name}; it works once, "
            "within the next {days} days.",
            secret=secret,
            name=name,
            days=ONE_TIME_DAYS,
        )
        self._context.dialogs.tell(tr("{name} may open the shop", name=name), words, secret)
        self.name.setFocus()  # the button is grey again: the page would jump to its top

    def _do(self, job: str, deed: Callable[[Actor, Shop], T], done: Callable[[T], object]) -> None:
        actor, shop = self._context.actor, self._context.shop
        self._context.jobs.long(job, lambda _: deed(actor, shop), done)
