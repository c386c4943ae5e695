"""Where a value comes from: 7 direct and 6 indirect channels, their sub-kinds and their rank.

The rank follows the course. What the customer gives unasked is truer than what we asked for
(an incoming call, a complaint > a call we make); what she does (buys, hands in a coupon) says
more than what she answers; whoever talks with her often knows better than a fair does; the
talk while serving is the most accurate of all; a firm's list about her comes after anything
of hers. So channels are compared by `Initiative`, then by `Contact`, then by `accuracy`,
and last by their place in this file, so that no two are ever equal. Where only the place
tells two apart they are equally good, and the newer value stands.
"""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import NamedTuple

from app.i18n import N_, Bilingual


class Side(StrEnum):
    """Did it come from the customer, round about, or from the house itself?"""

    DIRECT = "direct"
    INDIRECT = "indirect"
    HOUSE = "house"


class Initiative(IntEnum):
    """How much of it was the customer's own doing; more is truer."""

    INVENTED = 0
    TOLD_BY_OTHERS = 1
    UNSAID = 2  # a list or a note that does not say how it was learnt
    ASKED = 3
    DID = 4
    VOLUNTEERED = 5


class Contact(IntEnum):
    """How often such a channel meets the customer; more is truer."""

    ONCE = 0
    SOMETIMES = 1
    OFTEN = 2


class Rank(NamedTuple):
    """What channels are compared by; the greater one is the better source."""

    initiative: Initiative
    contact: Contact
    accuracy: int
    place: int


@dataclass(frozen=True)
class Channel:
    """One way in which something is learnt; `under` is the channel a sub-kind belongs to."""

    code: str
    label: str  # marked English
    chinese: str
    side: Side
    initiative: Initiative
    contact: Contact
    accuracy: int = 0  # within the same initiative and contact: 0 to 2
    under: str = ""
    needs_basis: bool = False  # a list of people bought or swapped: PIPL art. 13 and 23


_D, _I, _H = Side.DIRECT, Side.INDIRECT, Side.HOUSE
_SAID, _DID, _ASKED = Initiative.VOLUNTEERED, Initiative.DID, Initiative.ASKED
_UNSAID, _OTHERS = Initiative.UNSAID, Initiative.TOLD_BY_OTHERS
_OFTEN, _SOMETIMES, _ONCE = Contact.OFTEN, Contact.SOMETIMES, Contact.ONCE

_TOPS = (
    # Without a word on how it was learnt; the owner meets her customers often.
    Channel("owner", N_("The owner wrote it down"), "店主记下的", _H, _ASKED, _OFTEN, 2),
    Channel("import", N_("A list that was imported"), "导入的名单", _H, _UNSAID, _ONCE),
    Channel("demo", N_("Invented for the sample"), "示例数据", _H, Initiative.INVENTED, _ONCE),
    # 1-7: direct.
    Channel("survey", N_("Market survey"), "市场调查", _D, _ASKED, _SOMETIMES),
    Channel("activity", N_("Marketing activity"), "营销活动", _D, _DID, _SOMETIMES),
    Channel("service", N_("While serving"), "服务过程", _D, _SAID, _OFTEN, 1),
    Channel("counter", N_("At the counter"), "终端收集", _D, _DID, _OFTEN, 2),
    Channel("fair", N_("Fair or trade talk"), "展会与洽谈会", _D, _ASKED, _ONCE),
    Channel("complaint", N_("Complaint"), "客户投诉", _D, _SAID, _SOMETIMES, 1),
    Channel("online", N_("Website or call centre"), "网站和呼叫中心", _D, _ASKED, _OFTEN),
    # 1-6: indirect.
    Channel("media", N_("Media"), "各种媒介", _I, _OTHERS, _ONCE),
    Channel("registry", N_("Registry or mission abroad"),
            "工商部门及驻外机构", _I, _OTHERS, _ONCE, 2),
    Channel("bank", N_("Bank"), "国内外金融机构", _I, _OTHERS, _SOMETIMES, 1),
    Channel("research", N_("Consultancy or research firm"),
            "咨询及市场研究公司", _I, _OTHERS, _ONCE, 1),
    Channel("bought", N_("Rented or bought list"),
            "租用或购买的名单", _I, _OTHERS, _ONCE, needs_basis=True),
    Channel("other", N_("Other people and firms"), "其他渠道", _I, _OTHERS, _SOMETIMES),
)  # fmt: skip


def _sub(
    code: str,
    label: str,
    chinese: str,
    initiative: Initiative,
    contact: Contact,
    accuracy: int = 0,
    *,
    needs_basis: bool = False,
) -> Channel:
    under = code.split(".")[0]
    side = next(each.side for each in _TOPS if each.code == under)
    return Channel(code, label, chinese, side, initiative, contact, accuracy, under, needs_basis)


_SUBS = (
    _sub("survey.interview", N_("Interview"), "面谈", _ASKED, _SOMETIMES, 2),
    _sub("survey.questionnaire", N_("Questionnaire"), "问卷", _ASKED, _SOMETIMES, 1),
    _sub("survey.phone", N_("Phone survey"), "电话调查", _ASKED, _ONCE, 1),
    _sub("survey.instrument", N_("Instrument"), "仪器观察", _DID, _SOMETIMES, 1),
    _sub("activity.advertisement", N_("Answer to an advertisement"), "广告反馈", _DID, _ONCE, 1),
    _sub("activity.coupon", N_("Coupon handed in"), "优惠券回收", _DID, _SOMETIMES, 1),
    _sub("activity.showroom", N_("Showroom"), "产品展示", _DID, _ONCE),
    _sub("activity.contest", N_("Contest or prize"), "有奖竞赛", _ASKED, _ONCE, 1),
    _sub("activity.frequency", N_("Frequent buyers' plan"), "频率计划", _DID, _OFTEN, 1),
    _sub("activity.membership", N_("Membership"), "会员制", _DID, _SOMETIMES, 2),
    _sub("activity.club", N_("Club"), "俱乐部", _SAID, _SOMETIMES),
    _sub("service.talk", N_("Talk while serving"), "服务中的交谈", _SAID, _OFTEN, 2),
    _sub("service.record", N_("Service record"), "服务记录", _DID, _OFTEN),
    _sub("service.hotline", N_("Help line"), "服务热线", _SAID, _OFTEN),
    _sub("counter.talk", N_("Counter talk"), "柜台闲聊", _SAID, _OFTEN, 1),
    _sub("counter.receipt", N_("Receipts"), "收银记录", _DID, _OFTEN, 2),
    _sub("fair.exhibition", N_("Exhibition"), "博览会、展销会", _ASKED, _ONCE),
    _sub("fair.talk", N_("Trade talk"), "洽谈会", _ASKED, _ONCE, 2),
    _sub("complaint.spoken", N_("Spoken complaint"), "口头投诉", _SAID, _SOMETIMES, 2),
    _sub("complaint.written", N_("Written complaint"), "书面投诉", _SAID, _SOMETIMES, 1),
    _sub("online.registration", N_("Registration"), "网上注册", _DID, _OFTEN, 1),
    _sub("online.incoming", N_("Incoming call or message"), "客户来电来信", _SAID, _OFTEN, 1),
    _sub("online.outgoing", N_("Call that we made"), "我们打的电话", _ASKED, _OFTEN, 1),
    _sub("online.delivery", N_("Delivery data"), "配送资料", _DID, _OFTEN, 1),
    _sub("media.paper", N_("Newspaper"), "报纸", _OTHERS, _ONCE),
    _sub("media.magazine", N_("Magazine"), "杂志", _OTHERS, _ONCE),
    _sub("media.book", N_("Book or yearbook"), "图书年鉴", _OTHERS, _ONCE),
    _sub("media.agency", N_("News agency"), "通讯社", _OTHERS, _ONCE),
    _sub("media.internet", N_("Internet"), "互联网", _OTHERS, _ONCE),
    _sub("media.television", N_("Television"), "电视", _OTHERS, _ONCE),
    _sub("registry.office", N_("Business registry"), "工商行政管理部门", _OTHERS, _ONCE, 2),
    _sub("registry.embassy", N_("Embassy"), "大使馆、领事馆", _OTHERS, _ONCE, 1),
    _sub("registry.counsellor", N_("Commercial counsellor"), "商务参赞处", _OTHERS, _ONCE, 1),
    _sub("registry.branch", N_("Branch abroad"), "海外分支机构", _OTHERS, _ONCE, 1),
    _sub("bought.rented", N_("Rented list"), "租用的名单", _OTHERS, _ONCE, needs_basis=True),
    _sub("bought.bought", N_("Bought list"), "购买的名单", _OTHERS, _ONCE, needs_basis=True),
    _sub("other.partner", N_("Partner"), "合作伙伴", _OTHERS, _SOMETIMES),
    _sub("other.customer", N_("Another customer"), "老客户", _OTHERS, _OFTEN),
    _sub("other.association", N_("Trade association"), "行业协会", _OTHERS, _ONCE, 1),
    _sub("other.swap", N_("Swapped with another firm"),
            "与同行交换的名单", _OTHERS, _ONCE, needs_basis=True),
)  # fmt: skip


def _in_both(each: Channel) -> Channel:
    """Its own Chinese: "Media" and "Membership" mean something else elsewhere."""
    return replace(each, label=Bilingual(each.label, each.chinese))


CHANNELS: dict[str, Channel] = {each.code: _in_both(each) for each in (*_TOPS, *_SUBS)}
"""Every channel and sub-kind by its code."""
_PLACES = {code: -place for place, code in enumerate(CHANNELS)}
_UNKNOWN = Rank(Initiative.UNSAID, Contact.ONCE, 0, -len(CHANNELS))


def top_channels(side: Side) -> tuple[Channel, ...]:
    """The channels of one side in the course's order, without their sub-kinds."""
    return tuple(CHANNELS[each.code] for each in _TOPS if each.side is side)


def sub_kinds(code: str) -> tuple[Channel, ...]:
    """The sub-kinds of a channel."""
    return tuple(CHANNELS[each.code] for each in _SUBS if each.under == code)


def channel_label(code: str) -> str:
    """The marked label; a code that nobody declared is its own."""
    found = CHANNELS.get(code)
    return found.label if found else code


def channel_of(text: str) -> Channel | None:
    """The channel that a code, an English or a Chinese label means."""
    return _BY_WORD.get(text.strip().casefold())


def needs_basis(code: str | None) -> bool:
    """May such a list only come in with a legal basis?"""
    found = CHANNELS.get(code or "")
    return found is not None and found.needs_basis


def rank(code: str | None) -> Rank:
    """How good a source this is; an unknown one is no better than a list."""
    found = CHANNELS.get(code or "")
    if found is None:
        return _UNKNOWN
    return Rank(found.initiative, found.contact, found.accuracy, _PLACES[found.code])


def as_good_as(code: str | None, other: str | None) -> bool:
    """Is a source no worse than another?"""
    return rank(code)[:3] >= rank(other)[:3]


_BY_WORD = {
    word.casefold(): each
    for each in reversed(CHANNELS.values())  # of equal words the broader channel
    for word in (each.code, each.label, each.chinese)
}
