"""Takes rows apart that hold nothing but plain texts, cell beside cell: most long exports.

Whatever else stands in them gives None, and calamine reads them. What is replaced leaves no
mark behind, so that a single `<` shows that there was something else.
"""

import re

_CELLS = re.compile(rb'<c(?: s="\d+")?(?: t="inlineStr"|/)>')
_OPEN, _CLOSE = b"\x1f", b"\x1e"
_NEXT, _LAST = _OPEN.decode(), _CLOSE.decode()
_BEGINNING = 20_000
_TEXT, _TEXT_END = b'<is><t xml:space="preserve">', b"</t></is></c>"
# Signs that stand for others, our own marks.
_ODD = (b"&", b"\r", _OPEN, _CLOSE)


def plain_rows(piece: bytes) -> list[list[str]] | None:
    """The texts of each row; None where something needs a closer look."""
    if not piece.startswith(b"<row>") or _is_odd(piece):
        return None
    # The longest first: it leaves little for the others to be looked for in.
    tags = sorted(set(_CELLS.findall(piece, 0, _BEGINNING)), key=len, reverse=True)
    for tag in tags:
        if tag.endswith(b"/>"):
            piece = _replaced(piece, tag, _OPEN + _CLOSE)
        else:
            opening = tag + _TEXT
            piece = _replaced(piece, _TEXT_END + opening, _OPEN)
            piece = _replaced(piece, opening, _OPEN)
    piece = _replaced(_replaced(piece, _TEXT_END, _CLOSE), b"</row>", b"")
    text = _replaced(piece, _CLOSE + _OPEN, _OPEN).decode()
    rows = text.split("<row>")[1:]
    return [row[1:-1].split(_NEXT) for row in rows] if _is_whole(text, rows) else None


def _is_odd(piece: bytes) -> bool:
    # A spreadsheet writes _x000D_ for a sign. One letter is looked for ten times as fast as two.
    return any(each in piece for each in _ODD) or (b"_" in piece and b"_x" in piece)


def _replaced(piece: bytes, old: bytes, new: bytes) -> bytes:
    # Like `replace`, which in a long piece prepares itself anew for each it finds.
    return new.join(re.split(re.escape(old), piece))


def _is_whole(text: str, rows: list[str]) -> bool:
    """Was every row nothing but cells that were opened and closed?"""
    if text.count("<") != len(rows) or text.count(_LAST) != len(rows):
        return False
    return all(row[:1] == _NEXT and row[-1:] == _LAST for row in rows)
