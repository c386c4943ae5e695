"""What a filter asks about is named so that no two fields are alike, in either language."""

from collections.abc import Iterator

import pytest

from app.catalogue import CATALOGUES
from app.core.segments.filter import Condition
from app.core.segments.subjects import Subject, subjects
from app.i18n import use_language
from app.ui.customers.lists.words import condition_words, subject_name, subject_names


@pytest.fixture(params=["en", "zh"])
def tongue(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


def about(key: str) -> Subject:
    return next(each for each in subjects(CATALOGUES) if each.key == key)


def test_no_two_names_are_alike(tongue: str) -> None:
    everything = list(subjects(CATALOGUES))
    names = subject_names(everything)
    assert len(names) == len(everything)
    assert len(set(names)) == len(names)


def test_a_birthday_says_whose(tongue: str) -> None:
    said = [subject_name(about(key)) for key in ("spouse.birthday", "person.birthday")]
    assert (
        said
        == {
            "en": ["Spouse birthday", "Persons in charge · Birthday"],
            "zh": ["配偶生日", "负责人信息 · 生日"],
        }[tongue]
    )


def test_a_chip_says_whose() -> None:
    use_language("en")
    words = condition_words(about("person.birthday"), Condition("person.birthday", "empty"))
    assert words.startswith("Persons in charge · Birthday")
