"""Words in bold in the manual stand in the program just so, the same ones in both languages."""

import re
from collections import Counter
from pathlib import Path

from installer import translations

DOCS = Path(__file__).resolve().parents[2] / "docs"


def in_bold(name: str) -> Counter[str]:
    text = re.sub(r"```.*?```", "", (DOCS / name).read_text("utf-8"), flags=re.DOTALL)
    return Counter(re.findall(r"\*\*(.+?)\*\*", text))


def chinese_of() -> dict[str, str]:
    """The program's texts that are one word or sentence, without counts."""
    return {
        each.id: each.string
        for each in translations.translations()
        if isinstance(each.id, str) and isinstance(each.string, str)
    }


def test_the_manual_names_what_is_on_the_screen() -> None:
    english, chinese = in_bold("manual.md"), in_bold("manual.zh-CN.md")
    known = chinese_of()
    assert len(english) > 200
    assert sorted(english.keys() - known.keys()) == []
    assert Counter({known[each]: 0 for each in english}).keys() == chinese.keys()


def test_both_manuals_have_the_same_chapters() -> None:
    numbers = [
        re.findall(r"^#+ (\d+)", (DOCS / name).read_text("utf-8"), flags=re.MULTILINE)
        for name in ("manual.md", "manual.zh-CN.md")
    ]
    assert numbers[0] == numbers[1] == [str(each) for each in range(1, len(numbers[0]) + 1)]
