"""What the program says when it cannot do a thing: what happened, what is safe, what to do."""

from app.core.step_up import Grave
from app.i18n import N_, language, tr


class ShukeError(Exception):
    """A failure with words for the user; `exit_status` is the command line's."""

    exit_status = 1

    def __init__(self, what: str, safe: str = "", todo: str = "", **values: object) -> None:
        """Take three marked (`N_`) sentences and the values of their `{places}`."""
        super().__init__(what)
        self.what, self.safe, self.todo, self.values = what, safe, todo, values

    def sentences(self) -> tuple[str, str, str]:
        """What happened, what is safe, what to do: in the current language."""
        return (
            tr(self.what, **self.values),
            tr(self.safe, **self.values),
            tr(self.todo, **self.values),
        )

    def __str__(self) -> str:
        """All sentences on one line, in the current language."""
        between = "" if language() == "zh" else " "  # 。 brings its own room
        return between.join(part for part in self.sentences() if part)


class Refused(ShukeError):
    """A rule or the input forbids it; nothing has changed."""


class WrongUsage(ShukeError):
    """The command line was called wrongly."""

    exit_status = 2


class WrongPassword(ShukeError):
    """The password does not open the shop, or it is too early to try again."""

    exit_status = 3


class OpenElsewhere(ShukeError):
    """Another program holds the shop."""

    exit_status = 4


class Damaged(ShukeError):
    """The file, the keyring or a backup is not whole."""

    exit_status = 5


class Conflict(ShukeError):
    """Undo would overwrite something changed since; `records` names it."""

    def __init__(self, records: tuple[str, ...]) -> None:
        """Name the records (as the user knows them) that moved on."""
        super().__init__(
            N_("These were changed since: {names}."),
            N_("Nothing was taken back."),
            N_("Undo the later changes first, or keep the changed ones."),
            names=", ".join(records),
        )
        self.records = records


class NotAllowed(ShukeError):
    """The person at the keyboard has no right to this."""


class PasswordNeeded(ShukeError):
    """It was too long ago that the password was given; once it is, the same may be tried again."""

    def __init__(self, step: str, grave: Grave) -> None:
        """Say what did not happen; `step` names it in the audit trail."""
        super().__init__(N_("The password was not given."), grave.safe)
        self.step, self.grave = step, grave


class Cancelled(ShukeError):
    """The user pressed Cancel; everything was rolled back."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(N_("Cancelled."), N_("Nothing was changed."))
