"""Watches over a zipped spreadsheet: what it holds, what it unpacks to, and what it asks for."""

import re
import zipfile
import zlib
from html import unescape
from pathlib import Path

from app.core.exchange.faults import Fault
from app.core.exchange.limits import LARGE_SHEET_BYTES, Limits
from app.core.exchange.sniff import readable

_BLOCK = 1 << 20
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)
_SHEETS = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}


def zip_kind(path: Path, limits: Limits) -> str:
    """Return "xlsx", "xlsb" or "ods", from the zip's own directory; else a `Fault`."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            kind = _kind(archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Fault("damaged") from None
    if len(entries) > limits.zip_entries:
        raise Fault("suspicious")
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise Fault("bomb", limit=readable(limits.unpacked_bytes))
    if any(entry.flag_bits & 1 for entry in entries):
        raise Fault("password")
    return kind


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    for name, kind in _SHEETS.items():
        if name in names and (kind != "ods" or _is_ods(archive)):
            return kind
    raise Fault("not_a_spreadsheet")


def _is_ods(archive: zipfile.ZipFile) -> bool:
    names = archive.namelist()
    if "mimetype" in names and b"spreadsheet" not in archive.read("mimetype")[:200]:
        return False
    if "META-INF/manifest.xml" in names:
        manifest = archive.read("META-INF/manifest.xml")[:_BLOCK]
        if b"encryption-data" in manifest:
            raise Fault("password")
    return True


def is_tight(path: Path) -> bool:
    """Is it large and packed more than a hundredfold, as no list of people is?"""
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    packed = max(1, path.stat().st_size)
    return unpacked > 10 << 20 and (unpacked > 512 << 20 or unpacked / packed > 100)


def sizes(path: Path) -> dict[str, int]:
    """What the zip's directory says that each file in it unpacks to."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {entry.filename: entry.file_size for entry in archive.infolist()}
    except (zipfile.BadZipFile, OSError):
        return {}


def large_sheets(path: Path) -> frozenset[str]:
    """The files of sheets that are read in pieces, and counted by whoever reads them."""
    large = {name for name, size in sizes(path).items() if size > LARGE_SHEET_BYTES}
    return frozenset(large.intersection(sheet_files(path).values()))


def count_unpacked(
    path: Path,
    limits: Limits,
    *,
    only: frozenset[str] | None = None,
    without: frozenset[str] = frozenset(),
) -> None:
    """Unpack everything to nowhere, counting: the directory may lie about the sizes."""
    total = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                asked = only is None or entry.filename in only
                if asked and entry.filename not in without:
                    total = _count_entry(archive, entry, total, limits)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError):
        raise Fault("damaged") from None


def _count_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, total: int, limits: Limits
) -> int:
    with archive.open(entry) as file:
        first = True
        while block := file.read(_BLOCK):
            total += len(block)
            if total > limits.unpacked_bytes:
                raise Fault("bomb", limit=readable(limits.unpacked_bytes))
            if first and _DOCTYPE.search(block[:8192]):
                raise Fault("suspicious")
            first = False
    return total


def hidden_columns(path: Path, sheet_file: str) -> list[int]:
    """Zero-based hidden columns of an xlsx sheet, from the few bytes before its cells."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(sheet_file) as file:
            head = file.read(65_536).split(b"<sheetData")[0]
    except (KeyError, zipfile.BadZipFile, OSError, zlib.error):
        return []
    found: list[int] = []
    for tag in re.findall(rb"<(?:\w+:)?col\s[^>]*>", head):
        if re.search(rb'\shidden="(1|true)"', tag):
            found += _span(tag)
    return found


def _span(tag: bytes) -> list[int]:
    first = re.search(rb'\smin="(\d{1,5})"', tag)
    last = re.search(rb'\smax="(\d{1,5})"', tag)
    if not first or not last:
        return []
    return list(range(int(first[1]) - 1, min(int(last[1]), int(first[1]) + 256)))


def sheet_files(path: Path) -> dict[str, str]:
    """Sheet name → file inside the xlsx."""
    try:
        with zipfile.ZipFile(path) as archive:
            book = archive.read("xl/workbook.xml")[: 1 << 20].decode("utf-8", "replace")
            links = archive.read("xl/_rels/workbook.xml.rels")[: 1 << 20].decode("utf-8", "replace")
    except (KeyError, zipfile.BadZipFile, OSError, zlib.error):
        return {}
    targets = {
        _attribute(tag, "Id"): _attribute(tag, "Target") for tag in _tags("Relationship", links)
    }
    return {
        _attribute(tag, "name"): _inside(targets.get(_attribute(tag, "r:id"), ""))
        for tag in _tags("sheet", book)
    }


def _tags(name: str, text: str) -> list[str]:
    return re.findall(rf"<(?:\w+:)?{name}\s[^>]*>", text)


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{re.escape(name)}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def _inside(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
