"""The backups screen: what there is, and making, verifying, copying, restoring."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.backups import service
from app.core.backups.queries import Standing, standing
from app.core.backups.shelf import Backup
from app.core.backups.verifying import Verdict
from app.core.progress import Progress
from app.core.settings.declared import SECOND_FOLDER
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.core.vault.places import lie_apart
from app.i18n import N_, in_a_row, tr
from app.ui.backups.backup_row import BackupRow
from app.ui.backups.check_card import CheckCard
from app.ui.backups.standing_card import StandingCard
from app.ui.context import Context
from app.ui.dialogs import Question
from app.ui.formats import moment
from app.ui.page import Page
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import card, centred, clear, column, holder, row, rule, scrolling
from app.ui.widgets.text import sentence, title

_WIDTH = 860


@dataclass(frozen=True)
class _Found:
    standing: Standing
    backups: tuple[Backup, ...]
    second: str


class BackupsPage(Page):
    """For the owner one screen among others, for the custodian the whole window."""

    tables = frozenset({"setting"})

    def __init__(self, context: Context) -> None:
        """Lists come with the answer."""
        super().__init__(context)
        self.second = ""
        self.backups: tuple[Backup, ...] = ()
        self.standing = StandingCard(context, self.copy_newest)
        self.make = button(
            tr("Make a backup now"), self.make_now, "primary", theme=context.theme, image="archive"
        )
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        head = row(title(tr("Backups")), None, self.make)
        inside = holder(
            column(
                head,
                sentence(self._explanation(), "muted"),
                self.standing,
                card(self.list, words=tr("Kept on this computer")),
                CheckCard(context),
                None,
                space=SPACE.large,
            )
        )
        page = QWidget()
        page.setLayout(column(centred(inside, context.theme.px(_WIDTH)), margin=SPACE.page))
        self.setLayout(column(scrolling(page)))

    def reload(self) -> None:
        """Look into the folder and the audit trail."""
        actor, shop = self.context.actor, self.context.shop

        def ask(reader: Reader) -> _Found:
            found = tuple(service.listed(actor, shop))
            return _Found(standing(reader), found, get(reader, SECOND_FOLDER))

        self.context.jobs.read(ask, self._show, topic=self.topic)

    def make_now(self) -> None:
        """Make one, and copy it to the second folder when that is there."""
        actor, shop = self.context.actor, self.context.shop
        second = Path(self.second) if self.second else None
        self.make.setEnabled(False)

        def work(progress: Progress) -> Backup:
            made = service.make(actor, shop, progress=progress)
            if second is not None and second.is_dir():
                service.copy_to(actor, shop, made.path, second, progress)
            return made

        self.context.jobs.long(N_("Making a backup"), work, self._made, on_error=self._failed)

    def copy_newest(self) -> None:
        """Copy the newest to a folder the user chooses."""
        if self.backups:
            self.copy(self.backups[0])

    def copy(self, backup: Backup) -> None:
        """Copy one to a folder the user chooses."""
        start = Path(self.second) if self.second else None
        folder = self.context.dialogs.folder(tr("Where shall the copy go?"), start)
        if folder is None:
            return
        actor, shop = self.context.actor, self.context.shop
        self.context.jobs.long(
            N_("Copying a backup"),
            lambda progress: service.copy_to(actor, shop, backup.path, folder, progress),
            self._copied,
            on_error=self._failed,
        )

    def verify(self, backup: Backup) -> None:
        """Open a backup to the bottom, and say whether it is whole."""
        actor, shop = self.context.actor, self.context.shop
        self.context.jobs.long(
            N_("Verifying a backup"),
            lambda progress: service.verify(actor, shop, backup.path, progress=progress),
            self._verified,
            on_error=self._failed,
        )

    def restore(self, backup: Backup) -> None:
        """Go to the restore page, after a yes."""
        question = Question(
            tr("Go back to this backup?"),
            tr(
                "The shop is closed, and you give your password once more. "
                "What was entered since {day} is kept in a safety copy.",
                day=moment(backup.made_at, self.context.clock),
            ),
            tr("Go on"),
            danger=True,
        )
        if self.context.dialogs.confirm(question):
            self.context.doors.restore_over.emit(backup.path)

    def _explanation(self) -> str:
        return tr(
            "A backup is made by itself on closing, once a day, and before large imports. "
            "A copy on a USB stick helps when this computer is lost."
        )

    @Slot(object)
    def _show(self, found: _Found) -> None:
        self.backups, self.second = found.backups, found.second
        self.standing.show_standing(found.standing, bool(found.backups))
        clear(self.list)
        if not found.backups:
            self.list.addWidget(EmptyState(self.context.theme, "archive", tr("No backup yet"),
                                           tr("Make the first one now.")))  # fmt: skip
        for place, backup in enumerate(found.backups):
            if place:
                self.list.addWidget(rule())
            self.list.addWidget(self._row(backup))

    def _row(self, backup: Backup) -> BackupRow:
        made = BackupRow(self.context, backup, may_restore=self.context.may(Right.RESTORE))
        made.verify_wanted.connect(self.verify)
        made.copy_wanted.connect(self.copy)
        made.restore_wanted.connect(self.restore)
        return made

    def _made(self, _backup: Backup) -> None:
        self.make.setEnabled(True)
        self.context.messages.toast(tr("The backup is made, and it opens."))
        self.reload()

    def _copied(self, copy: Path) -> None:
        words = tr("The copy is in {folder}.", folder=copy.parent)
        if lie_apart(copy, self.context.shop.folder):
            self.context.messages.toast(words)
        else:
            near = tr("It lies on the same disk as the shop: if the disk breaks, both are gone.")
            self.context.messages.toast(in_a_row(words, near), tone="warn")
        self.reload()

    def _verified(self, verdict: Verdict) -> None:
        if verdict.ok:
            self.context.messages.toast(tr("This backup is whole, and it opens."))
        else:
            self.context.messages.banner(
                tr("This backup is not whole: {reason}", reason=verdict.reason), tone="danger"
            )

    def _failed(self, problem: Exception) -> None:
        self.make.setEnabled(True)
        self.context.jobs.failed.emit(problem)


def make_page(context: Context) -> Page:
    """For the registry."""
    return BackupsPage(context)
