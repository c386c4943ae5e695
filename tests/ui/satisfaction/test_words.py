"""What is said beside figures of few answers."""

import pytest

from app.ui.satisfaction.words import few_words


@pytest.mark.parametrize(
    ("ns", "words"),
    [
        ([], ()),
        ([0, 40], ()),
        ([0, 1, 40], ("Some figures stand on 1 answer only",)),
        ([12, 40], ("Fewer than 30 answers",)),
    ],
)
def test_few_answers_are_said_and_none_is_not_few(ns: list[int], words: tuple[str, ...]) -> None:
    said = few_words(ns)
    assert len(said) == len(words)
    assert all(one.startswith(other) for one, other in zip(said, words, strict=True))
