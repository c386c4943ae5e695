"""The card of people on a customer's file: links, light people, and what waits for a ruling."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.catalogue.family import Child
from app.catalogue.link_kinds import CIRCLE_LABELS, Circle
from app.catalogue.persons import Person
from app.core.actor import Right
from app.core.customers import service as customers
from app.core.people.days import BIRTHDAY
from app.core.people.persons import CHILD, PERSON, SPOUSE
from app.core.people.queries import FilePerson, Linked, Relative
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.icons import icon
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.people import words
from app.ui.people.deeds import Deeds, entry_name
from app.ui.people.lines import Deed, PersonLine, Shown
from app.ui.people.look import Around, look
from app.ui.people.waiting import waiting
from app.ui.revealing import Note, Revealing
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, holder, row, section, stand
from app.ui.widgets.text import label, sentence

_PLACES = {SPOUSE: N_("spouse"), CHILD: N_("child"), PERSON: N_("person in charge")}


class PeopleCard(LentCard):
    """Everybody around one customer; children stay sealed until asked for."""

    key, title = "people", N_("People around")
    tables = frozenset(
        {
            "customer", "customer_link", "relative", "stand_in", "not_household", "link_kind",
            "sensitive", "person", "individual", "contact", "purchase_summary",
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        """Empty until its customer is known."""
        super().__init__(context)
        self.deeds = Deeds(context, self)
        self.around: Around | None = None
        self.lines: list[PersonLine] = []
        self.revealing = Revealing(self, context, self._note, self.reload)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)

    def show_record(self, record: int | None) -> None:
        """Another customer's children are sealed again."""
        if record != self.record:
            self.revealing.forget()
        super().show_record(record)

    def reload(self) -> None:
        """Ask for everybody."""
        record, reveal = self.record, self.revealing.on
        if record is not None:
            self.context.jobs.read(
                lambda reader: look(reader, record, reveal=reveal), self._show, topic=self.topic
            )

    def reveal(self) -> None:
        """Show the children; the audit trail hears of it."""
        self.revealing.ask()

    def fill_menu(self, menu: QMenu) -> None:
        """What can be added."""
        menu.clear()
        around = self.around
        if around is None:
            return
        theme = self.context.theme
        entries = [
            ("users", tr(N_("Link to a customer…")), partial(self.deeds.add_link, around)),
            ("user-plus", tr(N_("Somebody who is no customer…")),
             partial(self.deeds.add_relative, around)),
            ("tag", tr(N_("Our own kinds of links…")), self.deeds.kinds),
        ]  # fmt: skip
        if around.copies:
            said = tr(N_("Copy address or phone to the household…"))
            entries.append(("house", said, partial(self.deeds.share, around)))
        for image, said, do in entries:
            menu.addAction(icon(image, theme), said).triggered.connect(lambda _=False, d=do: d())

    def _note(self) -> Note | None:
        around = self.around
        if around is None:
            return None
        return lambda unit: customers.note_reveal(unit, around.whose.id, Child.fields)

    @Slot(object)
    def _show(self, around: Around | None) -> None:
        clear(self._inside)
        self.around, self.lines = around, []
        if around is None:
            return
        pieces: list[QWidget] = [self._head(), *waiting(around, self.deeds)]
        if around.people.empty:
            said = N_("Who belongs to {name}? Family, friends, whoever brought them here.")
            pieces.append(sentence(tr(said, name=around.whose.name), "muted"))
        for title, lines in self._groups(around):
            self.lines += lines
            pieces += [section(title), *lines]
        brought = words.brought(around.brought)
        if brought:
            pieces.append(sentence(brought, "muted"))
        stand(self._inside, card(*pieces, space=SPACE.small))

    def _head(self) -> QWidget:
        theme = self.context.theme
        self.picture = button(tr(N_("As a picture")), self._open_picture, theme=theme,
                              image="network")  # fmt: skip
        self.add = button(tr(N_("Add")), look="menu", theme=theme, image="plus")
        self.add.setAccessibleName(tr(N_("Add somebody around this customer")))
        menu = QMenu(self.add)
        menu.aboutToShow.connect(partial(self.fill_menu, menu))
        self.add.setMenu(menu)
        self.add.setEnabled(self.context.may(Right.EDIT_CUSTOMERS))
        return holder(row(label(tr(self.title), "heading"), None, self.picture, self.add))

    def _open_picture(self) -> None:
        self.context.navigation.open(Place("network", record=self.record))

    def _groups(self, around: Around) -> Iterator[tuple[str, list[PersonLine]]]:
        links = [each for each in around.people.links if not each.over]
        for circle in Circle:
            lines = [self._link(around, e) for e in links if e.kind.circle is circle]
            if circle is (Circle.WORK if around.whose.is_company else Circle.FAMILY):
                lines += [self._person(around, each) for each in around.people.persons]
            if circle is Circle.FAMILY:
                lines += [self._relative(around, each) for each in around.people.relatives]
            if lines:
                yield tr(CIRCLE_LABELS[circle]), lines
        over = [self._link(around, each) for each in around.people.links if each.over]
        if over:
            yield tr(N_("Over")), over

    def _link(self, around: Around, each: Linked) -> PersonLine:
        gone = tr(N_("deceased")) if each.deceased else ""
        what = " · ".join(part for part in (each.end.show(), gone) if part)
        image = "building-2" if each.is_company else "user"
        shown = Shown(each.name, what, words.about_link(each), image,
                      partial(self.deeds.open_file, each.customer_id), faint=each.over)  # fmt: skip
        deeds = (
            Deed(tr(N_("Change…")), "pencil", partial(self.deeds.edit_link, around, each)),
            Deed(tr(N_("Remove the link")), "x", partial(self.deeds.remove_link, each), True),
        )
        return self._line(shown, deeds)

    def _relative(self, around: Around, each: Relative) -> PersonLine:
        name = each.person.name
        shown = Shown(name, each.words, words.about_relative(each), "smile")
        deeds = (
            Deed(tr(N_("Change…")), "pencil", partial(self.deeds.edit_relative, around, each)),
            *self._becoming(around, PERSON, -each.id, name),
            Deed(tr(N_("Remove")), "x", partial(self.deeds.remove_relative, each), True),
        )
        return self._line(shown, deeds)

    def _person(self, around: Around, each: FilePerson) -> PersonLine:
        if each.hidden:
            shown = Shown(tr(N_("Children")), tr(N_("sealed")), "", "lock")
            return self._line(shown, (Deed(tr(N_("Show them")), "eye", self.reveal),))
        name = entry_name(each)
        born = tr(N_("born {day}"), day=BIRTHDAY.show(each.birthday)) if each.birthday else ""
        what = Person.role.kind.show(each.roles) if each.roles else tr(_PLACES[each.place])
        shown = Shown(name, what, born, "smile")
        return self._line(shown, self._becoming(around, each.place, each.row_id, name))

    def _becoming(self, around: Around, place: str, row_id: int, name: str) -> tuple[Deed, ...]:
        make = partial(self.deeds.make_customer, around.whose, place, row_id, name)
        tie = partial(self.deeds.tie, around.whose, place, row_id, name)
        return (
            Deed(tr(N_("Make a customer")), "user-plus", make),
            Deed(tr(N_("Is a customer already…")), "users", tie),
        )

    def _line(self, shown: Shown, deeds: tuple[Deed, ...]) -> PersonLine:
        may = self.context.may(Right.EDIT_CUSTOMERS)
        return PersonLine(self.context.theme, shown, deeds if may else ())


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return PeopleCard(context)
