"""Tables for people bear words where the JSON bears codes, and the JSON keeps its codes."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from app.catalogue import CATALOGUES
from app.catalogue.doubts import DOUBT_WORDS
from app.cli.audit_words import ACTIONS, action_words, audit_words
from app.cli.field_words import target_namer
from app.core.audit.queries import Entry
from app.core.exchange import (
    cell_reading,
    complaint_rows,
    customer_import,
    customer_rows,
    purchase_import,
    purchase_rows,
    survey_import,
    words,
)
from app.core.exchange.service import What
from tests.cli.conftest import Shuke
from tests.core.exchange.conftest import LAOWANG

CORE = Path(__file__).resolve().parents[2] / "app" / "core"
READERS = (
    cell_reading,
    complaint_rows,
    customer_import,
    customer_rows,
    purchase_import,
    purchase_rows,
    survey_import,
)
CODE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\[\d\]\.")
TILL = (
    "单号,日期,会员卡号,金额,件数\nS1,2026-11-01,LW9,十,1\nS2,2027-11-02,,7,x\n,2026-11-02,,7,1\n"
)


@pytest.mark.parametrize("what", ["customers", "companies", "complaints"])
def test_an_import_speaks_words(shuke: Shuke, new_shop: Path, what: str) -> None:
    file = {"customers": "members"}.get(what, what)
    asked = ("import", new_shop, LAOWANG / f"{file}.xlsx", "--what", what, "--dry-run")
    said = shuke(*asked, "--json").data
    codes = {*said["warnings"], *said["reasons"], *filter(None, said["mapping"].values())}
    assert any("_" in each for each in codes)  # the JSON as it was
    table = shuke(*asked).out
    assert CODE.findall(table) == []
    chinese = shuke(*asked, "--lang", "zh").out
    assert re.findall(r"[a-z]{3,}", chinese) == []


def test_words_of_a_till(shuke: Shuke, new_shop: Path, tmp_path: Path) -> None:
    (tmp_path / "till.csv").write_text(TILL, "utf-8")
    out = shuke("import", new_shop, tmp_path / "till.csv", "--what", "purchases").out
    assert CODE.findall(out) == []
    for text in (
        "The amount can't be read.",
        "Date in the future",
        "The row has no receipt number.",
        "A cell that can't be read: left out",
    ):
        assert text in out


def test_persons_in_charge_are_told_apart(shuke: Shuke, new_shop: Path) -> None:
    asked = ("import", new_shop, LAOWANG / "companies.xlsx", "--what", "companies", "--dry-run")
    lines = shuke(*asked).out.splitlines()
    told = dict(re.split(r"\s{2,}", line, maxsplit=1) for line in lines if line[:3] == "负责人")
    assert told["负责人1角色"] == "Persons in charge 1 · Role"
    assert told["负责人2姓名"] == "Persons in charge 2 · Name"


def test_every_code_of_a_row_has_words() -> None:
    told = {code for module in READERS for code in codes(module)}
    assert {"future_date", "bad_cost", "outside_the_scale", "cell_left_out"} <= told
    for code in {*told, *DOUBT_WORDS, *words.REASONS, *words.WARNINGS}:
        assert words.reason_words(code) != code
        assert words.warning_words(code) != code


def codes(module: ModuleType) -> list[str]:
    """The reasons and warnings that a module names; names of staging tables are none."""
    named = (each for name, each in vars(module).items() if name[0] != "_" and name.isupper())
    return [
        each for each in named if isinstance(each, str) and re.fullmatch("(?!staged_)[a-z_]+", each)
    ]


def test_every_target_has_words() -> None:
    named = {what: target_namer(what, CATALOGUES) for what in What}
    assert named[What.CUSTOMERS]("birth_date.calendar").startswith("Calendar of the birth date")
    assert named[What.CUSTOMERS]("child[2].name") == "Children 2 · Child's name"
    assert named[What.PURCHASES]("bought_on") == "Date"
    assert named[What.COMPLAINTS]("received_at") == "Received"
    assert named[What.SURVEY]("sheet_number") == "Number of the sheet"
    assert named[What.SURVEY]("importance:价格") == "Importance: 价格"


def audited() -> Iterator[str]:
    """Every action that core writes into the trail by name; one in two parts ends with a dot."""
    for path in CORE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "audit":
                yield from texts(node.args[0])
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_tell", "_keep"):
                for each in node.args:
                    yield from filter(re.compile(r"[a-z]+\.[a-z]+$").match, texts(each))


def texts(node: ast.expr) -> Iterator[str]:
    """A text, or the beginning of one with places."""
    if isinstance(node, ast.JoinedStr):
        node = node.values[0]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def test_every_action_of_the_trail_has_words() -> None:
    found = set(audited())
    assert {"unlock", "backup.make", "person.add", "paper.", "attachment.", "export"} <= found
    for action in found:
        if action.endswith("."):
            assert any(each.startswith(action) for each in ACTIONS)
        elif re.fullmatch(r"[a-z.]+", action):  # the rest are titles of acts
            assert action in ACTIONS
    assert action_words("Edit customer") == "Edit customer"


def test_the_trail_speaks_words(shuke: Shuke, sample: Path, tmp_path: Path) -> None:
    shuke("backup", sample, "--to", tmp_path)
    shuke("show", sample, "K0001", "--reveal")
    table = shuke("audit", sample).out
    for text in ("Unlock", "Make a backup", "Look at masked values", "Make the shop", "Owner"):
        assert text in table
    for code in ("unlock", "backup.make", "customer.reveal", "shop.create", "owner"):
        assert code not in table
    actions = [each["action"] for each in shuke("audit", sample, "--json").data["entries"]]
    assert {"unlock", "backup.make", "customer.reveal", "shop.create"} <= set(actions)
    assert "unlock" not in shuke("audit", sample, "--lang", "zh").out


def test_a_paper_s_sort_is_said_once() -> None:
    when = datetime(2026, 11, 22, tzinfo=UTC)
    paper = Entry(1, when, "owner", "owner", "paper.list", "list", {})
    other = Entry(2, when, "owner", "owner", "unlock", "owner", {})
    lines = audit_words([paper, other], whole_chain=True).splitlines()
    assert lines[2].endswith("Print or save a list")
    assert lines[3].endswith("Owner")
