"""Whom a letter can be sent to: address, name with its title, and who is left out and why."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from app.catalogue.basics import Basics
from app.catalogue.enterprise import CompanyBasics
from app.catalogue.membership import CompanyExtras, Extras
from app.catalogue.surnames import surname_length
from app.core.actor import Right, needs
from app.core.fading.mailing import stopped
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.store.profiles import Stored, load_many
from app.core.store.reader import Reader
from app.i18n import N_

_CHUNK = 500
_POST = "post"
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_TITLES = (
    *("先生", "女士", "小姐", "太太", "老师", "教授", "医生", "大夫", "律师", "工程师", "师傅"),
    *("阿姨", "叔叔", "大爷", "大妈", "老板", "经理", "总经理", "主任", "校长", "院长"),
)
_HAN_TITLES = {"male": "先生", "female": "女士"}
_LATIN_TITLES = {"male": "Mr", "female": "Ms"}


class Reason(StrEnum):
    """Why somebody gets no letter."""

    NO_ADDRESS = "no_address"
    DECEASED = "deceased"
    NO_POST = "no_post"
    NO_MESSAGES = "no_messages"
    STOPPED = "stopped"
    IN_BIN = "in_bin"
    GONE = "gone"


REASONS: Mapping[Reason, str] = {
    Reason.NO_ADDRESS: N_("{count} no address"),
    Reason.DECEASED: N_("{count} deceased"),
    Reason.NO_POST: N_("{count} without post by wish"),
    Reason.NO_MESSAGES: N_("{count} without messages by wish"),
    Reason.STOPPED: N_("{count} could not be won back"),
    Reason.IN_BIN: N_("{count} in the bin"),
    Reason.GONE: N_("{count} no longer there"),
}
"""What is said of those left out, in this order."""


@dataclass(frozen=True)
class Recipient:
    """What stands on one label or envelope."""

    id: int
    address: str
    name: str  # with its title: 陈晓云 女士
    company: str = ""


@dataclass(frozen=True)
class Recipients:
    """Who gets a letter, in the order asked for, and who does not."""

    found: tuple[Recipient, ...]
    left_out: Mapping[Reason, int]


@needs(Right.SEE_CUSTOMERS)
def recipients(reader: Reader, ids: Sequence[int], progress: Progress = SILENT) -> Recipients:
    """Addresses of these customers; nothing sealed is read."""
    found: list[Recipient] = []
    left_out: Counter[Reason] = Counter()
    no_mailings = stopped(reader, ids)
    for number, (customer_id, stored) in enumerate(_stored(reader, ids)):
        if number % _CHUNK == 0:
            stop_if_cancelled(progress)
            progress.report(number, len(ids))
        reason = Reason.GONE if stored is None else _reason(stored)
        if reason in (None, Reason.NO_ADDRESS) and customer_id in no_mailings:
            reason = Reason.STOPPED
        if reason is not None or stored is None:
            left_out[reason or Reason.GONE] += 1
            continue
        found.append(_recipient(customer_id, stored))
    return Recipients(tuple(found), {each: left_out[each] for each in Reason if left_out[each]})


def title_of(name: str, form: str, sex: str | None) -> str:
    """The name as an envelope says it: with a title, never with a nickname."""
    han = bool(_HAN.search(name))
    given = form.strip().removeprefix(name[: surname_length(name)]).strip() if han else ""
    if han:
        title = given if given in _TITLES else _HAN_TITLES.get(sex or "", "")
        return f"{name} {title}" if title else name
    title = _LATIN_TITLES.get(sex or "", "")
    return f"{title} {name}" if title else name


def _stored(reader: Reader, ids: Sequence[int]) -> Iterator[tuple[int, Stored | None]]:
    rest = iter(ids)
    while chunk := list(islice(rest, _CHUNK)):
        found = load_many(reader, chunk)
        yield from ((each, found.get(each)) for each in chunk)


def _reason(stored: Stored) -> Reason | None:
    extras = CompanyExtras if stored.record["kind"] == "company" else Extras
    consent = stored.values.get(extras.consent)
    reasons = (
        (Reason.IN_BIN, stored.record["binned_on"] is not None),
        (Reason.DECEASED, bool(stored.record["deceased"])),
        (Reason.NO_POST, _POST in (stored.values.get(extras.contact_stop) or ())),
        (Reason.NO_MESSAGES, consent is not None and not consent.yes),
        (Reason.NO_ADDRESS, not _address(stored)[0]),
    )
    return next((reason for reason, applies in reasons if applies), None)


def _address(stored: Stored) -> tuple[str, bool]:
    """The address, and whether it is where somebody works."""
    if stored.record["kind"] == "company":
        place = stored.values.get(CompanyBasics.company_address)
        return (place.text if place else ""), False
    home = stored.values.get(Basics.home_address)
    work = stored.values.get(Basics.employer_address)
    if home is not None:
        return home.text, False
    return (work.text if work else ""), True


def _recipient(customer_id: int, stored: Stored) -> Recipient:
    address, at_work = _address(stored)
    name = str(stored.record["name"])
    if stored.record["kind"] == "company":
        return Recipient(customer_id, address, name)
    form = stored.values.get(Extras.form_of_address) or ""
    titled = title_of(name, form, stored.values.get(Extras.sex))
    firm = stored.values.get(Basics.employer_name) if at_work else None
    return Recipient(customer_id, address, titled, firm.text if firm else "")
