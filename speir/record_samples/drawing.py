"""What is asked of a draw, and the draw itself by the published method."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from speir.measures import sampling
from speir.record_samples.choices import USUAL_RESERVES, USUAL_TARGETS, Population


@dataclass(frozen=True)
class Asked:
    """Sizes and seed of one draw: targets are caps; ``least`` is the fewest from each locality, if any."""

    seed: str
    targets: Mapping[Population, int]
    reserves: Mapping[Population, int]
    least: int = 0

    @property
    def numbers(self) -> dict[str, int]:
        """Every number that was asked for, by what it is."""
        targets = {f"target {population}": number for population, number in self.targets.items()}
        reserves = {f"reserves {population}": number for population, number in self.reserves.items()}
        return {**targets, **reserves, "least": self.least}


def usually_asked(seed: str) -> Asked:
    """The sizes of an adult protection inspection: 50 and 40, with ten reserves each."""
    return Asked(seed, USUAL_TARGETS, dict.fromkeys(Population, USUAL_RESERVES))


def draw_from(units: Iterable[sampling.Unit], asked: Asked) -> sampling.Draw:
    """Draw by the method of ``measures.sampling``, names of populations as plain text."""
    return sampling.draw(
        list(units),
        {population.value: asked.targets.get(population, 0) for population in Population},
        asked.seed.strip(),
        reserves={population.value: asked.reserves.get(population, 0) for population in Population},
        least=asked.least,
    )
