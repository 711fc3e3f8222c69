"""A small, whole programme that tests break in one place at a time."""

from speir.programmes.library import NEEDED_MILESTONES

HEAD = """\
programme:
  slug: sample
  name: A sample programme
phases:
  - {slug: first, name: First, kind: thematic, framework: asp-2017, framework_version: "2017.1",
     starts_on: 2026-04-01, ends_on: 2027-03-31, wording: official, source: A published page}
  - {slug: second, name: Second, kind: joint_inspection, framework: asp-phase-2, framework_version: "2023.1",
     progress_framework: asp-progress-review, progress_framework_version: "2024.1", method: weeks,
     wording: indicative}
bodies:
  - {phase: first, name: Inspectors One, short_name: One, lead: yes}
  - {phase: second, name: Inspectors One, short_name: One, lead: yes}
  - {phase: second, name: Inspectors Two, short_name: Two}
methods:
  - {key: weeks, wording: indicative}
stages:
  - {method: weeks, key: all, title: The whole}
documents:
  - {method: weeks, number: 1, title: Position statement, position_statement: yes}
  - {method: weeks, number: 2, title: Procedures, why: What staff should do}
milestones:
"""
YAML = HEAD + "".join(
    f"  - {{method: weeks, stage: all, key: {key}, title: {key}, week: {week}, weekday: friday, "
    "whose_turn: lead_inspector}\n"
    for week, key in enumerate(NEEDED_MILESTONES, start=1)
)


def broken(old: str, new: str) -> bytes:
    """The sample with one piece replaced; fails when the piece is not there."""
    assert YAML.count(old) == 1, f"{old!r} is in the sample {YAML.count(old)} times"
    return YAML.replace(old, new).encode()
