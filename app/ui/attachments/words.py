"""What files are called on the screen, and which icon stands for them."""

from app.core.attachments.queries import Total
from app.i18n import N_, ntr, tr
from app.ui.formats import size

_KINDS = (
    ("image/", "file-image"),
    ("audio/", "music"),
    ("video/", "film"),
    ("text/csv", "file-spreadsheet"),
    ("application/vnd.ms-excel", "file-spreadsheet"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml", "file-spreadsheet"),
    ("application/zip", "file-archive"),
    ("text/", "file-text"),
    ("application/pdf", "file-text"),
    ("application/msword", "file-text"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml", "file-text"),
)


def icon_of(media: str) -> str:
    """The icon for a kind of file."""
    return next((icon for beginning, icon in _KINDS if media.startswith(beginning)), "file")


def sum_of(hers: Total, all_: Total) -> str:
    """What her files come to, and what all photos and files of the shop come to."""
    words = ntr("{n} file, {size}", "{n} files, {size}", hers.files, size=size(hers.size))
    if not hers.files:
        words = tr(N_("No files yet"))
    return words + tr(N_(" · the whole shop: {size}"), size=size(all_.size))
