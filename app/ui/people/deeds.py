"""What the card of people can do: each a write with an undo, the grave one asked first."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from app.core.people import service
from app.core.people.queries import FilePerson, Linked, Referral, Relative, Suggestion
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.dialogs import Question
from app.ui.navigation import Place
from app.ui.people.kinds_dialog import KindsDialog
from app.ui.people.link_dialog import LinkDialog, Whose
from app.ui.people.look import Around
from app.ui.people.relative_dialog import RelativeDialog
from app.ui.people.share_dialog import ShareDialog
from app.ui.people.tie_dialog import TieDialog


class Deeds:
    """Carries out what a line asks for; `shown` is the dialog that is open."""

    def __init__(self, context: Context, card: QWidget) -> None:
        """Dialogs open over the card's window."""
        self.context, self._card = context, card
        self.shown: QDialog | None = None

    def open_file(self, customer_id: int) -> None:
        """Go to a customer."""
        self.context.navigation.open(Place("customer", record=customer_id))

    def add_link(self, around: Around) -> None:
        """Ask for a new link."""
        self._open(LinkDialog(self.context, self._card, around.whose, around.known))

    def edit_link(self, around: Around, link: Linked) -> None:
        """Ask for changes of a link."""
        self._open(LinkDialog(self.context, self._card, around.whose, around.known, link))

    def remove_link(self, link: Linked) -> None:
        """Take it away; there is an undo."""
        self._write(
            N_("Remove a link"),
            lambda unit: service.remove_link(unit, link.link_id),
            tr(N_("Link to {name} removed"), name=link.name),
        )

    def add_relative(self, around: Around) -> None:
        """Ask for somebody who is no customer."""
        self._open(RelativeDialog(self.context, self._card, around.whose, around.known))

    def edit_relative(self, around: Around, each: Relative) -> None:
        """Ask for changes of one."""
        self._open(RelativeDialog(self.context, self._card, around.whose, around.known, each))

    def remove_relative(self, each: Relative) -> None:
        """Take one away; there is an undo."""
        self._write(
            N_("Remove a person"),
            lambda unit: service.remove_relative(unit, each.id),
            tr(N_("{name} removed"), name=each.person.name),
        )

    def make_customer(self, whose: Whose, place: str, row_id: int, name: str) -> None:
        """Make a customer; of a child only after a clear question."""
        child = place == "child"
        if child and not self.context.dialogs.confirm(_about_child(whose, name)):
            return
        self._write(
            N_("Make a customer of a person"),
            lambda unit: service.make_customer(unit, whose.id, place, row_id, unseal=child),
            tr(N_("{name} has a file now"), name=name),
        )

    def tie(self, whose: Whose, place: str, row_id: int, name: str) -> None:
        """Ask which customer the person is."""
        self._open(TieDialog(self.context, self._card, whose, (place, row_id), name))

    def kinds(self) -> None:
        """The shop's own kinds of links."""
        self._open(KindsDialog(self.context, self._card))

    def share(self, around: Around) -> None:
        """Show what copying would change, then do what is chosen."""
        self._open(ShareDialog(self.context, self._card, around.whose, around.copies))

    def join(self, found: Suggestion) -> None:
        """They are one household."""
        ids = [each.customer_id for each in found.members]
        words = tr(N_("One household now"))
        self._write(N_("Join a household"), lambda unit: service.join(unit, ids), words)

    def keep_apart(self, found: Suggestion) -> None:
        """They are not."""
        ids = [each.customer_id for each in found.members]
        self._write(
            N_("Keep two households apart"),
            lambda unit: service.keep_apart(unit, ids),
            tr(N_("Not suggested again")),
        )

    def accept(self, found: Referral) -> None:
        """The text means that customer."""
        self._write(
            N_("Link who introduced whom"),
            lambda unit: service.accept_referrals(unit, [found]),
            tr(N_("Linked")),
        )

    def _open(self, dialog: QDialog) -> None:
        self.shown = dialog
        dialog.destroyed.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.shown = None

    def _write(self, title: str, act: Callable[[Unit], Any], words: str) -> None:
        self.context.jobs.write(
            title, act, lambda _: self.context.messages.toast(words, self.context.undo.last())
        )


def entry_name(each: FilePerson) -> str:
    """What to call somebody whose name is unknown."""
    return each.name or tr(N_("somebody without a name"))


def _about_child(whose: Whose, name: str) -> Question:
    return Question(
        tr(N_("Give {name} a file of their own?"), name=name),
        tr(
            N_(
                "What you know of {name} is sealed in the file of {parent}. In a file of its own, "
                "name and birthday stand open, in lists and in the search too. For a child under "
                "14 the parents must have agreed to that."
            ),
            name=name,
            parent=whose.name,
        ),
        tr(N_("Make the file")),
        danger=True,
    )
