"""Words that must never be found in the clear, and a search that would find them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

MARKERS = tuple(f"暗记{sign}Zq{number:02d}markX" for number, sign in enumerate(
    "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"))  # fmt: skip
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def forms(marker: str) -> Iterator[bytes]:
    """Every form in which a marker might lie somewhere; escaped, too, as JSON would."""
    yield from (marker.encode(encoding) for encoding in ENCODINGS)
    yield marker.encode("ascii", "backslashreplace")


def found_in(*places: Path) -> set[str]:
    """The markers found in any file below these places, in any form."""
    seen: set[str] = set()
    for path in _files(places):
        try:
            data = path.read_bytes()
        except OSError:
            continue  # a socket, or gone meanwhile
        seen |= {marker for marker in MARKERS if any(form in data for form in forms(marker))}
    return seen


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        yield from (each for each in place.rglob("*") if each.is_file())
