"""The columns of a list of complaints, and what owners call them."""

from app.core.exchange.purchase_columns import PurchaseColumn as Column
from app.i18n import N_

COMPLAINT_COLUMNS = (
    Column(
        "received_at",
        N_("Received"),
        ("受理时间", "投诉时间", "受理日期", "投诉日期", "发生时间", "日期", "时间", "received at",
         "complaint date", "date"),
    ),
    Column(
        "customer_no",
        N_("Customer number"),
        ("会员卡号", "卡号", "会员号", "客户编号", "客户号", "会员", "customer no", "card no",
         "customer number"),
    ),
    Column("person", N_("Who complained"), ("投诉人", "姓名", "客户姓名", "联系人", "complainant")),
    Column("channel", N_("Came by"), ("渠道", "投诉渠道", "途径", "方式", "channel")),
    Column("category", N_("Category"), ("类别", "投诉类别", "类型", "投诉类型", "分类", "type")),
    Column("item", N_("Item"), ("商品", "产品", "品名", "商品名称", "product", "item name")),
    Column(
        "severity",
        N_("Severity"),
        ("严重程度", "程度", "级别", "紧急程度", "severity level", "priority"),
    ),
    Column(
        "words",
        N_("What happened"),
        ("描述", "投诉内容", "内容", "情况", "事由", "问题描述", "description", "complaint"),
    ),
    Column("wish", N_("What she wants"), ("诉求", "要求", "期望", "wish", "demand")),
    Column(
        "promised_at",
        N_("Promised by"),
        ("承诺完成", "承诺时间", "承诺完成时间", "答复期限", "promised at", "promised by", "due"),
    ),
    Column(
        "answered_at",
        N_("First answer"),
        ("首次回复", "首次回复时间", "回复时间", "答复时间", "first response", "answered at"),
    ),
    Column(
        "settled_at",
        N_("Settled"),
        ("解决时间", "结案时间", "关闭时间", "完成时间", "解决日期", "settled at", "closed at",
         "resolved at"),
    ),
    Column("reopened", N_("Was reopened"), ("是否重开", "重开", "再次投诉", "reopened")),
    Column("cause", N_("Cause"), ("原因", "投诉原因", "根本原因", "cause", "root cause")),
    Column("remedy", N_("Remedy"), ("处理办法", "处理结果", "处理", "解决办法", "remedy")),
    Column("cost", N_("Cost"), ("花费", "费用", "赔偿金额", "成本", "cost")),
    Column(
        "satisfaction",
        N_("Her grade, 1 to 5"),
        ("满意度", "客户满意度", "评分", "satisfaction", "rating"),
    ),
    Column("owner", N_("Looked after by"), ("负责人", "处理人", "经办人", "owner", "handled by")),
)  # fmt: skip
KEYS = frozenset(column.key for column in COMPLAINT_COLUMNS)
