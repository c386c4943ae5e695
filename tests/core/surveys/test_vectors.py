"""V17 and V18 of the test vectors, and published tables."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.surveys.distribution import Distribution
from app.core.surveys.gaps import DIMENSIONS, dimension_gap, mean_gap, weighted_gap
from app.core.surveys.indices import Scale, acsi, csi, self_assessment
from app.core.surveys.intervals import mean_interval, sample_size, t_quantile, wilson
from app.core.surveys.kano import Class, Feeling, Kano, class_of, kano
from app.core.surveys.promoters import effort, promoters
from app.core.surveys.quadrants import Quadrant, at_means, quadrants

FIVE = Scale(1, 5)


@pytest.mark.parametrize(
    ("scores", "percent", "rescaled"),
    [
        ((4, 5, 3, 4, 2, 4, 5), 77.142857, 71.428571),
        ((3, 4, 3, 2, 5), 68.0, 60.0),
        ((5, 5, 5, 5), 100.0, 100.0),
        ((1,) * 40, 20.0, 0.0),
    ],
)
def test_v17(scores: tuple[int, ...], percent: float, rescaled: float) -> None:
    found = self_assessment(scores)
    assert found.raw is not None
    assert found.rescaled is not None
    assert float(found.raw * 100) == pytest.approx(percent, rel=1e-6)
    assert float(found.rescaled * 100) == pytest.approx(rescaled, rel=1e-6)


def test_a_class_with_a_blank_statement_has_no_percent() -> None:
    found = self_assessment((4, None, 3))
    assert (found.raw, found.items) == (None, 2)
    assert self_assessment(()).raw is None


def test_csi_of_v18() -> None:
    found = csi(((5, 4), (4, 3), (3, 5)), FIVE)
    assert found.score == Fraction(47, 12)
    assert float(found.rescaled or 0) * 100 == pytest.approx(72.9167, rel=1e-5)
    assert float(found.raw or 0) * 100 == pytest.approx(78.3333, rel=1e-5)
    best, worst = csi(((5, 5), (4, 5)), FIVE), csi(((5, 1), (4, 1)), FIVE)
    assert best.raw == best.rescaled == 1
    assert worst.raw == Fraction(1, 5)
    assert worst.rescaled == 0


def test_csi_leaves_out_what_misses_a_half_and_is_blank_without_weights() -> None:
    assert csi(((5, 4), (4, None), (None, 3)), FIVE).score == 4
    assert csi(((5, 4), (4, None)), FIVE).items == 1
    assert csi(((0, 4),), FIVE).score is None
    assert csi((), FIVE).score is None


def test_acsi_of_v18() -> None:
    public = [Fraction(w) for w in (".3885", ".3190", ".2925")]
    assert float(acsi((8, 7, 7)) or 0) == pytest.approx(70.3704, rel=1e-5)
    assert float(acsi((8, 7, 7), public) or 0) == pytest.approx(70.9833, rel=1e-5)
    assert acsi((1, 1, 1)) == 0
    assert acsi(()) is None


def digits(text: str) -> list[int]:
    return [int(each) for each in text]


def test_servqual_of_v18() -> None:
    perceived = dict(zip(DIMENSIONS, ("5656", "55656", "6556", "6666", "55455"), strict=True))
    expected = dict(zip(DIMENSIONS, ("6666", "77777", "6676", "6767", "66656"), strict=True))
    gaps = {
        key: dimension_gap(list(zip(digits(perceived[key]), digits(expected[key]), strict=True)))
        for key in DIMENSIONS
    }
    assert [float(each.gap or 0) for each in gaps.values()] == [-0.5, -1.6, -0.75, -0.5, -1]
    assert mean_gap(gaps) == Fraction(-87, 100)
    equal = dict.fromkeys(DIMENSIONS, 20)
    assert weighted_gap(gaps, equal) == mean_gap(gaps)
    one = {**dict.fromkeys(DIMENSIONS, 0), "reliability": 100}
    assert weighted_gap(gaps, one) == Fraction(-16, 10)
    gaps["empathy"] = dimension_gap([(None, 5)])
    assert mean_gap(gaps) is None
    assert weighted_gap(gaps, equal) is None
    assert weighted_gap({}, {}) is None


@pytest.mark.parametrize(
    ("for_us", "between", "against", "error"), [(5, 3, 2, 24.70), (50, 30, 20, 7.81)]
)
def test_nps_of_v18(for_us: int, between: int, against: int, error: float) -> None:
    found = promoters({10: for_us - 1, 9: 1, 8: between - 1, 7: 1, 6: against - 1, 0: 1})
    assert found.score == 30
    assert found.standard_error == pytest.approx(error, abs=0.005)
    assert not found.unanimous


def test_nps_without_answers_and_of_one_mind() -> None:
    assert promoters({}).score is None
    assert promoters({}).standard_error is None
    alike = promoters({10: 4})
    assert alike.score == 100
    assert alike.standard_error == 0
    assert alike.unanimous


def test_kano_of_v18() -> None:
    counts = {Class.ATTRACTIVE: 40, Class.ONE_DIMENSIONAL: 30}
    found = Kano({**counts, Class.MUST_BE: 10, Class.INDIFFERENT: 15})
    assert float(found.better or 0) == pytest.approx(0.7368, abs=5e-5)
    assert float(found.worse or 0) == pytest.approx(-0.4211, abs=5e-5)
    assert found.mode is Class.ATTRACTIVE
    assert Kano({Class.ATTRACTIVE: 2, Class.MUST_BE: 2}).mode is Class.MUST_BE
    assert Kano({}).mode is None
    assert Kano({Class.REVERSE: 3}).better is None


def test_the_table_of_kano() -> None:
    like, dislike = Feeling.LIKE, Feeling.DISLIKE
    assert class_of(like, like) is Class.QUESTIONABLE
    assert class_of(like, dislike) is Class.ONE_DIMENSIONAL
    assert class_of(like, Feeling.NEUTRAL) is Class.ATTRACTIVE
    assert class_of(Feeling.MUST_BE, dislike) is Class.MUST_BE
    assert class_of(Feeling.NEUTRAL, Feeling.NEUTRAL) is Class.INDIFFERENT
    assert class_of(dislike, like) is Class.REVERSE
    assert class_of(dislike, dislike) is Class.QUESTIONABLE
    assert kano([(like, dislike), (like, dislike)]).counts == {Class.ONE_DIMENSIONAL: 2}


def test_wilson_of_v18() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=5e-5)
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=5e-5)
    assert wilson(0, 0) is None


def test_sample_sizes_of_v18() -> None:
    assert sample_size(0.05) == 385
    assert sample_size(0.05, population=200) == 132


@pytest.mark.parametrize(
    ("degrees", "t"), [(1, 12.7062), (4, 2.7764), (9, 2.2622), (30, 2.0423), (1000, 1.9623)]
)
def test_students_t_as_printed_in_tables(degrees: int, t: float) -> None:
    assert t_quantile(degrees) == pytest.approx(t, abs=5e-5)


def test_the_interval_of_a_mean() -> None:
    found = Distribution({3: 1, 4: 2, 5: 2})
    assert (found.n, found.mean, found.variance) == (5, Fraction(21, 5), Fraction(7, 10))
    low, high = found.interval() or (0.0, 0.0)
    assert (low, high) == pytest.approx((3.1611, 5.2389), abs=5e-5)
    assert Distribution({4: 1}).interval() is None
    assert Distribution({}).mean is None
    assert mean_interval(1, Fraction(4), Fraction(0)) is None
    assert Distribution({4: 3}).interval() == (4, 4)


def test_top_boxes_and_effort() -> None:
    found = Distribution({5: 5, 4: 3, 2: 2}).at_least(4)
    assert (found.count, found.n, found.share) == (8, 10, Fraction(4, 5))
    assert (found.low, found.high) == pytest.approx((0.4902, 0.9433), abs=5e-5)
    assert Distribution({}).at_least(4).share is None
    assert effort({7: 1, 5: 1, 4: 2}).share == Fraction(1, 2)


def test_ipa_of_v18() -> None:
    table = {
        "a": ("4.6", "3.2"),
        "b": ("4.5", "4.4"),
        "c": ("3.1", "2.9"),
        "d": ("3.0", "4.5"),
        "e": ("3.8", "3.75"),
    }
    items = [(Fraction(i), Fraction(p)) for i, p in table.values()]
    at = at_means(items)
    assert at is not None
    assert (at.importance, at.performance) == (Fraction("3.8"), Fraction("3.75"))
    assert quadrants(items, at) == [
        Quadrant.IMPROVE,
        Quadrant.KEEP,
        Quadrant.LOW,
        Quadrant.OVERKILL,
        Quadrant.KEEP,  # a tie is high
    ]
    assert quadrants([(None, Fraction(3))], at) == [None]
    assert at_means([(None, Fraction(3))]) is None


@given(st.dictionaries(st.integers(1, 5), st.integers(0, 40)))
def test_mean_and_variance_equal_the_plain_sums(counts: dict[int, int]) -> None:
    answers = [value for value, count in counts.items() for _ in range(count)]
    found = Distribution(counts)
    assert found.n == len(answers)
    if answers:
        mean = Fraction(sum(answers), len(answers))
        assert found.mean == mean
        if len(answers) > 1:
            squares = sum((each - mean) ** 2 for each in answers)
            assert found.variance == squares / (len(answers) - 1)
