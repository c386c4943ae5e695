"""What was typed into a form of the timeline and not yet written down, by customer and form."""

from PySide6.QtWidgets import QWidget

from app.core.timeline.items import Key
from app.ui.timeline.add_form import AddForm

DraftKey = tuple[int, str | Key]  # whose, and which form or which entry
_MOST = 20


class Drafts:
    """Forms put aside; opening another form, or another file, loses no word."""

    def __init__(self) -> None:
        """Nothing typed yet."""
        self._kept: dict[DraftKey, AddForm] = {}

    def keep(self, key: DraftKey, form: AddForm, owner: QWidget) -> None:
        """Put a form aside; one without a change goes, and so does the oldest of too many."""
        if not form.changed():
            form.deleteLater()
            return
        form.setParent(owner)
        self._kept[key] = form
        while len(self._kept) > _MOST:
            self._kept.pop(next(iter(self._kept))).deleteLater()

    def take(self, key: DraftKey) -> AddForm | None:
        """The form as it was left, which is then no draft any more."""
        return self._kept.pop(key, None)
