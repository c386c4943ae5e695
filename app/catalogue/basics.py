"""Part 1 of an individual's profile: who and where the customer is."""

from app.catalogue import choices
from app.catalogue.field import Field, Part, Purpose, Tier, also
from app.catalogue.kinds import (
    Choice,
    Day,
    EmailList,
    IdNumber,
    Measure,
    Name,
    PhoneList,
    PhoneNumber,
    Place,
    Reference,
    Text,
    Words,
)
from app.i18n import N_


class Basics(Part):
    """基本信息: 19 fields."""

    key = "basic"
    label = N_("Basic information")

    name = Field(
        Name(),
        N_("Name"),
        purpose=Purpose.CONTACT,
        search=10,
        often=True,
        aliases=also(
            "姓名、客户姓名、会员姓名、名字、客户名称、顾客姓名、联系人、full name、customer、"
            "customer name"
        ),
    )
    household_registration = Field(
        Place(),
        N_("Household registration (hukou)"),
        tier=Tier.GUARDED,
        purpose=Purpose.RECORD,
        aliases=also("户籍、户口所在地、户籍地、户口、hukou"),
    )
    native_place = Field(
        Place(), N_("Native place"), aliases=also("籍贯、老家、家乡、祖籍、home town")
    )
    blood_type = Field(
        Choice(choices.BLOOD_TYPE),
        N_("Blood type"),
        tier=Tier.GUARDED,
        purpose=Purpose.CARE,
        aliases=also("血型、blood group"),
    )
    height = Field(Measure(("cm",), metres=True), N_("Height"), aliases=also("身高、身高cm"))
    weight = Field(
        Measure(("kg", "斤")), N_("Weight"), tier=Tier.GUARDED, aliases=also("体重、体重kg")
    )
    birth_date = Field(
        Day(lunar=True, whole=True),
        N_("Birth date"),
        purpose=Purpose.CARE,
        often=True,
        occasion="birthday",
        aliases=also(
            "出生日期、生日、出生年月、出生年月日、出生、生辰、会员生日、客户生日、birthday、"
            "date of birth、dob、born"
        ),
    )
    character_traits = Field(
        Words(
            (
                N_("outgoing"),
                N_("reserved"),
                N_("quick-tempered"),
                N_("unhurried"),
                N_("careful"),
                N_("straightforward"),
                N_("cautious"),
                N_("humorous"),
            )
        ),
        N_("Character"),
        tier=Tier.GUARDED,
        aliases=also("性格特征、性格、性格特点"),
    )
    id_number = Field(
        IdNumber(),
        N_("ID card number"),
        tier=Tier.SEALED,
        purpose=Purpose.RECORD,
        seal="identity",
        aliases=also(
            "身份证号码、身份证号、身份证、证件号码、证件号、公民身份号码、id number、id card、"
            "identity number"
        ),
    )
    home_address = Field(
        Place(),
        N_("Home address"),
        purpose=Purpose.CONTACT,
        often=True,
        aliases=also(
            "家庭住址、地址、住址、家庭地址、联系地址、送货地址、收货地址、通讯地址、address"
        ),
    )
    home_phone = Field(
        PhoneNumber(),
        N_("Home phone"),
        purpose=Purpose.CONTACT,
        search=5,
        aliases=also("家庭电话、家里电话、住宅电话、宅电、固定电话、座机、landline"),
    )
    home_fax = Field(
        PhoneNumber(), N_("Home fax"), purpose=Purpose.CONTACT, aliases=also("传真、家庭传真、fax")
    )
    mobile = Field(
        PhoneList(),
        N_("Mobile"),
        purpose=Purpose.CONTACT,
        search=8,
        often=True,
        aliases=also(
            "手机、手机号码、手机号、电话、电话号码、联系电话、联系方式、移动电话、会员手机、"
            "mobile phone、phone、phone number、cell、telephone、tel"
        ),
    )
    email = Field(
        EmailList(),
        N_("E-mail"),
        purpose=Purpose.CONTACT,
        search=3,
        aliases=also("电子邮箱、邮箱、电子邮件、邮件、email、e-mail address、mail"),
    )
    employer_name = Field(
        Reference(),
        N_("Employer"),
        search=4,
        aliases=also("所在单位的名称、工作单位、单位、单位名称、公司、所在单位、company"),
    )
    job_title = Field(
        Text(), N_("Position"), aliases=also("职务、职位、职业、岗位、job title、job")
    )
    employer_address = Field(
        Place(), N_("Work address"), purpose=Purpose.CONTACT, aliases=also("单位地址、公司地址")
    )
    employer_phone = Field(
        PhoneNumber(),
        N_("Work phone"),
        purpose=Purpose.CONTACT,
        search=3,
        aliases=also("单位电话、办公电话、公司电话、office phone"),
    )
    employer_fax = Field(
        PhoneNumber(), N_("Work fax"), purpose=Purpose.CONTACT, aliases=also("单位传真、公司传真")
    )
