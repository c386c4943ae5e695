"""Writes docs/fields.md, the list of every field, from the catalogue and its translations."""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.catalogue import CATALOGUES  # noqa: E402
from app.catalogue.field import Field, Group, Part  # noqa: E402
from app.catalogue.tiers import PURPOSE_LABELS, TIER_LABELS  # noqa: E402

TARGET = ROOT / "docs" / "fields.md"
_HEAD = """# Every field

Made by `python installer/generate_fields.py` from `app/catalogue`; a test compares.
*also* are further headings an import knows. ⁺ marks a field beyond the 100 + 35, ³ one about
a third person, ↻ one that gives a yearly reminder.
"""
_COLUMNS = "| key | 中文 | English | kind | tier | kept | also |\n"
_COLUMNS += "| --- | --- | --- | --- | --- | --- | --- |"


def text() -> str:
    """The whole page."""
    blocks = [_HEAD]
    for catalogue in CATALOGUES.values():
        counted = sum(not each.extra for each in catalogue)
        blocks.append(f"## {catalogue.name}: {counted} fields\n")
        for part in catalogue.parts:
            blocks.append(_table(f"### {part.label}", part))
            blocks += [_table(f"#### {group.label}", group) for group in part.groups]
    return "\n".join(blocks)


def _table(title: str, described: type[Part] | type[Group]) -> str:
    if not described.fields:
        return f"{title}\n"
    rows = "\n".join(_row(each) for each in described.fields)
    return f"{title} (`{described.key}`)\n\n{_COLUMNS}\n{rows}\n"


def _row(each: Field[Any]) -> str:
    marks = "⁺" * each.extra + "³" * each.about_others + "↻" * bool(each.occasion)
    cells = (
        f"`{each.key}`{marks}",
        each.aliases[0],
        each.label,
        each.kind.name.replace("_", " "),
        TIER_LABELS[each.tier].split(":")[0] + (f" ({each.seal})" if each.seal else ""),
        PURPOSE_LABELS[each.purpose],
        ", ".join(each.aliases[1:]),
    )
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Write the page."""
    TARGET.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
