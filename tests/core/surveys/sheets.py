"""A survey of the tea shop's twelve items, and random answers, for tests."""

import csv
from pathlib import Path

from app.core.store.unit import Unit
from app.core.surveys import service
from app.core.surveys.drafts import DraftItem
from app.core.surveys.records import ItemKind, Role

LAOWANG = Path(__file__).parents[2] / "data" / "laowang" / "survey.csv"
OVERALL, RECOMMEND = "总体满意", "推荐意愿0-10"


def rows() -> list[dict[str, str]]:
    """The 150 sheets as the owner typed them."""
    with LAOWANG.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def names() -> list[str]:
    """The twelve items, in their order."""
    return [key.removeprefix("重要-") for key in rows()[0] if key.startswith("重要-")]


def add_tea_survey(unit: Unit, name: str = "茶客满意度") -> int:
    """Twelve pairs of importance and satisfaction, the overall question, the promoters'."""
    groups = ("product", "service", "social")
    drafts = [
        DraftItem(each, ItemKind.PAIR, group=groups[place // 4], key=each)
        for place, each in enumerate(names())
    ]
    drafts.append(DraftItem(OVERALL, role=Role.OVERALL, key=OVERALL))
    drafts.append(DraftItem(RECOMMEND, role=Role.RECOMMEND, key=RECOMMEND, low=0, high=10))
    drafts.append(DraftItem("还有什么想说的", ItemKind.TEXT, Role.REMARK, key="remark"))
    return service.add_survey(unit, name, drafts, model="csi")
