"""Everything that reads who is around customers."""

from app.core.people.around import Linked, People, Relative, link, people
from app.core.people.households import Member, Suggestion, household, suggestions, suggestions_for
from app.core.people.introductions import (
    Introducer,
    Introductions,
    introducers,
    introductions,
)
from app.core.people.kinds import kinds
from app.core.people.layout import Point, crowded, layout, walk
from app.core.people.network import Edge, Network, Node, network
from app.core.people.persons import FilePerson
from app.core.people.referrals import Referral, referral_of, referrals
from app.core.people.sharing import Copy, copies, offers

__all__ = [
    "Copy",
    "Edge",
    "FilePerson",
    "Introducer",
    "Introductions",
    "Linked",
    "Member",
    "Network",
    "Node",
    "People",
    "Point",
    "Referral",
    "Relative",
    "Suggestion",
    "copies",
    "crowded",
    "household",
    "introducers",
    "introductions",
    "kinds",
    "layout",
    "link",
    "network",
    "offers",
    "people",
    "referral_of",
    "referrals",
    "suggestions",
    "suggestions_for",
    "walk",
]
