"""What the lanes of a drill found, put together, judged and put into words."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

LOSSES = ("acknowledged_lost", "typed_lost", "changed", "doubled", "unsettled")
COUNTS = ("typed", "kept", "acknowledged", "stored", "server_kills", "found_later")
# Each must truly have happened at least once for so many sessions: a fault that never came proves nothing.
SESSIONS_FOR_EACH = {
    "tab crash": 1,
    "reload": 1,
    "other record": 1,
    "answers typed offline": 1,
    "opened offline": 2,
    "server killed mid-save": 2,
    "session expired": 2,
    "answer swallowed": 1,
    "sendings out of order": 1,
    "old sendings again": 1,
    "two devices on one record": 2,
    "answers typed by a wrong clock": 1,
    "conflicting answers, both kept": 1,
}


@dataclass(frozen=True)
class Drill:
    """What was asked for, what came of it, and whether planted losses were found."""

    seed: int
    sessions: int
    wanted: int
    seconds: int
    counts: dict[str, int]
    faults: dict[str, int]
    lost: dict[str, list[Any]]
    lost_in_a_crash: list[Any]
    stories: list[str]
    untold: list[str]
    is_audit_whole: bool
    plants: dict[str, bool]

    @property
    def too_rare(self) -> list[str]:
        """The faults that did not come often enough to prove anything."""
        found = []
        for fault, share in SESSIONS_FOR_EACH.items():
            needed = max(1, self.sessions // share)
            if self.faults.get(fault, 0) < needed:
                found.append(f"{fault}: {self.faults.get(fault, 0)}, needed {needed}")
        return found

    @property
    def is_clean(self) -> bool:
        """Nothing lost of enough answers, everything went wrong that should, and the drill can tell."""
        return (
            not any(self.lost.values())
            and not self.lost_in_a_crash
            and self.is_audit_whole
            and self.counts["typed"] >= self.wanted
            and not self.too_rare
            and all(self.plants.values())
        )


def put_together(
    results: list[dict[str, Any]],
    plants: dict[str, bool],
    seed: int,
    sessions: int,
    wanted: int,
    seconds: int,
) -> Drill:
    """One verdict of all lanes."""
    faults = Counter[str]()
    for result in results:
        faults.update(result["faults"])
    return Drill(
        seed=seed,
        sessions=sessions,
        wanted=wanted,
        seconds=seconds,
        counts={name: sum(result[name] for result in results) for name in COUNTS},
        faults=dict(sorted(faults.items())),
        lost={name: [each for result in results for each in result[name]] for name in LOSSES},
        lost_in_a_crash=[each for result in results for each in result["lost_in_the_crash"]],
        stories=[each for result in results for each in result["stories"]],
        untold=[each for result in results for each in result["untold"]],
        is_audit_whole=all(result["audit_is_whole"] for result in results),
        plants=plants,
    )


def in_words(drill: Drill) -> str:
    """The verdict as people read it; what was lost comes with the way to repeat it."""
    counts, lost = drill.counts, drill.lost
    went_wrong = [f"{fault} {count:,}" for fault, count in drill.faults.items()]
    lines = [
        f"{counts['typed']:,} answers typed in {drill.sessions} sessions, {counts['stored']:,} events "
        f"stored and {counts['acknowledged']:,} heard to be acknowledged, in {drill.seconds} s.",
        "(An answer typed over before it was sent is replaced by the later one of the same device.)",
        f"What went wrong meanwhile: {'; '.join(went_wrong)}.",
        f"Acknowledged and lost: {len(lost['acknowledged_lost'])}. "
        f"Typed and lost: {len(lost['typed_lost'])}. "
        f"Changed: {len(lost['changed'])}. Doubled: {len(lost['doubled'])}. "
        f"Audit chain {'whole' if drill.is_audit_whole else 'BROKEN'}.",
        f"Typed in the very moment of a crash, before the page said that it is kept, and lost: "
        f"{len(drill.lost_in_a_crash)} in {drill.faults.get('tab crash', 0)} crashes.",
        f"Found by the next page, since its own went before it could tell: {counts['found_later']}. "
        f"Stored, and no page ever told of it: {len(drill.untold)}.",
        *(f"Planted: {plant}: {'found' if found else 'NOT FOUND'}." for plant, found in drill.plants.items()),
    ]
    for name, found in lost.items():
        lines += [f"  {name}: {each}" for each in found[:20]]
    lines += [f"  what became of {each}" for each in drill.stories[:20]]
    lines += [f"Too rare to prove anything: {fault}." for fault in drill.too_rare]
    if counts["typed"] < drill.wanted:
        lines.append(f"Only {counts['typed']:,} of {drill.wanted:,} answers were typed.")
    again = f"--seed {drill.seed} --sessions {drill.sessions} --answers {drill.wanted}"
    lines.append(f"{'Clean' if drill.is_clean else 'NOT CLEAN'}. The same again: script/fault-drill {again}")
    return "\n".join(lines)
