"""The five-part profile of a company: 35 fields, and the shop's own extras."""

from app.catalogue import choices
from app.catalogue.field import Catalogue, Field, Group, Part, Purpose, Tier, also
from app.catalogue.kinds import (
    Choice,
    ChoiceWith,
    Count,
    Day,
    LongText,
    Measure,
    Money,
    Name,
    Opinion,
    PhoneNumber,
    Place,
    Text,
    Words,
)
from app.catalogue.membership import CompanyExtras
from app.catalogue.persons import Person, PersonsInCharge
from app.i18n import N_


class CompanyBasics(Part):
    """企业基本信息: 7 fields."""

    key = "company_basics"
    label = N_("Company")

    company_name = Field(
        Name(),
        N_("Company name"),
        tier=Tier.COMPANY,
        purpose=Purpose.CONTRACT,
        search=10,
        often=True,
        aliases=also("企业的名称、企业名称、公司名称、单位名称、客户名称、公司、企业、company"),
    )
    company_address = Field(
        Place(),
        N_("Address"),
        tier=Tier.COMPANY,
        purpose=Purpose.CONTACT,
        often=True,
        aliases=also("地址、公司地址、企业地址、单位地址、联系地址"),
    )
    company_phone = Field(
        PhoneNumber(),
        N_("Phone"),
        tier=Tier.COMPANY,
        purpose=Purpose.CONTACT,
        search=8,
        often=True,
        aliases=also("电话、联系电话、公司电话、企业电话、电话号码、telephone、phone number"),
    )
    founded_on = Field(
        Day(),
        N_("Founded"),
        tier=Tier.COMPANY,
        often=True,
        occasion="founding",
        aliases=also("创立时间、成立时间、成立日期、创立日期、founded on"),
    )
    organisation_form = Field(
        Choice(choices.LEGAL_FORM),
        N_("Legal form"),
        tier=Tier.COMPANY,
        aliases=also("组织方式、组织形式、企业类型、企业性质"),
    )
    industry = Field(
        ChoiceWith(choices.INDUSTRY, Text(), keep_word=True),
        N_("Line of business"),
        tier=Tier.COMPANY,
        often=True,
        aliases=also("业种、行业、所属行业、industry"),
    )
    assets = Field(
        Money(),
        N_("Assets"),
        tier=Tier.COMPANY,
        purpose=Purpose.GRADING,
        aliases=also("资产、总资产"),
    )


class Features(Part):
    """客户特征: 7 fields."""

    key = "features"
    label = N_("Features")

    scale = Field(
        ChoiceWith(choices.COMPANY_SIZE, Measure(("人",))),
        N_("Size"),
        tier=Tier.COMPANY,
        purpose=Purpose.GRADING,
        aliases=also("规模、企业规模、size of company"),
    )
    service_area = Field(
        Words((N_("this county"), N_("this city"), N_("this province"), N_("the whole country"))),
        N_("Area served"),
        tier=Tier.COMPANY,
        aliases=also("服务区域、经营区域"),
    )
    business_philosophy = Field(
        LongText(), N_("Business philosophy"), tier=Tier.COMPANY, aliases=also("经营观念、经营理念")
    )
    business_direction = Field(
        LongText(), N_("Business direction"), tier=Tier.COMPANY, aliases=also("经营方向")
    )
    business_characteristics = Field(
        LongText(),
        N_("Business characteristics"),
        tier=Tier.COMPANY,
        aliases=also("经营特点、经营特色"),
    )
    corporate_image = Field(
        Opinion(), N_("Corporate image"), tier=Tier.COMPANY, aliases=also("企业形象")
    )
    reputation = Field(Opinion(), N_("Reputation"), tier=Tier.COMPANY, aliases=also("声誉、口碑"))


class SalesYear(Group):
    """The sales of one year."""

    key = "sales_performance"
    label = N_("Sales by year")

    year = Field(
        Count(),
        N_("Year"),
        key="sales_performance.year",
        tier=Tier.COMPANY,
        purpose=Purpose.GRADING,
        extra=True,
        aliases=also("年度、销售年度"),
    )
    amount = Field(
        Money("year"),
        N_("Sales record"),
        key="sales_performance",
        tier=Tier.COMPANY,
        purpose=Purpose.GRADING,
        aliases=also("销售业绩、业绩、销售额、sales"),
    )


class Business(Part):
    """业务状况: 6 fields."""

    key = "business"
    label = N_("Business")
    groups = (SalesYear,)

    sales_capability = Field(
        Opinion(), N_("Sales capability"), tier=Tier.COMPANY, aliases=also("销售能力")
    )
    growth_potential = Field(
        Opinion(),
        N_("Growth potential"),
        tier=Tier.COMPANY,
        purpose=Purpose.GRADING,
        aliases=also("发展潜力"),
    )
    strengths = Field(LongText(), N_("Strengths"), tier=Tier.COMPANY, aliases=also("优势"))
    existing_problems = Field(
        LongText(), N_("Problems"), tier=Tier.COMPANY, aliases=also("存在的问题、存在问题")
    )
    countermeasures = Field(
        LongText(), N_("Planned answers"), tier=Tier.COMPANY, aliases=also("未来的对策、对策")
    )


class CreditProblem(Group):
    """One credit problem of the past."""

    key = "past_credit_problems"
    label = N_("Credit problems")

    on = Field(
        Day(),
        N_("Happened on"),
        key="past_credit_problems.on",
        tier=Tier.COMPANY,
        purpose=Purpose.CONTRACT,
        extra=True,
        aliases=also("发生时间、信用问题时间"),
    )
    what = Field(
        LongText(),
        N_("Past credit problems"),
        key="past_credit_problems",
        tier=Tier.COMPANY,
        purpose=Purpose.CONTRACT,
        aliases=also("出现过的信用问题、信用问题"),
    )


class Dealings(Part):
    """交易状况: 5 fields."""

    key = "dealings"
    label = N_("Dealings")
    groups = (CreditProblem,)

    trade_terms = Field(
        ChoiceWith(choices.TRADE_TERMS, Text()),
        N_("Trade terms"),
        tier=Tier.COMPANY,
        purpose=Purpose.CONTRACT,
        often=True,
        aliases=also("交易条件、结算方式、付款方式"),
    )
    credit_status = Field(
        ChoiceWith(choices.CREDIT_GRADE, Money()),
        N_("Credit standing"),
        tier=Tier.COMPANY,
        purpose=Purpose.CONTRACT,
        often=True,
        hint=N_("A grade, and a credit limit if there is one."),
        aliases=also("信用状况、信用等级、信用"),
    )
    relationship_with_us = Field(
        Opinion(),
        N_("Relationship"),
        tier=Tier.COMPANY,
        hint=N_("Between us and this customer."),
        aliases=also("与客户的关系、与我们的关系、关系"),
    )
    cooperation_attitude = Field(
        Opinion(), N_("Attitude to cooperation"), tier=Tier.COMPANY, aliases=also("合作态度")
    )


COMPANY = Catalogue(
    "company",
    (CompanyBasics, Features, Business, Dealings, PersonsInCharge, CompanyExtras),
)

__all__ = [
    "COMPANY",
    "Business",
    "CompanyBasics",
    "CompanyExtras",
    "CreditProblem",
    "Dealings",
    "Features",
    "Person",
    "PersonsInCharge",
    "SalesYear",
]
