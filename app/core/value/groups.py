"""The four groups of the customer value matrix, and what the course advises for each."""

from dataclasses import dataclass
from enum import IntEnum

from app.i18n import N_


class Group(IntEnum):
    """A quarter of the matrix; the number is the code in a `Matrix`'s column."""

    BEST = 0
    SPENDERS = 1
    FREQUENT = 2
    UNCERTAIN = 3

    @property
    def word(self) -> str:
        """The group's name in JSON and in the tables: never translated."""
        return self.name.lower()


@dataclass(frozen=True)
class GroupWords:
    """What a group is called, what marks it, and what to do (marked texts, see `tr`)."""

    name: str
    mark: str
    aim: str
    advice: str


WORDS: dict[Group, GroupWords] = {
    Group.BEST: GroupWords(
        N_("Best customers"),
        N_("Come often, spend much"),
        N_("Keep them at any cost"),
        N_(
            "They are the base of your profit: know their names, remember their days, let no "
            "complaint of theirs wait."
        ),
    ),
    Group.SPENDERS: GroupWords(
        N_("Big spenders"),
        N_("Spend much, come seldom"),
        N_("Bring them back more often"),
        N_(
            "Each visit is worth much, so win one more: remind them before their supply runs "
            "out, invite them to try what is new."
        ),
    ),
    Group.FREQUENT: GroupWords(
        N_("Frequent customers"),
        N_("Come often, spend little"),
        N_("Make each purchase larger"),
        N_(
            "They trust you already: offer what goes with what they buy (cross-selling) and "
            "the next size up (incremental selling)."
        ),
    ),
    Group.UNCERTAIN: GroupWords(
        N_("Uncertain customers"),
        N_("Come seldom, spend little"),
        N_("Find out who is worth more"),
        N_(
            "Most stay small, but some are new or could grow. Learn why they come and move "
            "them into one of the other three."
        ),
    ),
}
