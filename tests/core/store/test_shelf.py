"""Small answers are all kept, of large ones the newest: the others as long as somebody looks."""

import gc
from threading import Thread
from weakref import ref

from app.core.actor import Actor
from app.core.store.shelf import LARGE, Shelf, shelf
from app.core.store.shop import Shop


class Answer:
    """Something that can be held weakly."""

    def __init__(self, rows: int) -> None:
        self.rows = rows


def ask(kept: Shelf, name: str, rows: int = LARGE, terms: object = None) -> tuple[Answer, bool]:
    """The answer, and whether it had to be made."""
    made: list[Answer] = []

    def make() -> Answer:
        made.append(Answer(rows))
        return made[0]

    return kept.kept(name, terms, make, lambda answer: answer.rows), bool(made)


def was_made(kept: Shelf, name: str, rows: int = LARGE, terms: object = None) -> bool:
    return ask(kept, name, rows, terms)[1]


def test_small_answers_stay_and_equal_terms_find_them() -> None:
    kept = Shelf()
    assert was_made(kept, "matrix", 5, (1, "a"))
    assert was_made(kept, "fading", 5)
    assert not was_made(kept, "matrix", 5, (1, "a"))
    assert not was_made(kept, "fading", 5)
    assert was_made(kept, "matrix", 5, (2, "a"))
    assert was_made(kept, "matrix", 5, (1, "a"))  # one of each name


def test_a_large_one_pushes_the_large_one_before_it_aside() -> None:
    kept = Shelf()
    was_made(kept, "small", LARGE - 1)
    was_made(kept, "matrix")
    assert not was_made(kept, "matrix")
    was_made(kept, "fading")
    gc.collect()
    assert was_made(kept, "matrix")
    assert was_made(kept, "fading")
    assert not was_made(kept, "small", LARGE - 1)


def test_there_is_room_before_the_next_is_made() -> None:
    kept = Shelf()
    first, _ = ask(kept, "matrix")
    gone = ref(first)
    del first

    def make() -> Answer:
        assert gone() is None
        return Answer(LARGE)

    kept.kept("fading", None, make, lambda answer: answer.rows)
    assert gone() is None


def test_room_is_made_for_what_is_kept_elsewhere_too() -> None:
    kept = Shelf()
    gone = ref(ask(kept, "matrix")[0])
    held, _ = ask(kept, "small", 3)
    kept.make_room("who")
    assert gone() is None
    assert kept.find("small", None) is held


def test_of_two_made_at_once_one_stays() -> None:
    kept = Shelf()

    def make() -> Answer:
        was_made(kept, "matrix")
        return Answer(LARGE)

    kept.kept("fading", None, make, lambda answer: answer.rows)
    gc.collect()
    assert not was_made(kept, "fading")
    assert was_made(kept, "matrix")


def test_what_was_pushed_aside_is_found_while_a_page_holds_it() -> None:
    kept = Shelf()
    held, _ = ask(kept, "matrix")
    was_made(kept, "fading")
    again, made = ask(kept, "matrix")
    assert (again is held, made) == (True, False)
    assert kept.knows("matrix")
    assert not kept.knows("tiers")


def test_parts_of_one_answer_stay_together() -> None:
    kept = Shelf()
    was_made(kept, "fading")
    was_made(kept, "fading.whole")
    assert not was_made(kept, "fading")
    assert not was_made(kept, "fading.whole")
    was_made(kept, "tiers")
    gc.collect()
    assert was_made(kept, "fading")
    assert was_made(kept, "fading.whole")


def test_two_who_ask_at_once_get_one_answer() -> None:
    kept, made = Shelf(), []
    found: list[Answer] = []

    def make() -> Answer:
        made.append(1)
        other.join(0.05)  # it cannot get on before this is done
        return Answer(1)

    def asked() -> None:
        found.append(kept.kept("x", None, make, lambda answer: answer.rows))

    def first() -> Answer:
        other.start()
        return make()

    other = Thread(target=asked)
    found.append(kept.kept("x", None, first, lambda answer: answer.rows))
    other.join()
    assert len(made) == 1
    assert found[0] is found[1]


def test_a_unit_keeps_nothing(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Write") as unit:
        assert shelf(unit) is not shelf(unit)
        was_made(shelf(unit), "tiers", 1)
    with shop.read(owner) as reader:
        assert shelf(reader) is shelf(reader)
        assert was_made(shelf(reader), "tiers", 1)
