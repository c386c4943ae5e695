"""Two files beside one another: what stays where they differ, and the merged file before it is."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from app.catalogue.field import Field, Tier
from app.core.customers import service as customers
from app.core.duplicates import queries, service
from app.core.duplicates.plan import FieldPlan, Take, both
from app.core.duplicates.queries import Comparison, Side
from app.core.errors import Refused, ShukeError
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.revealing import Note, Revealing
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import card, clear, column, holder, row, scrolling
from app.ui.widgets.text import LabelLook, label, sentence, title

_OPEN = (Tier.PLAIN, Tier.COMPANY)
_HIDDEN = N_("•••••• hidden")
_TAKES: tuple[Take, ...] = ("ours", "theirs", "both")


class MergePage(Page):
    """`Place("merge", record=ours, detail="id of theirs")`."""

    tables = frozenset({"customer", "fact", "sensitive", "purchase"})

    def __init__(self, context: Context) -> None:
        """Empty until two files are shown."""
        super().__init__(context)
        self.chosen: dict[str, Take] = {}
        self.found: Comparison | None = None
        self.revealing = Revealing(self, context, self._note, self.reload)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE.large)
        self.body.setContentsMargins(0, 0, SPACE.small, SPACE.page)
        self.go = button(tr("Make one file"), self.merge, "primary",
                         theme=context.theme, image="git-compare-arrows")  # fmt: skip
        self.apart = button(tr("Not the same person"), self.keep_apart)
        self.turn = button(tr("Keep the other number"), self.swap,
                           theme=context.theme, image="refresh-cw")  # fmt: skip
        self.show_hidden = self.revealing.button()
        self._lay_out()

    def show_place(self, place: Place) -> None:
        """Other files are hidden again, and nothing of them is chosen."""
        if place != self.place:
            self.chosen = {}
            self.revealing.forget()
        super().show_place(place)

    def reload(self) -> None:
        """Ask for both."""
        ours, theirs = self._ids()
        chosen, reveal = dict(self.chosen), self.revealing.on

        def ask(reader: Reader) -> Comparison | Refused:
            try:
                return queries.compare(reader, ours, theirs, chosen, reveal=reveal)
            except Refused as refused:
                return refused

        if theirs:
            self.context.jobs.read(ask, self._show, topic=self.topic)

    def choose(self, field: Field[object], take: Take) -> None:
        """What stays of one field."""
        self.chosen[field.key] = take
        self.reload()

    def swap(self) -> None:
        """The other file takes this one in."""
        ours, theirs = self._ids()
        turned: dict[Take, Take] = {"ours": "theirs", "theirs": "ours", "both": "both"}
        kept = {key: turned[take] for key, take in self.chosen.items()}
        place = Place("merge", theirs, str(ours))
        self.context.navigation.replace(place)
        shown = self.revealing.on  # the same two files
        self.show_place(place)
        self.chosen = kept
        if shown:
            self.revealing.go_on()
        self.reload()

    def merge(self) -> None:
        """Do it; undo parts them again."""
        ours, theirs = self._ids()
        chosen = dict(self.chosen)
        self.go.setEnabled(False)

        def done(_: object) -> None:
            self.context.messages.toast(tr("They are one file now"), self.context.undo.last())
            self.context.navigation.open(Place("customer", ours))

        self.context.jobs.write(
            service.TITLE, lambda unit: service.merge(unit, ours, [theirs], chosen), done,
            on_error=self._failed,
        )  # fmt: skip

    def keep_apart(self) -> None:
        """Remember that they are two, and go back."""
        ours, theirs = self._ids()

        def done(_: object) -> None:
            words = tr("They stay two; it is not asked again")
            self.context.messages.toast(words, self.context.undo.last())
            self.context.navigation.back()

        self.context.jobs.write(
            N_("Not the same person"), lambda unit: service.keep_apart(unit, ours, theirs), done
        )

    def _note(self) -> Note | None:
        found = self.found
        if found is None:
            return None
        hidden = [each.field for each in found.plan.fields if each.field.tier not in _OPEN]

        def note(unit: Unit) -> None:
            for side in (found.ours, found.theirs):
                customers.note_reveal(unit, side.id, hidden)

        return note

    def _failed(self, problem: Exception) -> None:
        self.go.setEnabled(True)
        if isinstance(problem, ShukeError):
            self.context.dialogs.error(problem)
        else:
            self.context.jobs.failed.emit(problem)

    def _ids(self) -> tuple[int, int]:
        place = self.place
        if place is None or place.record is None or not place.detail.isdigit():
            return 0, 0
        return place.record, int(place.detail)

    def _lay_out(self) -> None:
        head = column(title(tr("Are these one customer?")), sentence(tr(_ABOUT), "muted"),
                      space=SPACE.hair)  # fmt: skip
        area = scrolling(holder(self.body))
        deeds = row(self.show_hidden, self.turn, None, self.apart, self.go, space=SPACE.small)
        made = column(head, area, deeds, space=SPACE.large, margin=SPACE.page)
        made.setStretchFactor(area, 1)
        self.setLayout(made)

    def _show(self, found: Comparison | Refused) -> None:
        clear(self.body)
        there = isinstance(found, Comparison)
        for each in (self.go, self.apart, self.turn, self.show_hidden):
            each.setVisible(there)
        if isinstance(found, Refused):
            what, _, todo = found.sentences()
            self.body.addWidget(EmptyState(self.context.theme, "users", what, todo))
            self.body.addStretch(1)
            return
        self.found = found
        self.go.setEnabled(True)
        hidden = any(each.field.tier not in _OPEN for each in found.plan.fields)
        self.revealing.offer(hidden)
        self.body.addWidget(self._differing(found))
        self.body.addWidget(self._agreed(found))
        self.body.addStretch(1)

    def _differing(self, found: Comparison) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.section)
        grid.setVerticalSpacing(SPACE.medium)
        for at in (1, 2, 3):
            grid.setColumnStretch(at, 1)
        grid.addWidget(_head(found.ours, tr("stays")), 0, 1)
        grid.addWidget(_head(found.theirs, tr("goes into it")), 0, 2)
        for place, each in enumerate(found.plan.open_questions, 1):
            grid.addWidget(label(tr(each.field.label), "muted"), place, 0)
            self._offer(grid, place, each)
        pieces: list[QWidget] = [holder(grid)]
        if not found.plan.open_questions:
            pieces.append(sentence(tr("They nowhere say different things."), "muted"))
        return card(*pieces)

    def _offer(self, grid: QGridLayout, place: int, each: FieldPlan) -> None:
        group = QButtonGroup(self)
        values: dict[Take, object] = {"ours": each.ours, "theirs": each.theirs}
        if "both" in each.takes:
            values["both"] = None if each.masked else both(each.field, each.ours, each.theirs)
        for at, take in enumerate(_TAKES, 1):
            if take not in values:
                continue
            words = self._words(each, values[take])
            made = _Choice(tr("Both: {value}", value=words) if take == "both" else words)
            made.setChecked(each.take == take)
            made.setAccessibleName(f"{tr(each.field.label)}: {made.text()}")
            made.clicked.connect(partial(self._chose, each.field, take))
            group.addButton(made)
            grid.addWidget(made, place, at)

    def _chose(self, field: Field[object], take: Take, _checked: bool = False) -> None:
        self.choose(field, take)

    def _words(self, each: FieldPlan, value: object) -> str:
        if each.masked:
            return tr(_HIDDEN)
        return str(each.field.kind.show(value))

    def _agreed(self, found: Comparison) -> QWidget:
        """The merged file, but for what was asked above."""
        settled = [each for each in found.plan.fields if len(each.takes) == 1]
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.section)
        grid.setVerticalSpacing(SPACE.small)
        grid.setColumnStretch(1, 1)
        for place, each in enumerate(settled):
            grid.addWidget(label(tr(each.field.label), "muted"), place, 0)
            look: LabelLook = "accent" if each.take == "theirs" else "body"
            grid.addWidget(label(self._words(each, each.result), look, wrap=True), place, 1)
        pieces: list[QWidget] = [holder(grid), sentence(_comes_along(found), "muted")]
        return card(*pieces, words=tr("The rest of the merged file"))


class _Choice(QRadioButton):
    """A value to choose, long ones cut by hand: a radio button can't wrap."""

    _LONGEST = 60

    def __init__(self, words: str) -> None:
        line = " ".join(words.split())
        super().__init__(line if len(line) <= self._LONGEST else line[: self._LONGEST] + "…")
        self.setToolTip(words)


def _head(side: Side, role: str) -> QWidget:
    number = tr(N_("No. {number}"), number=side.number) if side.number else tr("without a number")
    bought = ntr("{n} purchase", "{n} purchases", side.purchases)
    name = row(label(side.name or tr("(no name)"), "heading"), label(role, "chip"), None)
    return holder(column(name, label(f"{number} · {bought}", "small"), space=0))


def _comes_along(found: Comparison) -> str:
    rows = sum(map(len, found.plan.rows.values()))
    words = tr("Purchases, notes, promises, links and files of both come together; "
               "both numbers find the file.")  # fmt: skip
    if not rows:
        return words
    return ntr("{n} entry of a list comes along.", "{n} entries of lists come along.", rows) + (
        " " + words
    )


_ABOUT = N_(
    "Where they differ, choose what stays. What only one of them has comes along. "
    "Undo parts them again, weeks later too."
)


def make_page(context: Context) -> Page:
    """Made by the registry."""
    return MergePage(context)
