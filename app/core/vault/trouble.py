"""What the disk and the database driver throw, as sentences for the user."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError

from app.core.errors import Damaged, OpenElsewhere, Refused, ShukeError
from app.core.vault.places import full_disk
from app.i18n import N_

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}
_OTHER_KIND = {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}
# "vtable constructor failed": the search index can't be read to its first page.
_DAMAGED = ("not a database", "malformed", "corrupt", "vtable constructor failed")
_GONE = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO}


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turn errors of the disk and the driver into ours; others pass."""
    try:
        yield
    except DBAPIError as error:
        raise _of_driver(str(error.orig)) or error from None
    except driver.DatabaseError as error:
        raise _of_driver(str(error)) or error from None
    except OSError as error:
        raise _of_disk(error) or error from None


def damaged_file() -> Damaged:
    """The customer file is not whole; the key is known to be right."""
    return Damaged(
        N_("The customer file is damaged."),
        N_("Your backups are separate files and are not touched."),
        N_("Restore the newest good backup."),
    )


def not_writable() -> Refused:
    """Nothing can be written there."""
    return Refused(
        N_("Nothing can be written in this place: it is read-only or belongs to another user."),
        N_("Nothing was changed."),
        N_("Choose a folder on this computer's own disk."),
    )


def says_damaged(text: str) -> bool:
    """Does the driver say that the file is not whole?"""
    return any(words in text for words in _DAMAGED)


def _of_driver(text: str) -> ShukeError | None:
    if says_damaged(text):
        return damaged_file()
    if "is full" in text:
        return full_disk()
    if "readonly" in text:
        return not_writable()
    if "locked" in text:
        return OpenElsewhere(
            N_("Another program is using the customer file."),
            N_("Nothing was changed."),
            N_("Close it there, then try again."),
        )
    if "unable to open" in text or "disk I/O error" in text:
        return _unreachable()
    return None


def _of_disk(error: OSError) -> ShukeError | None:
    if error.errno in _FULL:
        return full_disk()
    if error.errno in _FORBIDDEN:
        return not_writable()
    if error.errno in _OTHER_KIND:
        return _other_kind()
    return _unreachable() if error.errno in _GONE else None


def _other_kind() -> Refused:
    return Refused(
        N_("There is a file where a folder is needed, or a folder where a file is."),
        N_("Nothing was changed."),
        N_("Choose another name or place."),
    )


def _unreachable() -> Refused:
    return Refused(
        N_("The files cannot be reached or read."),
        N_("Nothing was changed."),
        N_("Is the disk or stick plugged in? Plug it in and try again."),
    )
