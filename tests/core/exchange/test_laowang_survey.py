"""The tea shop's 150 sheets go in by their headings; both waves equal the truth."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core.actor import Actor, Role
from app.core.clock import fixed_clock
from app.core.errors import Refused
from app.core.exchange.layout import What
from app.core.exchange.options import Options
from app.core.exchange.report import Report, Status
from app.core.exchange.survey_columns import is_target, target_of
from app.core.store.files import open_data_file
from app.core.store.undo import undo_batch
from app.core.surveys import queries
from app.core.surveys.results import results
from tests.conftest import SHANGHAI, TODAY, VAULT_ID

from .conftest import LAOWANG, Imports

SURVEY = LAOWANG / "survey.csv"
NAME = "茶客满意度"
Done = tuple[Report, Imports]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, template: Any, keys: Any) -> Iterator[Done]:
    folder = tmp_path_factory.mktemp("survey") / "shop.shuke"
    shutil.copytree(template.parent, folder)
    shop = open_data_file(folder, keys, vault_id=VAULT_ID, clock=fixed_clock(TODAY, SHANGHAI))
    imports = Imports(shop, Actor("owner-1", "老王", Role.OWNER, "session-1"))
    imports(LAOWANG / "members.xlsx", What.CUSTOMERS)
    report = imports(SURVEY, What.SURVEY, Options(survey=NAME))
    yield report, imports
    shop.close()


def test_every_wave_equals_the_truth(done: Done, truth: dict[str, Any]) -> None:
    report, imports = done
    assert report.counts[Status.CREATED] == truth["survey"]["rows"]
    with imports.shop.read(imports.owner) as reader:
        made = queries.by_name(reader, NAME)
        for wave in queries.waves(reader, made.id):
            wanted = truth["survey"]["waves"][wave.name]
            found = results(reader, wave.version_id, [wave.id])
            assert found.respondents == wanted["respondents"]
            assert float(found.index.score or 0) == pytest.approx(wanted["csi"], abs=1e-6)
            assert found.promoters is not None
            assert found.promoters.n == wanted["nps"]["n"]
            fields = {each.item.words: each.quadrant for each in found.items}
            assert fields == {each["item"]: each["ipa"] for each in wanted["items"]}


def test_named_sheets_belong_to_their_customers(done: Done) -> None:
    _, imports = done
    with imports.shop.read(imports.owner) as reader:
        wave = queries.waves(reader, queries.by_name(reader, NAME).id)[0]
        sheets = queries.responses(reader, wave.id)
        assert any(each.customer_id for each in sheets)
        assert all(each.number for each in sheets)


def test_the_same_file_again_changes_nothing(done: Done) -> None:
    _, imports = done
    again = imports(SURVEY, What.SURVEY, Options(survey=NAME.upper()))
    assert again.counts[Status.UNCHANGED] == again.rows == 150


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_half_filled_empty_and_doubled_sheets(imports: Imports, tmp_path: Path) -> None:
    text = "问卷号,重要-茶,满意-茶,口感,意见\n1,5,4,3,很好\n2,,,,\n1,4,4,4,\n3,99,2,,\n"
    report = imports(write(tmp_path / "一.csv", text), What.SURVEY)
    assert report.mapping["口感"] == "only:口感"
    assert report.mapping["意见"] == "words:意见"
    assert dict(report.reasons) == {"no_answers": 1, "same_sheet": 1}
    assert dict(report.warnings) == {"outside_the_scale": 1}
    assert report.counts[Status.CREATED] == 2
    with imports.shop.read(imports.owner) as reader:
        made = queries.by_name(reader, "一")
        assert queries.remarks(reader)[0].words == "很好"
        wave = queries.waves(reader, made.id)[0]
        assert [each.answers for each in queries.responses(reader, wave.id)] == [1, 4]


def test_a_survey_without_that_question_refuses_the_list(imports: Imports, tmp_path: Path) -> None:
    imports(write(tmp_path / "一.csv", "问卷号,满意-茶\n1,4\n"), What.SURVEY)
    other = write(tmp_path / "二.csv", "问卷号,满意-杯子\n2,4\n")
    with pytest.raises(Refused, match="no question"):
        imports(other, What.SURVEY, Options(survey="一"))
    outside = write(tmp_path / "三.csv", "问卷号,满意-茶\n3,9\n")
    with pytest.raises(Refused, match="run from 1 to 5"):
        imports(outside, What.SURVEY, Options(survey="一"))


def test_the_batch_is_undone_whole(imports: Imports, tmp_path: Path) -> None:
    report = imports(write(tmp_path / "一.csv", "问卷号,满意-茶\n1,4\n"), What.SURVEY)
    assert report.batch is not None
    with imports.shop.write(imports.owner, "Undo") as unit:
        undo_batch(unit, report.batch)
    with imports.shop.read(imports.owner) as reader:
        assert queries.surveys(reader) == ()


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("重要-茶叶品质", "importance:茶叶品质"),
        ("满意度：价格", "satisfaction:价格"),
        ("Importance - Price", "importance:Price"),
        ("期望_准时", "expectation:准时"),
        ("总体满意", "overall"),
        ("推荐意愿0-10", "recommend"),
        ("波次", "wave"),
        ("意见", "words:意见"),
        ("随便什么", None),
    ],
)
def test_headings_name_questions(heading: str, target: str | None) -> None:
    assert target_of(heading) == target
    if target:
        assert is_target(target)
