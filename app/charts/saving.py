"""Writes a chart as PNG, SVG or PDF: the suffix says which."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import Refused
from app.core.vault.atomic import replacing
from app.i18n import N_

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SUFFIXES = (".png", ".svg", ".pdf")
_DOTS_PER_INCH = 200


def save(figure: "Figure", path: Path) -> None:
    """Write the figure; refuses a suffix that no chart has."""
    if path.suffix.lower() not in SUFFIXES:
        raise Refused(
            N_("A chart cannot be saved as “{suffix}”."),
            N_("Nothing was written."),
            N_("Let the file's name end with .png, .svg or .pdf."),
            suffix=path.suffix or path.name,
        )
    kind = path.suffix.lower()[1:]
    # Neither the hour nor the program's version belongs into a picture.
    metadata = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(kind)
    with replacing(path) as draft:  # a full disk harms no older picture and leaves no half one
        figure.savefig(draft, format=kind, dpi=_DOTS_PER_INCH, metadata=metadata)
