"""Does LibreOffice open every xlsx that we write, with whole ID numbers and without a formula?

`python -m tests.outside.libreoffice`, where `soffice` is installed: fills a shop with texts that
look like numbers and formulas, exports each list, lets LibreOffice convert it, and compares cell
by cell. It is no part of the suite, for a bare machine has no LibreOffice.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree

import openpyxl

from app.core import upkeep
from app.core.actor import Actor, Role
from app.core.clock import fixed_clock
from app.core.exchange.exporting import SHEETS, export
from app.core.exchange.layout import What
from app.core.store.files import make_data_file, open_data_file
from app.core.vault.keys import Keys
from tests.core.exchange.test_spreadsheet_cells import _SEALED, ID, fill

VAULT = "00000000-0000-4000-8000-000000000001"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MOST_REPEATS = 200  # a row's empty rest is told as thousands of cells


def main() -> int:
    """How many lists LibreOffice shows otherwise than we wrote them."""
    office = shutil.which("soffice")
    if office is None:
        _say("soffice is not installed; nothing was checked.")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        written = list(_written(Path(folder)))
        command = [office, "--headless", "--convert-to", "fods", "--outdir", folder]
        subprocess.run([*command, *map(str, written)], check=True, capture_output=True)
        wrong = sum(not _same(path) for path in written)
    _say(f"{len(written)} lists, {wrong} shown otherwise")
    return int(wrong > 0)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _written(folder: Path) -> Iterator[Path]:
    keys = Keys(db=bytes(range(32)), sens=bytes(range(32, 64)))
    owner = Actor("owner", "Owner", Role.OWNER, "session-1")
    owner.proof.last()  # no password is asked here
    noon = fixed_clock(date(2026, 11, 22), timezone(timedelta(hours=8)))
    inside = folder / "shop.shuke"
    inside.mkdir()
    make_data_file(inside, keys, vault_id=VAULT, name="Shop")
    shop = open_data_file(inside, keys, vault_id=VAULT, clock=noon, upkeep=upkeep.ALL)
    try:
        fill(shop, owner)
        for what in SHEETS:
            path = folder / f"{what}.xlsx"
            export(owner, shop, path, what, "check", reveal=what in _SEALED)
            yield path
    finally:
        shop.close()


def _same(path: Path) -> bool:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    ours = [["" if c.value is None else str(c.value) for c in row] for row in sheet.iter_rows()]
    theirs, kinds = _as_shown(path.with_suffix(".fods"), len(ours[0]))
    texts = {text for row in theirs for text in row}
    whole = path.stem != What.CUSTOMERS or ID in texts
    fine = ours == theirs[: len(ours)] and kinds <= {"string"} and whole
    shown = "as written" if fine else f"DIFFERS {sorted(kinds)}"
    _say(f"{path.name}: {len(ours)} rows, {shown}")
    return fine


def _as_shown(path: Path, width: int) -> tuple[list[list[str]], set[str]]:
    """Texts by row, and the kinds of filled cells ("formula" among them, if any)."""
    rows, kinds = [], set()
    for row in ElementTree.parse(path).iter(f"{_TABLE}table-row"):
        cells: list[str] = []
        for cell in row.iter(f"{_TABLE}table-cell"):
            text = "\n".join("".join(p.itertext()) for p in cell.iter(f"{_TEXT}p"))
            repeats = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            cells += [text] * min(repeats, _MOST_REPEATS)
            if text:
                kinds.add(cell.get(f"{_OFFICE}value-type", "string"))
            if cell.get(f"{_TABLE}formula"):
                kinds.add("formula")
        rows.append((cells + [""] * width)[:width])
    return rows, kinds


if __name__ == "__main__":
    sys.exit(main())
