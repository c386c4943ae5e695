"""Everything that writes who is around customers."""

from app.core.people.becoming import make_customer, tie
from app.core.people.households import join, keep_apart
from app.core.people.kinds import add_kind, delete_kind, rename_kind
from app.core.people.links import About, add_link, edit_link, remove_link
from app.core.people.referrals import accept_referrals
from app.core.people.relatives import (
    LightPerson,
    add_relative,
    edit_relative,
    remove_relative,
)
from app.core.people.sharing import copy_to

__all__ = [
    "About",
    "LightPerson",
    "accept_referrals",
    "add_kind",
    "add_link",
    "add_relative",
    "copy_to",
    "delete_kind",
    "edit_link",
    "edit_relative",
    "join",
    "keep_apart",
    "make_customer",
    "remove_link",
    "remove_relative",
    "rename_kind",
    "tie",
]
