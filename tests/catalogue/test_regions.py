"""Addresses get the code of their province and city only where that is certain."""

import pytest

from app.catalogue.kind import Rules
from app.catalogue.kinds import Place
from app.catalogue.regions import code_of, divisions, suggestions
from app.catalogue.values import Region


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("浙江省杭州市西湖区文三路1号", "330100"),
        ("浙江杭州西湖区", "330100"),
        ("浙江省", "330000"),
        ("浙江", "330000"),
        ("杭州市西湖区", "330100"),
        ("上海市浦东新区", "310000"),
        ("吉林市船营区", "220200"),
        ("吉林省吉林市", "220200"),
        ("海南省海口市", "460100"),
        ("海南藏族自治州", "632500"),
        ("内蒙古包头", "150200"),
        ("云南大理", "532900"),
    ],
)
def test_certain_places(text: str, code: str) -> None:
    assert code_of(text) == code


@pytest.mark.parametrize(
    "text",
    ["朝阳区建国路", "鼓楼区", "中山路12号", "上海路3号", "云溪市老街4号", "西湖区", "", "ABC"],
)
def test_places_that_stay_unresolved(text: str) -> None:
    assert code_of(text) is None


def test_the_table() -> None:
    codes = [each.code for each in divisions()]
    assert len(codes) == len(set(codes))
    assert codes == sorted(codes)
    assert sum(code.endswith("0000") for code in codes) == 34
    assert len({each.full for each in divisions()}) == len(codes)


def test_suggestions() -> None:
    assert [each.full for each in suggestions("浙江省杭")] == ["浙江省杭州市"]
    assert "杭州市" in [each.name for each in suggestions("杭")]
    assert suggestions("") == ()


def test_an_address_keeps_its_text(rules: Rules) -> None:
    reading = Place().parse(" 杭州市  西湖区 ", rules)
    assert reading.value == Region("杭州市 西湖区", "330100")
