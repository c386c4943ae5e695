"""Two files that may become one, opened whole."""

from app.core.errors import Refused
from app.core.store.profiles import Stored, load
from app.core.store.reader import Reader
from app.i18n import N_


def both_files(reader: Reader, ours: int, theirs: int) -> tuple[Stored, Stored]:
    """Two files that may become one, sealed values opened; `Refused` when they may not."""
    found = load(reader, ours, sealed=True), load(reader, theirs, sealed=True)
    mine, other = found
    if mine is None or other is None or _is_gone(mine) or _is_gone(other):
        raise Refused(
            N_("One of the two is not there any more."),
            N_("Nothing was changed."),
            N_("It may lie in the bin, or have been merged already; search for it again."),
        )
    if mine.record["kind"] != other.record["kind"]:
        raise Refused(
            N_("A person and a company can't become one file."),
            N_("Nothing was changed."),
            N_("Link them instead: the person may be in charge of the company."),
        )
    if (mine.filled or other.filled) and reader.seal is None:
        raise Refused(
            N_("One of the files holds sealed values, and your password does not open them."),
            N_("Nothing was changed."),
            N_("Ask the owner to do it."),
        )
    return mine, other


def _is_gone(stored: Stored) -> bool:
    return stored.record["binned_on"] is not None
