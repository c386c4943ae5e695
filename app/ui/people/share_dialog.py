"""Shows what copying an address or phone to a household would change, then does what is chosen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from app.core.people import service
from app.core.people.queries import Copy
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.people.link_dialog import Whose
from app.ui.tokens import SPACE
from app.ui.widgets.ask import Ask
from app.ui.widgets.layout import column, holder
from app.ui.widgets.text import label, sentence


class ShareDialog(Ask):
    """Nothing is chosen that the member has otherwise on purpose; each is ticked by hand."""

    def __init__(
        self, context: Context, parent: QWidget, whose: Whose, copies: Sequence[Copy]
    ) -> None:
        """One line for each change."""
        title = tr(N_("Copy to the household of {name}"), name=whose.name)
        super().__init__(context, parent, title, tr(N_("Copy what is ticked")))
        self._whose, self._copies = whose, tuple(copies)
        self.boxes = [self._box(each) for each in self._copies]
        lines = [
            holder(column(box, label(_change(each), "small", wrap=True), space=SPACE.hair))
            for box, each in zip(self.boxes, self._copies, strict=True)
        ]
        self.fill(sentence(tr(N_("Only what you tick is changed.")), "muted"), *lines)
        self._follow()

    def keep(self) -> None:
        """Copy."""
        chosen = self.chosen()
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Copy to the household"),
            lambda unit: service.copy_to(unit, self._whose.id, chosen),
            self._kept,
            on_error=self.failed,
        )

    def chosen(self) -> tuple[Copy, ...]:
        """What is ticked."""
        both = zip(self.boxes, self._copies, strict=True)
        return tuple(each for box, each in both if box.isChecked())

    def _box(self, each: Copy) -> QCheckBox:
        made = QCheckBox(tr(N_("{name}: {field}"), name=each.name, field=tr(each.field.label)))
        made.toggled.connect(self._follow)
        return made

    def _follow(self) -> None:
        self.go_on.setEnabled(bool(self.chosen()))

    def _kept(self, number: int) -> None:
        self.accept()
        words = ntr("Copied to {n} member", "Copied to {n} members", number)
        self.context.messages.toast(words, self.context.undo.last())


def _change(each: Copy) -> str:
    after = each.field.kind.show(each.after)
    if each.before is None:
        return tr(N_("blank until now → {after}"), after=after)
    return tr(N_("{before} → {after}"), before=each.field.kind.show(each.before), after=after)
