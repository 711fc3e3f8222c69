"""Ours against independent implementations, over made-up ratings and counts kept in the folder oracle."""

from typing import Any

import pytest

from speir.measures.agreement import gwet, krippendorff_alpha
from speir.measures.intervals import StratumCount, stratified, wilson
from speir.measures.student import t_quantile
from tests.measures.oracle import VALUES


def test_there_is_enough_to_compare() -> None:
    sizes = {name: len(sets) for name, sets in VALUES.items()}
    assert sizes == {"agreement": 40, "wilson": 60, "stratified": 12, "trend": 12, "holm": 6, "student": 36}


@pytest.mark.parametrize("known", VALUES["agreement"])
def test_gwet_is_that_of_irrcac(known: dict[str, Any]) -> None:
    found = gwet(known["rows"], range(1, known["offered"] + 1), known["level"], items=known["items"])
    ours = [found.value, found.standard_error, found.observed, found.chance]
    assert ours == pytest.approx(known["gwet"], abs=1e-9)
    low, high = known["gwet_interval"]
    assert (found.low, found.high) == pytest.approx((max(-1, low), high), abs=1e-8)


@pytest.mark.parametrize("known", VALUES["agreement"])
def test_alpha_is_that_of_irrcac(known: dict[str, Any]) -> None:
    found = krippendorff_alpha(
        known["rows"], range(1, known["offered"] + 1), known["level"], items=known["items"]
    )
    value, error = known["alpha"]
    # Alpha's own ordinal distance depends on the ratings; irrcac's ordinal weights do not.
    if known["level"] != "ordinal":
        assert found.value == pytest.approx(value, abs=1e-9)
        if known["is_complete"]:
            assert found.standard_error == pytest.approx(error, abs=1e-9)


@pytest.mark.parametrize(("k", "n", "confidence", "low", "high"), VALUES["wilson"])
def test_wilson_is_that_of_statsmodels(k: int, n: int, confidence: float, low: float, high: float) -> None:
    found = wilson(k, n, confidence)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


@pytest.mark.parametrize("known", VALUES["stratified"])
def test_a_stratified_proportion_is_that_of_samplics(known: dict[str, Any]) -> None:
    found = stratified([StratumCount(*each) for each in known["strata"]])
    assert found.estimate == pytest.approx(known["estimate"], abs=1e-12)
    assert found.standard_error == pytest.approx(known["standard_error"], abs=1e-12)


@pytest.mark.parametrize(("confidence", "freedom", "quantile"), VALUES["student"])
def test_a_t_quantile_is_that_of_scipy(confidence: float, freedom: int, quantile: float) -> None:
    assert t_quantile(confidence, freedom) == pytest.approx(quantile, rel=1e-9)
