"""The Brier score against published numbers, an independent computation, and its own decomposition."""

import random

import pytest

from speir.measures.forecasts import FEW, Scored, score

# Worked examples of the Encyclopaedia kind: rain was forecast with this percentage, and it rained.
WORKED = [(100, 0.0), (0, 1.0), (70, 0.09), (30, 0.49), (50, 0.25)]


def scored(percents: list[float], happened: list[int]) -> list[Scored]:
    return [Scored(percent, bool(each)) for percent, each in zip(percents, happened, strict=True)]


@pytest.mark.parametrize(("percent", "expected"), WORKED)
def test_one_forecast_of_rain_when_it_rained(percent: int, expected: float) -> None:
    assert score([Scored(percent, happened=True)]).brier == pytest.approx(expected)


def test_the_example_in_the_documentation_of_scikit_learn() -> None:
    # sklearn.metrics.brier_score_loss: y_true [0, 1, 1, 0], y_prob [0.1, 0.9, 0.8, 0.3] gives 0.037...
    assert score(scored([10, 90, 80, 30], [0, 1, 1, 0])).brier == pytest.approx(0.0375)


@pytest.mark.parametrize("seed", range(5))
def test_it_is_reliability_less_resolution_plus_uncertainty(seed: int) -> None:
    chance = random.Random(seed)
    made = scored(
        [chance.choice((5, 20, 50, 80, 95)) for _ in range(60)], [chance.randint(0, 1) for _ in range(60)]
    )
    told = score(made)
    # Independently: by expanding the square instead of grouping.
    total = sum(
        each.percent**2 / 10_000 - 2 * each.percent / 100 * each.happened + each.happened for each in made
    )
    assert told.brier == pytest.approx(total / 60)
    assert told.reliability is not None
    assert told.resolution is not None
    assert told.uncertainty is not None
    assert told.brier == pytest.approx(told.reliability - told.resolution + told.uncertainty)


def test_percentages_that_were_said_once_tell_nothing_of_reliability_and_resolution() -> None:
    once = score(scored([3, 22, 41, 63, 88, 97], [1, 1, 0, 1, 1, 0]))
    assert once.resolution == pytest.approx(once.uncertainty)  # as if nobody could have told better
    assert not once.has_alike
    assert score(scored([20, 20, 20, 80, 80, 80], [0, 0, 1, 1, 1, 0])).has_alike
    assert not score([]).has_alike


def test_every_forecast_stands_in_one_band() -> None:
    told = score(scored([0, 19, 20, 59, 60, 99, 100], [0, 0, 1, 0, 1, 1, 1]))
    assert [band.n for band in told.bands] == [2, 1, 1, 1, 2]
    assert [band.happened for band in told.bands] == [0, 1, 0, 1, 2]
    assert [band.words for band in told.bands][::4] == ["0% to 19%", "80% to 100%"]
    assert told.bands[0].said == pytest.approx(9.5)
    assert told.bands[4].rate == pytest.approx(100)


def test_nothing_resolved_has_no_score() -> None:
    told = score([])
    assert (told.n, told.brier, told.is_of_few) == (0, None, True)
    assert not score([Scored(50, happened=True)] * FEW).is_of_few
