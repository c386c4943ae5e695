"""What a kept file may be called: a name that every system takes, and shows as it is."""

import re
from pathlib import PurePath

from app.catalogue.cleaning import tidy_line
from app.i18n import N_, tr

LONGEST = 120
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
# What another program would run instead of show.
_RUNS = frozenset(
    (
        *(".exe", ".com", ".bat", ".cmd", ".scr", ".pif", ".msi", ".msp", ".lnk", ".url", ".vbs"),
        *(".vbe", ".js", ".jse", ".wsf", ".wsh", ".ps1", ".hta", ".jar", ".reg", ".cpl", ".dll"),
        *(
            ".sh",
            ".desktop",
            ".app",
            ".command",
            ".py",
            ".appimage",
            ".deb",
            ".rpm",
            ".scf",
            ".inf",
        ),
        *(".chm", ".html", ".htm", ".xhtml", ".svg", ".mht", ".docm", ".xlsm", ".pptm", ".iso"),
        *(".img", ".vhd"),
    )
)


def clean_name(name: str) -> str:
    """Without signs that deceive or that a system forbids; the ending is kept."""
    plain = _FORBIDDEN.sub("_", tidy_line(name)).strip(" .")
    if _RESERVED.fullmatch(plain):
        plain = "_" + plain
    ending = PurePath(plain).suffix[:20]
    stem = plain[: len(plain) - len(ending)] if ending else plain
    return (stem[: LONGEST - len(ending)] + ending) or tr(N_("file"))


def runs_when_opened(name: str) -> bool:
    """Would opening it run something? Then it is only saved elsewhere, never opened."""
    return PurePath(name).suffix.lower() in _RUNS
