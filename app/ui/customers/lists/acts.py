"""What the list does with the chosen customers: tags, a field, the bin."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.catalogue.kind import Rules
from app.core.actor import Right
from app.core.customers import service
from app.core.customers.queries import list_ids
from app.core.customers.starring import STAR, toggle_star
from app.core.segments import queries as segments
from app.core.segments.service import move_many_to_bin
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_, ntr
from app.ui.context import Context
from app.ui.customers.lists.edit_dialog import EditDialog
from app.ui.customers.lists.many import run
from app.ui.customers.lists.tags_dialog import TagsDialog
from app.ui.jobs import Topic
from app.ui.lending import Chosen

TO_BIN, BACK = N_("Move to the bin"), N_("Take out of the bin")


@dataclass(frozen=True)
class Askable:
    """What can be asked about in this shop, and how what is typed is read."""

    subjects: tuple[segments.Subject, ...]
    rules: Rules


class Acts(QObject):
    """Dialogs and acts over the page of the list."""

    def __init__(self, page: QWidget, context: Context, chosen: Callable[[], Chosen]) -> None:
        """`chosen` tells who is chosen now."""
        super().__init__(page)
        self._page, self._context, self._chosen = page, context, chosen
        self._topic = Topic(self)
        self.subjects: dict[str, segments.Subject] = {}
        self.rules: Rules | None = None

    def learn(self, learnt: Callable[[Askable], object]) -> None:
        """Ask what can be asked about."""

        def ask(reader: Reader) -> Askable:
            return Askable(segments.subjects(reader), service.rules_of(reader))

        def done(found: Askable) -> None:
            self.subjects = {each.key: each for each in found.subjects}
            self.rules = found.rules
            learnt(found)

        self._context.jobs.read(ask, done, topic=self._topic)

    def offered(self) -> tuple[tuple[str, str, Callable[[Chosen], object]], ...]:
        """The acts of the bar: marked title, icon, what is done."""
        return (
            (N_("Tags…"), "tag", self.tag),
            (N_("Edit a field…"), "pencil", self.edit),
            (N_("Star"), "star", self.star),
            (N_("To the bin"), "trash-2", lambda _: self.to_bin()),
        )

    def tag(self, chosen: Chosen) -> None:
        """Tags for the chosen ones; with nobody chosen, the tags themselves."""
        if self._context.may(Right.EDIT_CUSTOMERS):
            whom = chosen if chosen.count and not chosen.query.bin else None
            TagsDialog(self._page, self._context, whom).open()

    def edit(self, chosen: Chosen) -> None:
        """One field for the chosen ones."""
        if self.rules is not None and chosen.count and not chosen.query.bin:
            subjects = tuple(self.subjects.values())
            EditDialog(self._page, self._context, chosen, subjects, self.rules).open()

    def star(self, chosen: Chosen) -> None:
        """Star the chosen ones, or take their stars where all of them have one."""
        if not chosen.count or chosen.query.bin or not self._context.may(Right.EDIT_CUSTOMERS):
            return

        def do(unit: Unit) -> bool:
            ids = chosen.ids
            return toggle_star(unit, list_ids(unit, chosen.query) if ids is None else ids)

        def done(starred: bool) -> None:
            words = ntr("{n} customer starred", "{n} customers starred", chosen.count)
            if not starred:
                words = ntr(
                    "{n} customer has no star now", "{n} customers have no star now", chosen.count
                )
            self._context.messages.toast(words, self._context.undo.last())

        self._context.jobs.write(STAR, do, done)

    def to_bin(self) -> None:
        """Put the chosen ones into the bin, or in the bin take them out again."""
        chosen = self._chosen()
        if not chosen.count or not self._context.may(Right.EDIT_CUSTOMERS):
            return
        if chosen.query.bin:
            self._out_of_bin(chosen)
        else:
            run(self._context, TO_BIN, chosen, move_many_to_bin)

    def _out_of_bin(self, chosen: Chosen) -> None:
        words = ntr("{n} customer is back", "{n} customers are back", chosen.count)

        def do(unit: Unit) -> None:
            ids = chosen.ids or tuple(list_ids(unit, chosen.query))
            for each in ids:
                service.restore_from_bin(unit, each)

        self._context.jobs.write(
            BACK, do, lambda _: self._context.messages.toast(words, self._context.undo.last())
        )
