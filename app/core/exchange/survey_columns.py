"""The columns of filled sheets: whose, when, and for each question the half that is answered.

A column's field is "importance:NAME", "satisfaction:NAME" and so on; the part after the colon
is the question as the heading says it.
"""

import re
import unicodedata

from app.core.surveys.records import Half
from app.i18n import N_

PLAIN: dict[str, str] = {
    "wave": N_("Wave"),
    "sheet_number": N_("Number of the sheet"),
    "customer_no": N_("Customer number"),
    "filled_on": N_("Filled in on"),
    "overall": N_("Satisfied all in all"),
    "recommend": N_("Would recommend, 0 to 10"),
}
HALVES: dict[str, str] = {
    Half.IMPORTANCE: N_("Importance"),
    Half.SATISFACTION: N_("Satisfaction"),
    Half.EXPECTATION: N_("Expectation"),
    Half.PERCEPTION: N_("Perception"),
    Half.ONLY: N_("Answer"),
    "words": N_("In her own words"),
}
_ALIASES: dict[str, tuple[str, ...]] = {
    "wave": ("波次", "期", "批次", "wave", "round"),
    "sheet_number": ("问卷号", "编号", "问卷编号", "序号", "sheet", "sheet number", "response id"),
    "customer_no": ("会员卡号", "卡号", "会员号", "客户编号", "customer no", "card no"),
    "filled_on": ("填写日期", "日期", "填表日期", "时间", "date", "filled on"),
    "overall": ("总体满意", "总体满意度", "整体满意", "overall", "overall satisfaction"),
    "recommend": ("推荐意愿", "推荐", "nps", "推荐意愿0-10", "recommend", "likelihood"),
}
_BEFORE: dict[str, tuple[str, ...]] = {
    Half.IMPORTANCE: ("重要性", "重要度", "重要", "importance"),
    Half.SATISFACTION: ("满意度", "满意", "satisfaction"),
    Half.EXPECTATION: ("期望", "期待", "expectation", "expected"),
    Half.PERCEPTION: ("感受", "感知", "实际", "perception", "perceived"),
}
SCALES = {"overall": (1, 10), "recommend": (0, 10)}
"""Questions that every sheet may have, and the widest scale each can be answered on."""
_REMARKS = ("意见", "建议", "备注", "留言", "其他意见", "意见建议", "remark", "remarks", "comment")
_JOIN = r"\s*[-_:：—－/·\s]\s*"
_BLANKS = re.compile(r"\s+")


def without_blanks(text: str) -> str:
    """A text without any blank."""
    return _BLANKS.sub("", text)


# Made once: a file is tried as every sort of list, and each of its first rows as the headings.
_KEYS = {without_blanks(name): key for key, names in _ALIASES.items() for name in (key, *names)}
_QUESTIONS = [
    (half, re.compile(f"(?:{name}){_JOIN}(.+)|(.+?){_JOIN}(?:{name})", re.I))
    for half, names in _BEFORE.items()
    for name in names
]


def target_of(heading: str) -> str | None:
    """The field that a heading names, None when nobody can say."""
    said = unicodedata.normalize("NFKC", heading).strip()
    bare = without_blanks(said).casefold()
    if bare in _KEYS:
        return _KEYS[bare]
    for half, pattern in _QUESTIONS:
        if found := pattern.fullmatch(said):
            return f"{half}:{found[1] or found[2]}"
    if bare in _REMARKS:
        return f"words:{said}"
    return said if is_target(said) else None


def is_target(target: str) -> bool:
    """Is this a field that a sheet can fill?"""
    half, colon, name = target.partition(":")
    return target in PLAIN or bool(colon and name.strip() and half in HALVES)
