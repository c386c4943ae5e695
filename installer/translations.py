"""Collect the program's texts and compile their Chinese: `update` merges, `check` compares.

Words are written in resources/locale/zh_CN/LC_MESSAGES/shuke.po; the compiled .mo stands
beside it and is committed, because the program must speak on a machine without babel.
"""

import io
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
PO = LOCALE / "zh_CN" / "LC_MESSAGES" / "shuke.po"
MO = PO.with_suffix(".mo")
HEADER = r"""msgid ""
msgstr ""
"Language: zh_CN\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""
KEYWORDS = {"N_": None, "tr": None, "ntr": (1, 2), "in_both": None}


@cache
def texts() -> dict[str, str | tuple[str, ...]]:
    """Every marked text of the program by its first form."""
    found: dict[str, str | tuple[str, ...]] = {}
    for _, _, message, _, _ in extract_from_dir(ROOT / "app", keywords=KEYWORDS):
        found[message if isinstance(message, str) else message[0]] = message
    return found


def translations() -> Catalog:
    """What is translated so far."""
    if not PO.exists():
        return Catalog(locale="zh_CN", charset="utf-8")
    return read_po(io.BytesIO(PO.read_bytes()), locale="zh_CN")


def merged(known: Catalog) -> Catalog:
    """One entry per text of the program, with its translation where we have one."""
    fresh = Catalog(locale="zh_CN", charset="utf-8", project="shuke", version="1", fuzzy=False)
    for first, message in sorted(texts().items()):
        old = known.get(first)
        text = old.string if old else ""
        if isinstance(message, tuple):
            text = (text if isinstance(text, str) else text[0] if text else "",)
        fresh.add(message, text)
    return fresh


def missing(catalog: Catalog) -> list[str]:
    """Texts without a translation."""
    empty = []
    for message in catalog:
        text = message.string if isinstance(message.string, str) else "".join(message.string or ())
        if message.id and not text:
            empty.append(message.id if isinstance(message.id, str) else message.id[0])
    return empty


def po_bytes(catalog: Catalog) -> bytes:
    """The catalogue as .po text without dates, so that the same words give the same bytes."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, omit_header=True, no_location=True)
    header = (
        b'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    )
    return header + b'"Plural-Forms: nplurals=1; plural=0;\\n"\n\n' + buffer.getvalue()


def mo_bytes() -> bytes:
    """The committed words, compiled."""
    buffer, catalog = io.BytesIO(), translations()
    # babel writes dates into the header; without them the same words give the same bytes.
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(buffer, catalog)
    return buffer.getvalue()


def update() -> None:
    """Merge the program's texts into the .po and compile it."""
    known = translations()
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po_bytes(merged(known)))
    MO.write_bytes(mo_bytes())
    for text in missing(translations()):
        print("not translated:", text)


if __name__ == "__main__":
    update() if sys.argv[1:] == ["update"] else print("\n".join(missing(merged(translations()))))
