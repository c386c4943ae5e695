"""What is done with surveys from their card: copied, edited, asked, printed, closed."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.core.store.unit import Unit
from app.core.surveys import service
from app.core.surveys.queries import Item, Survey, Wave
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.widgets.paper_dialog import show_paper

WAVE = N_("Wave of a survey")


@dataclass(frozen=True)
class Deeds:
    """Bound to the widget over which dialogs open; imports stay inside, pages start fast."""

    context: Context
    parent: QWidget

    def copy(self) -> None:
        """Choose a ready sheet."""
        from app.ui.satisfaction.copy_dialog import CopyDialog

        CopyDialog(self.context, self.parent).open()

    def new_survey(self) -> None:
        """Write questions from nothing."""
        from app.ui.satisfaction.builder import BuilderDialog

        BuilderDialog(self.context, self.parent, None, ()).open()

    def edit(self, survey: Survey, items: tuple[Item, ...]) -> None:
        """Change what is asked from now on."""
        from app.ui.satisfaction.builder import BuilderDialog

        BuilderDialog(self.context, self.parent, survey, items).open()

    def print(self, survey: Survey, items: tuple[Item, ...]) -> None:
        """The sheet on paper, to be filled by hand."""
        from app.ui.satisfaction.sheet_paper import sheet_paper

        paper = sheet_paper(self.context.shop.name, survey, items)
        show_paper(self.context, paper, survey.name)

    def new_wave(self, survey: Survey, waves: int) -> None:
        """Ask for its name and begin it."""
        from app.ui.satisfaction.wave_dialog import WaveDialog

        WaveDialog(self.context, self.parent, survey, waves).open()

    def close_wave(self, wave: Wave) -> None:
        """Nobody is asked in it any more."""
        today = self.context.clock.today()
        last = max(today, wave.first_on)
        self.write(
            WAVE, lambda unit: service.edit_wave(unit, wave.id, wave.name, wave.first_on, last)
        )

    def delete_wave(self, wave: Wave) -> None:
        """One that nobody answered."""
        self.write(WAVE, lambda unit: service.delete_wave(unit, wave.id))

    def enter(self, survey: Survey, wave: Wave) -> None:
        """Ask at the counter or by telephone."""
        from app.ui.satisfaction.entry_dialog import EntryDialog

        EntryDialog(self.context, self.parent, survey, wave).open()

    def type_in(self, survey: Survey, wave: Wave) -> None:
        """Type paper sheets, a line of digits each."""
        from app.ui.satisfaction.typing_dialog import TypingDialog

        TypingDialog(self.context, self.parent, survey, wave).open()

    def filled(self, survey: Survey, wave: Wave) -> None:
        """Look at the sheets that were filled in, and correct them."""
        from app.ui.satisfaction.filled_dialog import FilledDialog

        FilledDialog(self.context, self.parent, survey, wave).open()

    def kiosk(self, survey: Survey, wave: Wave) -> None:
        """Give the screen to customers."""
        from app.ui.satisfaction.kiosk import open_kiosk

        open_kiosk(self.context, self.parent, survey, wave)

    def invite(self, survey: Survey, wave: Wave) -> None:
        """Whom to ask, and whom not."""
        from app.ui.satisfaction.invite_dialog import InviteDialog

        InviteDialog(self.context, self.parent, survey, wave).open()

    def write(self, title: str, deed: Callable[[Unit], object], said: str = "") -> None:
        """Do it as one act, say it, and offer to take it back."""
        messages, undo = self.context.messages, self.context.undo
        words = said or tr(N_("Saved"))
        self.context.jobs.write(title, deed, lambda _: messages.toast(words, undo.last()))
