"""A small, whole library that tests break in one place at a time."""

from io import BytesIO

from openpyxl import Workbook, load_workbook

YAML = """\
framework:
  key: sample
  version: "1"
  title: A sample framework
scales:
  - {key: six, title: Six-point scale}
levels:
  - {scale: six, key: good, value: 2, label: Good, wording: official, source: A published page}
  - {scale: six, key: weak, value: 1, label: Weak, wording: indicative}
items:
  - {number: "1", kind: key_area, title: Key processes, evaluated: yes, scale: six, wording: indicative}
  - {number: "1.1", parent: "1", kind: quality_indicator, title: We listen, scale: six, wording: indicative}
  - {number: "1.10", parent: "1", kind: quality_indicator, title: We act, wording: indicative}
illustrations:
  - {item: "1.1", level: good, text: People are heard., wording: indicative}
terms:
  - {key: area_for_improvement, singular: recommendation, plural: recommendations}
"""


def broken(old: str, new: str) -> bytes:
    """The sample with one piece replaced; fails when the piece is not there."""
    assert YAML.count(old) == 1, f"{old!r} is in the sample {YAML.count(old)} times"
    return YAML.replace(old, new).encode()


def changed_workbook(workbook: bytes, sheet: str, cell: str, value: str | float | None) -> bytes:
    """The workbook with one cell changed."""
    opened = load_workbook(BytesIO(workbook))
    opened[sheet][cell] = value
    return saved(opened)


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook."""
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()
