"""The demonstration can be built whenever somebody asks for it: its dates hang on the day."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from speir.demo.world import build
from speir.frameworks.operations import import_shipped_frameworks
from speir.inspections.models import Inspection
from speir.national_overview.operations import import_published_file
from speir.partnerships.operations import load_reference_areas
from speir.people.operations import SYSTEM
from speir.programmes.operations import import_shipped_programmes
from speir.questionnaires.operations import import_shipped_templates

MOMENTS = {
    "the first hour of St Andrew's Day": datetime(2026, 11, 30, 0, 20, tzinfo=UTC),
    "the festive weeks lie where a week is left out": datetime(2027, 2, 28, 12, 0, tzinfo=UTC),
    "the last hour of a leap day": datetime(2028, 2, 29, 23, 40, tzinfo=UTC),
}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_it_is_built(moment: datetime, own_files: Path) -> None:
    load_reference_areas(by=SYSTEM, at=moment)
    import_shipped_frameworks(by=SYSTEM, at=moment)
    import_shipped_programmes(by=SYSTEM, at=moment)
    import_shipped_templates(by=SYSTEM, at=moment)
    import_published_file(by=SYSTEM, at=moment)
    assert build(moment)
    assert Inspection.objects.filter(partnership__is_fictional=True).count() >= 7
