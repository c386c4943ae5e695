"""All values that one field ever had, with who, when and from where; any can be given back."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from app.catalogue.field import Field
from app.core.actor import Right, spoken_name
from app.core.customers import service
from app.core.history.queries import Version, value_history
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.formats import moment
from app.ui.jobs import Topic
from app.ui.lending import ValuePlace
from app.ui.revealing import Note, Revealing
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import clear, column, holder, row, rule, scrolling
from app.ui.widgets.text import heading, label, sentence

_SIZE = (560, 460)


@dataclass(frozen=True)
class _Asked:
    versions: tuple[Version, ...]
    present: Any | None


class ValueDialog(QDialog):
    """Newest first; giving one back is an ordinary edit, and can be undone."""

    def __init__(self, context: Context, place: ValuePlace, parent: QWidget | None) -> None:
        """Asks at once; masked values only after they were asked for."""
        super().__init__(parent)
        self.context, self.place = context, place
        self.topic = Topic(self)
        self.revealing = Revealing(self, context, self._note, self.ask)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(SPACE.small)
        self.resize(*(context.theme.px(side) for side in _SIZE))
        self.setWindowTitle(tr("Earlier values"))
        close = button(tr("Close"), self.accept, "primary")
        self.show_hidden = self.revealing.button()
        area = scrolling(holder(column(self.lines, None)))
        inside = column(
            heading(tr(N_("Earlier values: {field}"), field=tr(place.field.label))), area,
            row(self.show_hidden, None, close), space=SPACE.large, margin=SPACE.section,
        )  # fmt: skip
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.ask()

    def ask(self) -> None:
        """Ask for the values."""
        place, reveal = self.place, self.revealing.on

        def question(reader: Reader) -> tuple[Version, ...]:
            return value_history(reader, place.record, place.field, place.row_id, reveal=reveal)

        self.context.jobs.read(question, self._show, topic=self.topic)

    def give_back(self, version: Version) -> None:
        """Make a former value the present one."""
        place = self.place

        def act(unit: Unit) -> None:
            _give(unit, place, version.value)

        self.context.jobs.write(N_("Give a former value back"), act, self._given)

    def _note(self) -> Note:
        place = self.place
        return lambda unit: service.note_reveal(unit, place.record, [place.field])

    def _given(self, _: object) -> None:
        self.context.messages.toast(tr("The former value is back"), self.context.undo.last())
        self.accept()

    def _show(self, found: tuple[Version, ...]) -> None:
        clear(self.lines)
        hidden = _is_hidden(self.place.field) and not self.revealing.on
        self.revealing.offer(hidden)
        if hidden:
            self.lines.addWidget(sentence(tr("These values are hidden until you ask."), "muted"))
            return
        kept = [each for each in found if each.value is not None or each.act is not None]
        if not kept:
            self.lines.addWidget(sentence(tr("It never had a value."), "muted"))
        for place, each in enumerate(kept):
            if place:
                self.lines.addWidget(rule())
            self.lines.addWidget(self._line(each, now=place == 0, present=kept[0].value))

    def _line(self, each: Version, *, now: bool, present: Any) -> QWidget:
        field = self.place.field
        words = tr("(empty)") if each.value is None else field.kind.show(each.value)
        value = label(words, "value" if now else "body", wrap=True)
        if each.value is None:
            value.setProperty("look", "muted")
        about = label(self._about(each, now=now), "small", wrap=True)
        pieces: list[QWidget] = [holder(column(value, about, space=0))]
        if not now and each.value != present and self.context.may(Right.EDIT_CUSTOMERS):
            back = button(tr("Give back"), partial(self.give_back, each), "quiet")
            back.setAccessibleName(tr(N_("Give back: {value}"), value=words))
            pieces.append(back)
        line = row(*pieces, space=SPACE.medium)
        line.setStretch(0, 1)
        return holder(line)

    def _about(self, each: Version, *, now: bool) -> str:
        parts = [tr("now")] if now else []
        if each.since is not None:
            parts.append(tr(N_("since {time}"), time=moment(each.since, self.context.clock)))
        else:
            parts.append(tr("from before anything was kept"))
        parts += [spoken_name(each.who), tr(each.title) if each.title else "", each.file or ""]
        return " · ".join(part for part in parts if part)


def _give(unit: Unit, place: ValuePlace, value: Any) -> None:
    field: Field[Any] = place.field
    if field.group is None:
        service.edit(unit, place.record, {field: value})
    else:
        service.edit_row(unit, place.record, field.group, place.row_id, {field: value})


def _is_hidden(field: Field[Any]) -> bool:
    return field.sealed or field.tier.name == "GUARDED"


def open_dialog(context: Context, place: ValuePlace) -> ValueDialog:
    """Open it over the window; it goes away when closed."""
    made = ValueDialog(context, place, QApplication.activeWindow())
    made.finished.connect(made.deleteLater)
    made.open()
    return made
