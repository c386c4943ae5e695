"""The lists that choices are made from; what a shop adds to them is kept as its own text."""

from dataclasses import dataclass
from functools import cached_property

from app.i18n import N_


@dataclass(frozen=True)
class Option:
    """One entry: the stored code, the English label, Chinese and other spellings.

    The first of `words` is the Chinese label.
    """

    code: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Options:
    """A list to choose from, found again by code, label or any spelling."""

    entries: tuple[Option, ...]

    def code_of(self, text: str) -> str | None:
        """The code that a text means; None for the shop's own entry."""
        return self._by_word.get(text.strip().casefold())

    def label_of(self, code: str) -> str:
        """The English (marked) label; an own entry is its own label."""
        found = self._by_code.get(code)
        return found.label if found else code

    def codes(self) -> tuple[str, ...]:
        """All codes in their order."""
        return tuple(each.code for each in self.entries)

    @cached_property
    def longest_first(self) -> tuple[tuple[str, str], ...]:
        """Every spelling with its code, longest first, for texts that begin with one."""
        return tuple(sorted(self._by_word.items(), key=lambda pair: -len(pair[0])))

    @cached_property
    def _by_word(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for each in self.entries:
            for word in (each.code, each.label, *each.words):
                found.setdefault(word.casefold(), each.code)
        return found

    @cached_property
    def _by_code(self) -> dict[str, Option]:
        return {each.code: each for each in self.entries}


def _options(*entries: tuple[str, str, str]) -> Options:
    """Build a list; the third item holds the spellings, Chinese label first."""
    return Options(tuple(Option(code, label, tuple(w.split())) for code, label, w in entries))


SEX = _options(
    ("male", N_("Male"), "男 先生 男士 男性 男生 M Man Mr Mr. 1男"),
    ("female", N_("Female"), "女 女士 小姐 太太 女性 女生 F Woman Ms Ms. Mrs Mrs. Miss 2女"),
)
BLOOD_TYPE = _options(
    ("A", N_("A"), "A A型 A型血"),
    ("B", N_("B"), "B B型 B型血"),
    ("AB", N_("AB"), "AB AB型 AB型血"),
    ("O", N_("O"), "O O型 O型血"),
    ("rh_negative", N_("Rh negative"), "Rh阴性 RH阴性 熊猫血"),
    ("unknown", N_("Not known"), "不详 未知 不清楚 不知道"),
)
STUDY_STAGE = _options(
    ("secondary", N_("Upper secondary school"), "高中"),
    ("university", N_("University"), "大学"),
    ("graduate", N_("Graduate school"), "研究生"),
)
DEGREE = _options(
    ("primary", N_("Primary school"), "小学"),
    ("junior", N_("Junior secondary school"), "初中"),
    ("secondary", N_("Upper secondary or vocational school"), "高中中专 高中 中专 职高 技校"),
    ("college", N_("Junior college"), "大专 专科"),
    ("bachelor", N_("Bachelor"), "本科 大学 学士 大学本科"),
    ("master", N_("Master"), "硕士 研究生 硕士研究生"),
    ("doctor", N_("Doctor"), "博士 博士研究生"),
)
CHILD_SCHOOLING = _options(
    ("none", N_("Not yet in kindergarten"), "未入园"),
    ("kindergarten", N_("Kindergarten"), "幼儿园"),
    ("primary", N_("Primary school"), "小学"),
    ("junior", N_("Junior secondary school"), "初中"),
    ("secondary", N_("Upper secondary school"), "高中 中专"),
    ("university", N_("University"), "大学 大专 本科"),
    ("working", N_("At work"), "工作 已工作"),
)
MARITAL_STATUS = _options(
    ("single", N_("Unmarried"), "未婚 否 单身 没结婚 no"),
    ("married", N_("Married"), "已婚 是 结婚 yes"),
    ("divorced", N_("Divorced"), "离异 离婚"),
    ("widowed", N_("Widowed"), "丧偶"),
    ("unknown", N_("Not known"), "不详 未知"),
)
HEALTH = _options(
    ("good", N_("Good"), "良好 好 健康 很好"),
    ("fair", N_("Fair"), "一般 还行"),
    ("poor", N_("Poor"), "较差 差 不好"),
)
HABIT = _options(
    ("never", N_("Never"), "从不 不 无 没有"),
    ("sometimes", N_("Sometimes"), "偶尔 有时"),
    ("often", N_("Often"), "经常 常 每天"),
    ("quit", N_("Given up"), "已戒 戒了 戒"),
)
RELIGION = _options(
    ("none", N_("No religion"), "无宗教信仰 无 不信教"),
    ("buddhism", N_("Buddhism"), "佛教 信佛"),
    ("taoism", N_("Taoism"), "道教"),
    ("islam", N_("Islam"), "伊斯兰教 回教"),
    ("protestant", N_("Protestantism"), "基督教"),
    ("catholic", N_("Catholicism"), "天主教"),
)
LEGAL_FORM = _options(
    ("sole_trader", N_("Sole trader"), "个体工商户 个体户 个体"),
    ("sole_ownership", N_("Sole ownership"), "个人独资 个人独资企业"),
    ("partnership", N_("Partnership"), "合伙 合伙企业"),
    ("limited", N_("Limited company"), "有限公司 有限责任公司"),
    ("joint_stock", N_("Joint-stock company"), "股份公司 股份有限公司"),
    ("cooperative", N_("Farmers' cooperative"), "农民合作社 合作社 农民专业合作社"),
    ("public", N_("Public institution"), "事业单位"),
    ("association", N_("Association"), "社会团体 社团"),
)
INDUSTRY = _options(
    ("A", N_("Farming, forestry, fishing"), "农林牧渔 农、林、牧、渔业 农业"),
    ("B", N_("Mining"), "采矿 采矿业"),
    ("C", N_("Manufacturing"), "制造 制造业"),
    ("D", N_("Power, gas and water"), "电力热力燃气及水 水电"),
    ("E", N_("Construction"), "建筑 建筑业"),
    ("F", N_("Wholesale and retail"), "批发零售 零售 批发 批发和零售业 商贸"),
    ("G", N_("Transport and storage"), "交通运输仓储 物流 运输 快递"),
    ("H", N_("Lodging and catering"), "住宿餐饮 住宿 餐饮 酒店 饭店"),
    ("I", N_("Information technology"), "信息技术 软件 互联网"),
    ("J", N_("Finance"), "金融 金融业 银行 保险"),
    ("K", N_("Property"), "房地产 房地产业"),
    ("L", N_("Leasing and business services"), "租赁商务服务 商务服务"),
    ("M", N_("Research and technical services"), "科研技术服务"),
    ("N", N_("Water, environment, public facilities"), "水利环境公共设施 环保"),
    ("O", N_("Household services and repair"), "居民服务修理 居民服务"),
    ("P", N_("Education sector"), "教育 学校 培训"),
    ("Q", N_("Health and social work"), "卫生社会工作 医疗 卫生"),
    ("R", N_("Culture, sport, entertainment"), "文化体育娱乐 文化 体育 娱乐"),
    ("S", N_("Public administration"), "公共管理 政府 机关"),
    ("T", N_("International organisation"), "国际组织"),
)
COMPANY_SIZE = _options(
    ("micro", N_("Micro"), "微 微型"),
    ("small", N_("Small"), "小 小型"),
    ("medium", N_("Medium"), "中 中型"),
    ("large", N_("Large"), "大 大型"),
)
TRADE_TERMS = _options(
    ("cash", N_("Cash on the spot"), "现结 现金"),
    ("monthly", N_("Monthly account"), "月结"),
    ("prepaid", N_("Paid in advance"), "预付 预付款"),
    ("on_delivery", N_("Cash on delivery"), "货到付款"),
)
CREDIT_GRADE = _options(
    ("A", N_("A"), "A A级"),
    ("B", N_("B"), "B B级"),
    ("C", N_("C"), "C C级"),
    ("D", N_("D"), "D D级"),
)
DRAWN_BY = _options(
    ("product", N_("The goods"), "商品 产品 货品 品质 product"),
    ("service", N_("The service"), "服务 人情 service"),
    ("price", N_("The price"), "价格 便宜 优惠 price"),
)
PERSON_ROLE = _options(
    ("owner", N_("Proprietor"), "所有者 老板 所有人 owner"),
    ("manager", N_("Manager"), "经营管理者 经理 总经理 管理者"),
    ("legal", N_("Legal representative"), "法人代表 法定代表人 法人"),
)
CHANNEL = _options(
    ("phone", N_("Phone calls"), "电话"),
    ("sms", N_("Text messages"), "短信"),
    ("wechat", N_("WeChat"), "微信"),
    ("email", N_("E-mail"), "电子邮箱 邮件 电子邮件 邮箱"),
    ("post", N_("Post"), "信函 邮寄 信件"),
)
