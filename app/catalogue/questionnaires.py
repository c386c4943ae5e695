"""Ready sheets of questions, in both languages: copied into the shop, then its own to edit.

Items are in our own words. A sheet's model says which figures it gives: "csi" weighs
satisfaction by importance, "servqual" takes expectation from perception, "nps" and "ces" are
one question, "assessment" is the course's self-assessment, "kano" asks both ways round.
"""

from collections.abc import Iterable

from app.catalogue.questionnaire import Group, Item, Kind, Sheet, Words
from app.i18n import N_


def _items(
    group: str, pairs: Iterable[tuple[str, str, str]], kind: Kind = "scale", high: int = 5
) -> tuple[Item, ...]:
    """Items of one group from (key, Chinese, English)."""
    return tuple(
        Item(key, Words(zh, en), group, kind, high=high) for key, zh, en in pairs
    )  # fmt: skip


_AGREE = (Words("完全不同意", "Do not agree at all"), Words("完全同意", "Agree fully"))
_PLEASED = (Words("很不满意", "Very dissatisfied"), Words("很满意", "Very satisfied"))
_PRODUCT = Group("product", Words("产品", "Product"))
_SERVICE = Group("service", Words("服务", "Service"))
_SOCIAL = Group("social", Words("社会", "Social"))
_OVERALL = Item("overall", Words("总体满意", "All in all, how satisfied are you?"), role="overall")
_RECOMMEND = Item(
    "recommend",
    Words("您有多愿意把我们推荐给亲友?", "How likely are you to recommend us to a friend?"),
    role="recommend",
    low=0,
    high=10,
)
_REMARK = Item(
    "remark",
    Words("还有什么想对我们说的?", "What else would you like to tell us?"),
    kind="text",
    role="remark",
)

_LEVELS_PRODUCT = (
    ("quality", "内在质量", "Inner quality"),
    ("price", "价格公道", "Fair price"),
    ("design", "设计", "Design"),
    ("packaging", "包装", "Packaging"),
    ("timeliness", "及时到货", "There in time"),
)
_LEVELS_SERVICE = (
    ("before_sale", "售前介绍清楚", "Advice before buying"),
    ("during_sale", "店里服务周到", "Care while buying"),
    ("after_sale", "售后有人管", "Help after buying"),
    ("whole_life", "用的过程中一直有照应", "Looked after as long as it is used"),
)
_LEVELS_SOCIAL = (
    ("honesty", "诚信口碑", "Honest name"),
    ("environment", "环保", "Care for the environment"),
    ("neighbours", "照顾邻里", "Care for the neighbourhood"),
)

LEVELS = Sheet(
    "levels",
    N_("Three levels of satisfaction"),
    N_("Product, service and social: how important is each point, and how satisfied is she?"),
    "csi",
    (
        *_items("product", _LEVELS_PRODUCT, "pair"),
        *_items("service", _LEVELS_SERVICE, "pair"),
        *_items("social", _LEVELS_SOCIAL, "pair"),
        _OVERALL,
        _RECOMMEND,
        _REMARK,
    ),
    (_PRODUCT, _SERVICE, _SOCIAL),
    _PLEASED,
)

CSI = Sheet(
    "csi",
    N_("Customer satisfaction index"),
    N_("A short sheet of importance and satisfaction, for the index and the priority plane."),
    "csi",
    (
        *_items("product", _LEVELS_PRODUCT[:3], "pair"),
        *_items("service", _LEVELS_SERVICE[:3], "pair"),
        _OVERALL,
        _REMARK,
    ),
    (_PRODUCT, _SERVICE),
    _PLEASED,
)

_SERVQUAL_GROUPS = (
    Group("tangibles", Words("有形性", "Tangibles"), 11),
    Group("reliability", Words("可靠性", "Reliability"), 32),
    Group("responsiveness", Words("响应性", "Responsiveness"), 22),
    Group("assurance", Words("保证性", "Assurance"), 19),
    Group("empathy", Words("移情性", "Empathy"), 16),
)
SERVQUAL = Sheet(
    "servqual",
    N_("SERVQUAL, 22 pairs"),
    N_("What customers expect of such a shop, and what they find in ours; five dimensions."),
    "servqual",
    (
        *_items(
            "tangibles",
            (
                ("t1", "设备现代", "Modern equipment"),
                ("t2", "店面舒服好看", "Pleasant premises"),
                ("t3", "店员整洁", "Neat staff"),
                ("t4", "宣传资料与服务相称", "Leaflets that fit the service"),
            ),
            "pair",
            7,
        ),
        *_items(
            "reliability",
            (
                ("r1", "答应的时间做到", "Keeps the dates it promises"),
                ("r2", "顾客有难处时真心帮忙", "Sincere about a customer's problem"),
                ("r3", "第一次就做对", "Right the first time"),
                ("r4", "准时提供服务", "Serves on time"),
                ("r5", "记录没有差错", "Keeps accurate records"),
            ),
            "pair",
            7,
        ),
        *_items(
            "responsiveness",
            (
                ("s1", "告诉顾客什么时候办好", "Tells when it will be done"),
                ("s2", "服务及时", "Prompt service"),
                ("s3", "总是愿意帮忙", "Always willing to help"),
                ("s4", "再忙也回应顾客", "Never too busy to answer"),
            ),
            "pair",
            7,
        ),
        *_items(
            "assurance",
            (
                ("a1", "店员让人信得过", "Staff who inspire confidence"),
                ("a2", "在这里买东西放心", "Buying here feels safe"),
                ("a3", "店员有礼貌", "Polite staff"),
                ("a4", "店员懂行", "Staff who know their trade"),
            ),
            "pair",
            7,
        ),
        *_items(
            "empathy",
            (
                ("e1", "把每位顾客当作个人看待", "Individual attention"),
                ("e2", "营业时间方便顾客", "Convenient hours"),
                ("e3", "店员亲自关心顾客", "Staff give personal attention"),
                ("e4", "真心为顾客着想", "Has the customer's best interest at heart"),
                ("e5", "明白顾客的需要", "Understands what customers need"),
            ),
            "pair",
            7,
        ),
        _REMARK,
    ),
    _SERVQUAL_GROUPS,
    _AGREE,
)

NPS = Sheet(
    "nps",
    N_("Would you recommend us? (NPS)"),
    N_("One question from 0 to 10, and why."),
    "nps",
    (
        _RECOMMEND,
        Item("why", Words("为什么?", "Why?"), kind="text", role="remark"),
    ),
    ends=(Words("绝不会", "Not at all likely"), Words("一定会", "Extremely likely")),
)

CES = Sheet(
    "ces",
    N_("How easy was it? (CES)"),
    N_("After a sale or a settled complaint: one statement from 1 to 7."),
    "ces",
    (
        Item(
            "effort",
            Words("这家店让我很容易就把事情办好了。", "The shop made it easy to settle my matter."),
            role="effort",
            high=7,
        ),
        _REMARK,
    ),
    ends=_AGREE,
)

CARE = Sheet(
    "care",
    N_("Care scorecard"),
    N_("What can be seen before buying, felt while using, and only be trusted."),
    "csi",
    (
        *_items(
            "search",
            (
                ("packaging", "包装", "Packaging"),
                ("look", "外观", "Look"),
                ("specification", "规格", "Specification"),
                ("model", "型号", "Model"),
                ("price", "价格", "Price"),
            ),
            "pair",
        ),
        *_items(
            "experience",
            (
                ("taste", "味道和手感", "Taste and feel"),
                ("courtesy", "礼貌", "Courtesy"),
                ("arrangement", "安排周到", "Arrangement"),
                ("trust", "信任", "Trust"),
            ),
            "pair",
        ),
        *_items(
            "credence",
            (("reputation", "专业上的名声", "Professional reputation"),),
            "pair",
        ),
        _OVERALL,
        _REMARK,
    ),
    (
        Group("search", Words("寻找特征", "Search properties")),
        Group("experience", Words("体验特征", "Experience properties")),
        Group("credence", Words("信用特征", "Credence properties")),
    ),
    _PLEASED,
)

KANO = Sheet(
    "kano",
    N_("Kano: what delights, what must be"),
    N_("Each point is asked both ways: how is it if we have it, and if we have not?"),
    "kano",
    _items(
        "service",
        (
            ("tasting", "可以试用、试饮", "Trying before buying"),
            ("delivery", "送货上门", "Delivery to the door"),
            ("card", "生日有问候", "A greeting on the birthday"),
            ("returns", "七天内可退换", "Returns within seven days"),
        ),
        "kano",
    ),
    (_SERVICE,),
)

_HOW_MUCH = (Words("一点都不", "Not at all"), Words("非常多", "Very much"))
_ASSESSMENT: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "spirit",
        "公司理念与组织气候",
        "Idea and climate",
        (
            ("立志让客户满意", "We are set on satisfying customers"),
            ("第一次就做对", "We do it right the first time"),
            ("主管用行动表示重视满意", "Managers show by deeds that satisfaction matters"),
            ("目标是超越客户的需求", "Our aim is to exceed what is needed"),
            ("升迁看是否以客户为念", "Promotion looks at care for customers"),
            ("品质放在最前面", "Quality comes first"),
            ("客户的需求先于内部的需求", "Customers' needs come before our own"),
        ),
    ),
    (
        "partner",
        "与客户为伍",
        "On the customer's side",
        (
            ("做客户的顾问或伙伴", "We are the customer's adviser or partner"),
            ("广告不吹牛", "Our advertising does not boast"),
            ("知道客户最看重什么", "We know what customers value most"),
            ("按客户的反馈来设计", "We design by what customers told us"),
            ("力争在同行里领先", "We strive to lead our trade"),
        ),
    ),
    (
        "problems",
        "找出并解决客户问题",
        "Finding and solving problems",
        (
            ("倾听抱怨", "We listen to complaints"),
            ("定期请客户评鉴", "We ask customers to judge us regularly"),
            ("定期分析抱怨,找出问题", "We study complaints regularly to find problems"),
            ("找出对客户不利的作业和系统", "We find procedures that hurt customers"),
        ),
    ),
    (
        "knowledge",
        "运用并沟通客户信息",
        "Using and sharing what we know",
        (
            ("知道客户眼中的品质", "We know what quality is to customers"),
            ("员工有机会见到客户", "Staff get to meet customers"),
            ("了解客户的期待", "We understand what customers expect"),
            (
                "定期给信息,帮客户形成具体的期望",
                "We tell customers regularly what they can expect",
            ),
            ("干部了解客户的需求", "Our leaders know customers' needs"),
            ("对谁是真正的客户有共识", "We agree on who our real customers are"),
            ("主管常接触客户", "Managers often meet customers"),
        ),
    ),
    (
        "welcome",
        "迎向客户",
        "Going to meet customers",
        (
            ("跟我们做生意很容易", "It is easy to do business with us"),
            ("鼓励员工迎合客户", "Staff are encouraged to oblige customers"),
            ("试图解决所有的抱怨", "We try to settle every complaint"),
            ("抱怨很容易说出来", "It is easy to complain to us"),
        ),
    ),
    (
        "ability",
        "能力和授权",
        "Ability and authority",
        (
            ("尊重员工", "Staff are respected"),
            ("人人熟知产品", "Everybody knows the products"),
            ("一线有资源支援", "The front line has the means it needs"),
            (
                "基层可以当场决定额外的服务",
                "Staff may decide on an extra service on the spot",
            ),
            ("工作让人兴奋", "The work is exciting"),
            ("人人参与决策", "Everybody takes part in decisions"),
            ("受过多种训练,可以互补", "Staff are trained to stand in for one another"),
        ),
    ),
    (
        "improvement",
        "生产过程及产品改善",
        "Improving how we work",
        (
            ("各单位合作", "Departments work together"),
            ("研究别家,向别家学习", "We study others and learn"),
            ("不断改进", "We improve all the time"),
            ("缩短从研发到生产的周期", "We shorten the way from idea to product"),
            ("品质问题立即改正", "Quality problems are mended at once"),
            ("肯在新点子上投资", "We invest in new ideas"),
        ),
    ),
)
ASSESSMENT = Sheet(
    "assessment",
    N_("How customer-oriented are we? (self-assessment)"),
    N_("The course's 40 statements in seven classes, answered by the shop itself."),
    "assessment",
    tuple(
        Item(f"{key}_{place}", Words(zh, en), key)
        for key, _, _, statements in _ASSESSMENT
        for place, (zh, en) in enumerate(statements, 1)
    ),
    tuple(Group(key, Words(zh, en)) for key, zh, en, _ in _ASSESSMENT),
    _HOW_MUCH,
)

SHEETS: tuple[Sheet, ...] = (LEVELS, CSI, SERVQUAL, NPS, CES, CARE, ASSESSMENT, KANO)
"""Every ready sheet, the ones a shop begins with first."""
_BY_KEY = {each.key: each for each in SHEETS}


def sheet(key: str) -> Sheet:
    """The ready sheet of this key; KeyError when there is none."""
    return _BY_KEY[key]
