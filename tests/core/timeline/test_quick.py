"""One line of free text: something she likes, something to avoid, or a note."""

import pytest

from app.core.timeline.quick import kind_of

LIKES = (
    "爱喝胡萝卜汁", "喜欢靠窗", "最爱明前龙井", "偏爱清淡", "每次总点素面", "常买普洱",
    "likes carrot juice", "prefers the window seat", "Favourite: dark roast", "fond of jazz",
)  # fmt: skip
AVOIDS = (
    "不爱吃香菜", "不喜欢等", "不吃花生", "不喝酒", "忌辣", "花生过敏", "对海鲜过敏", "别提前妻",
    "少放糖", "讨厌烟味", "戒酒了", "不能吃辣", "allergic to nuts", "dislikes noise",
    "doesn't drink", "does not like coffee", "no sugar please", "avoid lilies",
)  # fmt: skip
NOTES = (
    "下周三来取货", "爱人姓金", "女儿考上了大学", "住在三楼", "moved to Suzhou", "爱心义卖的发起人",
    "knows Mr Jin", "",
)  # fmt: skip


@pytest.mark.parametrize("text", LIKES)
def test_what_she_likes(text: str) -> None:
    assert kind_of(text) == "preference"


@pytest.mark.parametrize("text", AVOIDS)
def test_what_to_avoid(text: str) -> None:
    assert kind_of(text) == "avoid"


@pytest.mark.parametrize("text", NOTES)
def test_anything_else_is_a_note(text: str) -> None:
    assert kind_of(text) == "note"
