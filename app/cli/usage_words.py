"""What argparse itself says, in our two languages; it asks gettext, which knows only its own."""

import argparse

from app.i18n import N_, tr

# As they stand in Python 3.11 to 3.14; a text that is not here stays English.
WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("expected %s argument"),
    N_("expected %s arguments"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)


def speak() -> None:
    """From now on argparse speaks the language of `tr`, as it is when each text is needed."""
    vars(argparse).update({"_": tr, "ngettext": _counted})


def _counted(one: str, many: str, count: int) -> str:
    return tr(one if count == 1 else many)
