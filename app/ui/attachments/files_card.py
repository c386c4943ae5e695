"""Photo and files of a customer: kept inside the encrypted shop, added by choice, drop, paste."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QVBoxLayout

from app.core.actor import Right
from app.core.attachments import outside, queries, service
from app.core.attachments.queries import File, Total
from app.core.progress import Progress
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_, ntr, tr
from app.ui.attachments.file_tile import FileActions, FileTile
from app.ui.attachments.photo_box import PhotoBox
from app.ui.attachments.words import sum_of
from app.ui.context import Context
from app.ui.dialogs import Question
from app.ui.lending import LentCard
from app.ui.shelves import documents
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.layout import card, clear, column, hide_unless, holder, row, rule
from app.ui.widgets.text import ElidedLabel, heading, label, sentence

_TITLE = N_("Add files")


@dataclass(frozen=True)
class Held:
    """What is kept of one customer."""

    photo: bytes | None
    files: tuple[File, ...]
    hers: Total
    all: Total


def held(reader: Reader, record: int) -> Held:
    """Read it in one view."""
    return Held(
        queries.photo(reader, record),
        queries.files(reader, record),
        queries.total(reader, record),
        queries.total(reader),
    )


class FilesCard(LentCard):
    """A photo above, tiles below; the whole card takes what is dropped."""

    key, title = "files", N_("Files")
    tables = frozenset({"attachment", "content"})

    def __init__(self, context: Context) -> None:
        """Loads when it is shown."""
        super().__init__(context)
        self.may_edit = context.may(Right.EDIT_CUSTOMERS)
        self.photo = PhotoBox(context, lambda: self.record)
        self.sum = ElidedLabel("", "muted")
        self.tiles = column(space=SPACE.small)
        self.outside = column(space=SPACE.small)
        self.deeds = FileActions(self.open, self.save_copy, self.rename, self.delete)
        self.add = button(
            tr(N_("Add a file…")), self.choose, theme=context.theme, image="paperclip"
        )
        for each in (self.add, self.photo.choose):
            hide_unless(each, self.may_edit)
        self.setAcceptDrops(self.may_edit)
        head = row(heading(tr(self.title)), self.sum, None, self.add, space=SPACE.medium)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card(head, self.photo, rule(), self.outside, self.tiles))

    def reload(self) -> None:
        """Ask for photo and files."""
        record = self.record
        if record is not None:
            self.context.jobs.read(
                lambda reader: held(reader, record), self._show, topic=self.topic
            )

    def choose(self) -> None:
        """Ask for a file and keep it."""
        found = self.context.dialogs.open_file(
            tr(N_("Choose a file")), None, tr(N_("All files")) + " (*)"
        )
        if found is not None:
            self.keep([found])

    def keep(self, paths: Sequence[Path]) -> None:
        """Keep these files, with progress and Cancel: all of them or none."""
        record, context = self.record, self.context
        if record is None:
            return

        def work(unit: Unit, progress: Progress) -> None:
            for path in paths:
                service.add_file(unit, record, path, progress)

        def done(_: object) -> None:
            words = ntr("{n} file kept", "{n} files kept", len(paths))
            context.messages.toast(words, context.undo.last())

        context.jobs.long_write(_TITLE, work, done)

    def open(self, file: File) -> None:
        """Let another program show a temporary copy."""
        context = self.context
        context.jobs.long(
            N_("Open a file"),
            lambda progress: outside.open_outside(context.shop, context.actor, file.id, progress),
            self._opened,
        )

    def save_copy(self, file: File) -> None:
        """Ask, and write a copy that is not encrypted."""
        context = self.context
        question = Question(
            tr(N_("Save a copy outside the shop?")),
            tr(
                N_(
                    "The copy is not encrypted: whoever uses this computer or stick can read it. "
                    "The audit trail notes it."
                )
            ),
            tr(N_("Save a copy")),
        )
        if not context.dialogs.confirm(question):
            return
        asked, start = tr(N_("Save a copy")), documents() / file.name
        target = context.dialogs.save_file(asked, start, tr(N_("All files")) + " (*)")
        if target is None:
            return
        context.jobs.long(
            N_("Save a copy of a file"),
            lambda progress: outside.save_copy(
                context.shop, context.actor, file.id, target, progress
            ),
            lambda _: context.messages.toast(tr(N_("Copy saved: {name}"), name=target.name)),
        )

    def rename(self, file: File, name: str) -> None:
        """Call a file something else."""
        self.context.jobs.write(
            N_("Rename a file"),
            lambda unit: service.rename_file(unit, file.id, name),
            lambda _: self._toast(tr(N_("Renamed"))),
        )

    def delete(self, file: File) -> None:
        """Take a file away; there is an undo."""
        self.context.jobs.write(
            N_("Delete a file"),
            lambda unit: service.delete_file(unit, file.id),
            lambda _: self._toast(tr(N_("Deleted"))),
        )

    def put_away(self) -> None:
        """Remove the temporary copies."""
        left = outside.put_away(self.context.shop)
        if left:
            words = tr(N_("Another program still holds a file. Close it there first."))
            self.context.messages.toast(words, tone="warn")
        self._show_outside()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures are welcome."""
        if _paths(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A picture dropped on the photo becomes the photo; all else is kept as files."""
        on_photo = self.photo.rect().contains(self.photo.mapFrom(self, event.position().toPoint()))
        self.take(event.mimeData(), as_photo=on_photo)
        event.acceptProposedAction()

    def take(self, data: QMimeData, *, as_photo: bool) -> None:
        """Take what was dropped or pasted."""
        paths = _paths(data)
        if paths and as_photo:
            self.photo.take_file(paths[0])
        elif paths:
            self.keep(paths)
        elif data.hasImage():
            self.photo.take_image(data.imageData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V takes a picture as the photo, files as files."""
        if self.may_edit and event.matches(QKeySequence.StandardKey.Paste):
            paths = _paths(QGuiApplication.clipboard().mimeData())
            if paths:
                self.keep(paths)
            else:
                self.photo.paste()
        else:
            super().keyPressEvent(event)

    def _show(self, found: Held) -> None:
        self.photo.show_photo(found.photo)
        self.photo.remove.setVisible(found.photo is not None and self.may_edit)
        self.sum.setText(sum_of(found.hers, found.all))
        clear(self.tiles)
        theme, clock = self.context.theme, self.context.clock
        made = [
            FileTile(each, theme, clock, self.deeds, may_edit=self.may_edit) for each in found.files
        ]
        if made:
            self.tiles.addWidget(holder(Flow(made)))
        else:
            words = tr(N_("Contracts, order forms, voice messages: drop them here, up to 25 MB."))
            self.tiles.addWidget(sentence(words, "muted"))
        self._show_outside()

    def _show_outside(self) -> None:
        clear(self.outside)
        number = outside.opened(self.context.shop)
        if number:
            words = ntr(
                "{n} unencrypted copy is open in another program.",
                "{n} unencrypted copies are open in another program.",
                number,
            )
            away = button(tr(N_("Put away")), self.put_away, "link")
            self.outside.addLayout(row(label(words, "warn"), away, None))

    def _opened(self, path: Path) -> None:
        self._show_outside()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            words = tr(N_("No program on this computer opens this file. Save a copy instead."))
            self.context.messages.toast(words, tone="warn")

    def _toast(self, words: str) -> None:
        self.context.messages.toast(words, self.context.undo.last())


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return FilesCard(context)
