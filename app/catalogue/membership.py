"""What the shop needs beyond the two profiles: number, consent, source, tags, notes."""

from app.catalogue import choices
from app.catalogue.field import Field, Part, Purpose, Tier, also
from app.catalogue.kinds import (
    Choice,
    Choices,
    CreditCode,
    Day,
    LongText,
    Reference,
    Text,
    Words,
    YesOrNo,
)
from app.i18n import N_

_CHANNELS = Words(
    (
        N_("walked in"),
        N_("brought by a customer"),
        N_("leaflet"),
        N_("WeChat moments"),
        N_("Douyin"),
        N_("fair"),
        N_("phone enquiry"),
    )
)
_NUMBER_ALIASES = also(
    "客户编号、会员卡号、卡号、会员号、会员编号、编号、会员卡、客户号、card number、card no、"
    "card、member number、member no、customer no"
)
_JOINED_ALIASES = also(
    "入会日期、入会时间、注册日期、办卡日期、开卡日期、加入日期、建档日期、joined、member since、"
    "registered"
)
_NOTE_ALIASES = also("备注、说明、附注、备注信息、notes、remark、remarks、comment")
_SOURCE_ALIASES = also("来源渠道、来源、渠道、客户来源、source、channel")
_CONSENT_ALIASES = also("同意接收消息、同意接收短信、是否同意接收消息、接收消息、consent")
_STOP_ALIASES = also("停止联系、停止联系渠道、勿扰、do not contact")
_TAG_ALIASES = also("标签、客户标签、tag、labels")
_HANDLER_ALIASES = also("负责店员、经办人、业务员、跟进人、店员、owner、sales person")
_DRAWN_ALIASES = also("看重什么、吸引点、看重、drawn by")
_REFERRAL_ALIASES = also("介绍人、推荐人、referred by、referrer")


class Extras(Part):
    """An individual's membership."""

    key = "extras"
    label = N_("Membership")

    customer_no = Field(
        Text(),
        N_("Customer number"),
        purpose=Purpose.RECORD,
        extra=True,
        search=9,
        often=True,
        aliases=_NUMBER_ALIASES,
    )
    sex = Field(
        Choice(choices.SEX, own=False),
        N_("Sex"),
        purpose=Purpose.CONTACT,
        extra=True,
        often=True,
        aliases=also("性别、男女、gender"),
    )
    form_of_address = Field(
        Text(),
        N_("Form of address"),
        purpose=Purpose.CONTACT,
        extra=True,
        search=6,
        aliases=also("称呼、昵称、小名、nickname"),
    )
    wechat = Field(
        Text(),
        N_("WeChat"),
        purpose=Purpose.CONTACT,
        extra=True,
        search=4,
        aliases=also("微信、微信号、微信名"),
    )
    joined_on = Field(
        Day(),
        N_("Joined on"),
        purpose=Purpose.RECORD,
        extra=True,
        often=True,
        occasion="joined",
        aliases=_JOINED_ALIASES,
    )
    acquisition_channel = Field(
        _CHANNELS, N_("How they found us"), extra=True, aliases=_SOURCE_ALIASES
    )
    referral_by = Field(
        Reference(),
        N_("Referred by"),
        extra=True,
        about_others=True,
        aliases=_REFERRAL_ALIASES,
    )
    drawn_by = Field(
        Choice(choices.DRAWN_BY, own=False),
        N_("Drawn by"),
        purpose=Purpose.GRADING,
        extra=True,
        hint=N_("What brings this customer here most of all."),
        aliases=_DRAWN_ALIASES,
    )
    handler = Field(Text(), N_("Looked after by"), extra=True, aliases=_HANDLER_ALIASES)
    tags = Field(Words(), N_("Tags"), extra=True, search=4, often=True, aliases=_TAG_ALIASES)
    consent = Field(
        YesOrNo(),
        N_("Agrees to messages"),
        purpose=Purpose.CONTACT,
        extra=True,
        often=True,
        aliases=_CONSENT_ALIASES,
    )
    contact_stop = Field(
        Choices(choices.CHANNEL),
        N_("Do not contact by"),
        purpose=Purpose.CONTACT,
        extra=True,
        aliases=_STOP_ALIASES,
    )
    region_code = Field(
        Text(),
        N_("Region code"),
        purpose=Purpose.CONTACT,
        extra=True,
        aliases=also("行政区划代码、地区代码、区划代码"),
    )
    deceased = Field(
        YesOrNo(),
        N_("Deceased"),
        purpose=Purpose.RECORD,
        extra=True,
        aliases=also("已故、是否已故、去世"),
    )
    note = Field(
        LongText(),
        N_("Note"),
        purpose=Purpose.RECORD,
        extra=True,
        often=True,
        aliases=_NOTE_ALIASES,
    )


class CompanyExtras(Part):
    """A company's membership."""

    key = "company_extras"
    label = N_("Customer record")

    customer_no = Field(
        Text(),
        N_("Customer number"),
        tier=Tier.COMPANY,
        purpose=Purpose.RECORD,
        extra=True,
        search=9,
        often=True,
        aliases=_NUMBER_ALIASES,
    )
    uscc = Field(
        CreditCode(),
        N_("Unified social credit code"),
        tier=Tier.COMPANY,
        purpose=Purpose.CONTRACT,
        extra=True,
        search=3,
        often=True,
        aliases=also("统一社会信用代码、信用代码、社会信用代码、税号、纳税人识别号、uscc"),
    )
    joined_on = Field(
        Day(),
        N_("Joined on"),
        tier=Tier.COMPANY,
        purpose=Purpose.RECORD,
        extra=True,
        occasion="joined",
        aliases=(*_JOINED_ALIASES, "合作日期", "合作时间"),
    )
    acquisition_channel = Field(
        _CHANNELS,
        N_("How they found us"),
        tier=Tier.COMPANY,
        extra=True,
        aliases=_SOURCE_ALIASES,
    )
    referral_by = Field(
        Reference(),
        N_("Referred by"),
        tier=Tier.COMPANY,
        extra=True,
        aliases=_REFERRAL_ALIASES,
    )
    drawn_by = Field(
        Choice(choices.DRAWN_BY, own=False),
        N_("Drawn by"),
        tier=Tier.COMPANY,
        purpose=Purpose.GRADING,
        extra=True,
        hint=N_("What brings this customer here most of all."),
        aliases=_DRAWN_ALIASES,
    )
    handler = Field(
        Text(), N_("Looked after by"), tier=Tier.COMPANY, extra=True, aliases=_HANDLER_ALIASES
    )
    tags = Field(Words(), N_("Tags"), tier=Tier.COMPANY, extra=True, search=4, aliases=_TAG_ALIASES)
    consent = Field(
        YesOrNo(),
        N_("Agrees to messages"),
        tier=Tier.COMPANY,
        purpose=Purpose.CONTACT,
        extra=True,
        aliases=_CONSENT_ALIASES,
    )
    contact_stop = Field(
        Choices(choices.CHANNEL),
        N_("Do not contact by"),
        tier=Tier.COMPANY,
        purpose=Purpose.CONTACT,
        extra=True,
        aliases=_STOP_ALIASES,
    )
    region_code = Field(
        Text(),
        N_("Region code"),
        tier=Tier.COMPANY,
        purpose=Purpose.CONTACT,
        extra=True,
        aliases=also("行政区划代码、地区代码、区划代码"),
    )
    note = Field(
        LongText(),
        N_("Note"),
        tier=Tier.COMPANY,
        purpose=Purpose.RECORD,
        extra=True,
        often=True,
        aliases=_NOTE_ALIASES,
    )
