"""What is known of the chosen part or field, and what can be done with it."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.catalogue.field import Field
from app.catalogue.own_field import KIND_CHOICES, OwnSpec
from app.core.own_fields.queries import FieldsView
from app.core.own_fields.service import NAMES
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.own_fields.deeds import Deeds
from app.ui.own_fields.own_part import OwnPart
from app.ui.own_fields.tree import Line
from app.ui.own_fields.words import TIER_CHOICES, kind_words
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, column, row
from app.ui.widgets.text import ElidedLabel, sentence

_STAYS = N_(
    "Fields are never deleted: what customers have in it stays, and a filled field is still "
    "shown in the file. Hidden, it is no longer asked for."
)
_NEEDED = N_("The name can't be hidden: a customer is known by it.")


class Panel(QWidget):
    """One card; made anew for each line, but not while its own words are being kept."""

    def __init__(self, context: Context, deeds: Deeds) -> None:
        """Empty."""
        super().__init__()
        self._context, self._deeds = context, deeds
        self._line: Line | None = None
        self._profile, self._hidden = "", False
        self.own: OwnPart | None = None
        self.hide_button = button("")
        self._name = ElidedLabel("", "heading")
        self._under = sentence("", "small")
        self._place = QVBoxLayout()
        self.setLayout(column(self._place, None))

    def show_line(self, line: Line, view: FieldsView, profile: str) -> None:
        """Show a line as the shop keeps it now."""
        spec = view.specs.get(line.field.own) if line.field and line.field.own else None
        if self.own is not None and spec is not None and self.own.spec.id == spec.id:
            self.own.keep(spec, view)
        else:
            self._make(line, view, spec)
        self._line, self._profile = line, profile
        self._hidden = view.catalogues[profile].hidden(line.what)
        self._name.setText(tr(line.what.label))
        self.hide_button.setText(tr("Show again") if self._hidden else tr("Hide"))
        self.hide_button.setAccessibleName(self.hide_button.text())
        needed = NAMES & ({each.key for each in line.part.fields} if line.is_part else {line.key})
        self.hide_button.setEnabled(not needed)
        self._under.setText(tr(_NEEDED if needed else _STAYS))

    def hide_or_show(self) -> None:
        """Hide the chosen line, or show it again."""
        line = self._line
        if line is not None and self.hide_button.isEnabled():
            words, hidden = tr(line.what.label), not self._hidden
            self._deeds.hide(self._profile, line.key, words, hidden=hidden, part=line.is_part)

    def _make(self, line: Line, view: FieldsView, spec: OwnSpec | None) -> None:
        clear(self._place)
        self.own = None
        self.hide_button = button("", self.hide_or_show)
        self._name, self._under = ElidedLabel("", "heading"), sentence("", "small")
        pieces: list[QWidget] = [self._name]
        if line.field is not None:
            pieces += _about(line.field)
        if spec is not None:
            self.own = OwnPart(self._context, self._deeds, spec, view)
            pieces.append(self.own)
        foot = column(row(self.hide_button, None), self._under)
        self._place.addWidget(card(*pieces, foot, space=SPACE.medium))


def _about(field: Field[Any]) -> list[QWidget]:
    said = [kind_words(field)]
    if field.own and field.kind.name in KIND_CHOICES:
        said.append(tr(KIND_CHOICES[field.kind.name].example))
    found: list[QWidget] = [sentence(" · ".join(said), "muted")]
    if field.tier in TIER_CHOICES and (field.own or field.tier != "P"):
        name, meaning = TIER_CHOICES[field.tier]
        found.append(sentence(tr("{tier}: {meaning}", tier=tr(name), meaning=tr(meaning)), "small"))
    return found
