"""The one place that knows where fonts, icons, words and tables lie on disk."""

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Path of a shipped file, from a checkout as from a frozen program."""
    root = getattr(sys, "_MEIPASS", None)
    base = Path(root) if root else Path(__file__).resolve().parent.parent
    return base.joinpath("resources", *parts)
