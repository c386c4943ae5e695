"""The short way through a name equals the long one."""

import pytest

from app.core.store.name_tokens import any_name, named

NAMES = "王建国 单田芳 曾志伟 吕布 欧阳锋 单于夫 单于 尉迟恭 李娜 司马相如 万俟卨 朴树 女王"


@pytest.mark.parametrize("name", NAMES.split())
def test_the_short_way_finds_what_the_long_way_finds(name: str) -> None:
    short, long = named(name), any_name(name)
    assert short.sort_key == long.sort_key
    assert set(short.tokens.split()) == set(long.tokens.split())


def test_no_name_has_no_tokens() -> None:
    assert named("") == ("", "")
