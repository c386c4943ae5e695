"""The one place that knows where fonts, icons, words and tables lie on disk."""

import sys
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """Path of a shipped file, from a checkout as from a frozen program."""
    root = getattr(sys, "_MEIPASS", None)
    base = Path(root) if root else _CHECKOUT
    return base.joinpath("resources", *parts)
