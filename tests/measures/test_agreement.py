"""Agreement: published examples, limits, and what must always hold."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.measures.agreement import Ratings, gwet, krippendorff_alpha, observed_agreement
from speir.measures.distances import Level, agreement_weights
from speir.measures.student import t_quantile

N = None
# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: 12 units, 4 observers.
# Gwet's handbook uses the same ratings, as the 12 subjects of his 4 raters.
TWELVE = list(
    zip(
        [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
        [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
        strict=True,
    )
)
# Fleiss (1971), 15 of his psychiatric patients, as in the vignette of R's irrCAC: 6 raters, 5 diagnoses.
FLEISS = """00060 03003 01401 00006 03030 20400 00402 20310 20040 00006
            10050 11040 03300 10050 02031"""
FIFTEEN = [[place for place, count in enumerate(row) for _ in range(int(count))] for row in FLEISS.split()]


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_of_krippendorffs_example(level: Level, alpha: float) -> None:
    found = krippendorff_alpha(TWELVE, level=level)
    assert found.value == pytest.approx(alpha, abs=0.0005)
    assert (found.n_items, found.n_pairs) == (11, 55)


def test_alpha_of_two_observers_and_two_values() -> None:
    """The same paper, section A: binary, two observers, no missing values: 0.095."""
    one, other = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert krippendorff_alpha(list(zip(one, other, strict=True))).value == pytest.approx(0.095, abs=0.0005)


def test_ac1_of_gwets_twelve_subjects() -> None:
    """Published with R's irrCAC: 0.77544, error 0.14295, interval 0.461 to 1; alpha's error 0.14548."""
    found = gwet(TWELVE)
    assert found.name == "AC1"
    assert (found.value, found.standard_error) == pytest.approx((0.77544, 0.14295), abs=5e-6)
    assert (found.observed, found.chance) == pytest.approx((0.8181818, 0.1903212), abs=5e-8)
    assert (found.low, found.high) == pytest.approx((0.461, 1), abs=5e-4)
    assert krippendorff_alpha(TWELVE).standard_error == pytest.approx(0.14548, abs=5e-6)


def test_ac1_of_fifteen_patients() -> None:
    """Published with R's irrCAC: AC1 0.4448007 with error 0.08418757 and 0.264 to 0.625; alpha 0.4204384."""
    found = gwet(FIFTEEN)
    assert (found.value, found.standard_error) == pytest.approx((0.4448007, 0.08418757), abs=5e-8)
    assert (found.low, found.high) == pytest.approx((0.264, 0.625), abs=5e-4)
    assert krippendorff_alpha(FIFTEEN).value == pytest.approx(0.4204384, abs=5e-8)


def test_weights_are_those_published() -> None:
    """Gwet (2014), as printed for three categories by R's irrCAC."""
    ordinal, quadratic = agreement_weights([1, 2, 3], "ordinal"), agreement_weights([1, 2, 3], "interval")
    assert ordinal[0].tolist() == pytest.approx([1, 2 / 3, 0])
    assert quadratic[0].tolist() == pytest.approx([1, 0.75, 0])
    assert agreement_weights(["no", "yes"], "nominal").tolist() == [[1, 0], [0, 1]]
    assert agreement_weights([0, 1, 3], "ratio")[1].tolist() == pytest.approx([0, 1, 0.75])


@pytest.mark.parametrize("ratings", [FIFTEEN, TWELVE])
def test_errors_of_alpha_are_those_of_leaving_one_out(ratings: Ratings) -> None:
    """The jackknife is another way to the same: within a twentieth."""
    rows = [row for row in ratings if sum(value is not None for value in row) > 1]
    left_out = [krippendorff_alpha([*rows[:i], *rows[i + 1 :]]).value for i in range(len(rows))]
    jackknife = (statistics.pvariance(left_out) * (len(rows) - 1)) ** 0.5  # type: ignore[type-var]
    assert krippendorff_alpha(ratings).standard_error == pytest.approx(jackknife, rel=0.05)


def test_nobody_read_twice() -> None:
    for found in (gwet([]), gwet([["yes"], ["no", N], [N, N]]), krippendorff_alpha([["yes"], [N]])):
        assert (found.value, found.low, found.high, found.n_items, found.n_pairs) == (N, N, N, 0, 0)
        assert found.method == "not defined: no record has two ratings"


def test_one_record_says_nothing_of_the_rest() -> None:
    found = gwet([["yes", "no"]])
    assert (found.value, found.low, found.high) == (-1, -1, 1)


def test_one_answer_only() -> None:
    found = gwet([["yes", "yes"]] * 8)
    assert (found.value, found.high) == (1, 1)
    assert found.low
    assert 0.5 < found.low < 0.9
    assert gwet([["yes", "yes"]] * 8, ["yes", "no"]).low == found.low
    alpha = krippendorff_alpha([["yes", "yes"]] * 8)
    assert (alpha.value, alpha.observed, alpha.n_pairs) == (N, 1, 8)
    assert "every paired answer is the same" in alpha.method


def test_full_agreement_is_not_taken_for_certain() -> None:
    few, many = ([["yes", "yes"], ["no", "no"]] * times for times in (3, 30))
    for measure in (gwet, krippendorff_alpha):
        assert measure(few).low < measure(many).low < 1  # type: ignore[operator]


def test_full_disagreement_is_not_taken_for_certain() -> None:
    found = gwet([["yes", "no"]] * 5)
    assert found.value == -1
    assert found.high
    assert -1 < found.high < 0.5


def test_the_well_known_paradox() -> None:
    """Nearly every record the same: observed 0.9, alpha near 0, AC1 high. That is why both are shown."""
    ratings = [["yes", "yes"]] * 90 + [["yes", "no"]] * 5 + [["no", "yes"]] * 5
    ours, alpha = gwet(ratings), krippendorff_alpha(ratings)
    assert ours.observed == 0.9
    assert ours.value
    assert ours.value > 0.85
    assert alpha.value
    assert alpha.value < 0


def test_alpha_says_when_its_interval_is_too_narrow() -> None:
    few, more = ([["yes", "yes"]] * 17 * times + [["yes", "no"]] * times for times in (1, 3))
    assert "too narrow" in krippendorff_alpha(few).method
    assert "too narrow" not in krippendorff_alpha(more).method
    assert "too narrow" not in krippendorff_alpha([["yes", "yes"], ["no", "no"], ["yes", "no"]] * 5).method


def test_reading_all_narrows_the_interval_to_nothing() -> None:
    ratings = [["yes", "yes"], ["yes", "no"], ["no", "no"]] * 4
    assert gwet(ratings, items=12).standard_error == 0
    assert gwet(ratings, items=24).standard_error == pytest.approx(gwet(ratings).standard_error * 0.5**0.5)  # type: ignore[operator]
    with pytest.raises(ValueError, match="cannot be read twice"):
        gwet(ratings, items=4)


def test_faulty_ratings_are_refused() -> None:
    with pytest.raises(ValueError, match="not among those offered: perhaps"):
        gwet([["yes", "perhaps"]], ["yes", "no"])
    with pytest.raises(ValueError, match="not as 'bipolar'"):
        gwet([["yes", "no"]], level="bipolar")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not negative"):
        krippendorff_alpha([[-1, 2]], level="ratio")
    with pytest.raises(ValueError, match="t quantile"):
        t_quantile(0.95, 0)


values = st.one_of(st.none(), st.integers(1, 4))
levels = st.sampled_from(["nominal", "ordinal", "interval", "ratio"])
rows = st.lists(st.lists(values, min_size=1, max_size=5), max_size=25)


@given(rows, levels)
def test_a_measure_lies_between_its_ends(ratings: Ratings, level: Level) -> None:
    for found in (gwet(ratings, [1, 2, 3, 4], level), krippendorff_alpha(ratings, [1, 2, 3, 4], level)):
        if found.value is not None and found.low is not None and found.high is not None:
            assert -1 <= found.low <= max(-1, found.value) + 1e-9
            assert found.value <= found.high + 1e-9 <= 1 + 2e-9


@given(rows, levels, st.randoms())
def test_order_of_records_and_readers_does_not_matter(ratings: Ratings, level: Level, chance: object) -> None:
    shuffled = [list(reversed(row)) for row in reversed(ratings)]
    assert gwet(shuffled, [1, 2, 3, 4], level).value == pytest.approx(
        gwet(ratings, [1, 2, 3, 4], level).value
    )


@given(rows)
def test_names_of_answers_do_not_matter(ratings: Ratings) -> None:
    names = {1: "a", 2: "b", 3: "c", 4: "d", None: None}
    named = [[names[value] for value in row] for row in ratings]  # type: ignore[index]
    for level in ("nominal", "ordinal"):
        found = gwet(named, list("abcd"), level).value  # type: ignore[arg-type]
        assert found == pytest.approx(gwet(ratings, [1, 2, 3, 4], level).value)  # type: ignore[arg-type]


@given(rows)
def test_pairs_are_counted(ratings: Ratings) -> None:
    alike, pairs = observed_agreement(ratings)
    found = gwet(ratings)
    assert 0 <= alike <= pairs == found.n_pairs
