"""Gives a PDF's text layer the letters that were written, so that a search finds them.

Where two characters look alike (户 and the radical ⼾), the font has one glyph for both, and
Qt notes the radical for it. The tables of letters are written anew at the file's end, as PDF
provides for changes.
"""

import re
import zlib
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QRawFont

from app.ui.theme import FONT_FAMILY

_TABLE = re.compile(rb"/ToUnicode\s+(\d+) 0 R")
_STREAM = re.compile(rb"stream\r?\n(.*?)\s*endstream", re.DOTALL)
_CODE = re.compile(rb"<(2[EeFf][0-9A-Fa-f]{2})>")
_RANGE = re.compile(rb"^<(\w{4})> <(\w{4})> <(2[EeFf]\w\w)>$", re.MULTILINE)
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)", re.DOTALL)
_RADICALS = range(0x2E80, 0x2FE0)
_HAN = range(0x4E00, 0xA000)


def mend_letters(file: Path) -> None:
    """Add the mended tables to the file; one that looks otherwise is left as it is."""
    raw = file.read_bytes()
    trailer = list(_TRAILER.finditer(raw))
    if not trailer:
        return
    added, places = b"", {}
    for number in sorted({int(found[1]) for found in _TABLE.finditer(raw)}):
        before = _stream(raw, number)
        after = None if before is None else _mended(before)
        if after is not None and after != before:
            places[number] = len(raw) + len(added)
            added += _object(number, zlib.compress(after))
    if places:
        foot = _foot(places, len(raw) + len(added), trailer[-1][1], int(trailer[-1][2]))
        with file.open("ab") as out:
            out.write(added + foot)


@cache
def _alike() -> dict[int, int]:
    """For each radical the ordinary character that has its glyph."""
    font = QRawFont.fromFont(QFont(FONT_FAMILY))
    han = font.glyphIndexesForString("".join(map(chr, _HAN)))
    by_glyph = {glyph: code for glyph, code in zip(han, _HAN, strict=True) if glyph}
    radicals = font.glyphIndexesForString("".join(map(chr, _RADICALS)))
    pairs = zip(radicals, _RADICALS, strict=True)
    return {code: by_glyph[glyph] for glyph, code in pairs if glyph in by_glyph}


def _mended(table: bytes) -> bytes:
    def letter(found: re.Match[bytes]) -> bytes:
        return b"<%04X>" % _alike().get(int(found[1], 16), int(found[1], 16))

    return _CODE.sub(letter, _RANGE.sub(_listed, table))


def _listed(found: re.Match[bytes]) -> bytes:
    """A range as a list: its letters may come to lie apart."""
    first, last, code = (int(each, 16) for each in found.groups())
    codes = b" ".join(b"<%04X>" % (code + step) for step in range(last - first + 1))
    return b"<%s> <%s> [%s]" % (found[1], found[2], codes)


def _stream(raw: bytes, number: int) -> bytes | None:
    start = raw.find(b"\n%d 0 obj" % number)
    found = _STREAM.search(raw, start) if start >= 0 else None
    if found is None:
        return None
    content = found[1]
    return content if content.startswith(b"/") else zlib.decompressobj().decompress(content)


def _object(number: int, content: bytes) -> bytes:
    head = b"%d 0 obj\n<< /Length %d /Filter /FlateDecode >>\n" % (number, len(content))
    return head + b"stream\n" + content + b"\nendstream\nendobj\n"


def _foot(places: dict[int, int], start: int, trailer: bytes, before: int) -> bytes:
    listed = b"".join(b"%d 1\n%010d 00000 n \n" % each for each in sorted(places.items()))
    return b"xref\n%strailer\n<<%s/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n" % (
        listed,
        trailer,
        before,
        start,
    )
