"""Looks into the bytes of a PDF: pages, fonts, and the text that can be searched in it."""

import re
import zlib
from pathlib import Path

_RANGE = re.compile(rb"<(\w{4})> <(\w{4})> (\[[^\]]*\]|<\w+>)")


def pages(file: Path) -> int:
    """How many pages it has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", _whole(file)))


def fonts(file: Path) -> list[bytes]:
    """The font files inside it."""
    return re.findall(rb"/FontFile[23]?\s+\d+ 0 R", _whole(file))


def size(file: Path) -> tuple[float, float]:
    """The first page's width and height in millimetres."""
    found = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", _whole(file))
    assert found
    return float(found[1]) * 25.4 / 72, float(found[2]) * 25.4 / 72


def letters(file: Path) -> set[str]:
    """Every letter that the text layer can give back, by the last table of each font."""
    found: set[str] = set()
    for stream in _streams(file.read_bytes()):
        for first, last, given in _RANGE.findall(stream):
            codes = [int(each, 16) for each in re.findall(rb"<(\w+)>", given)]
            if not given.startswith(b"["):
                codes = list(range(codes[0], codes[0] + int(last, 16) - int(first, 16) + 1))
            found.update(map(chr, codes))
    return found


def _whole(file: Path) -> bytes:
    raw = file.read_bytes()
    return raw + b"\n".join(_streams(raw))


def _streams(raw: bytes) -> list[bytes]:
    made = []
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", raw, re.DOTALL):
        try:
            made.append(zlib.decompressobj().decompress(found[1]))
        except zlib.error:
            made.append(found[1])
    return made
