"""Every method that comes with Speir runs from the letter to its end, from its library and without code."""

from pathlib import Path

import pytest

from speir.evaluations.choices import Position
from speir.evaluations.operations import conclude_area
from speir.evidence.queries import evidence_for
from speir.foundations import audit
from speir.foundations.refusals import RuleBroken
from speir.frameworks.operations import import_shipped_frameworks
from speir.frameworks.queries import evaluated_items, indicators_of
from speir.handovers.operations import FROM_AN_AREA, bring_in_what_areas_found
from speir.improvement_plans.queries import plan_of
from speir.inspections.queries import milestones_of, signing_bodies
from speir.people.operations import SYSTEM
from speir.programmes.choices import WITHOUT_GRADES, FollowUp, Output, PhaseKind
from speir.programmes.library import needed_milestones
from speir.programmes.models import Phase
from speir.programmes.operations import import_shipped_programmes
from speir.programmes.queries import phase as phase_at
from speir.programmes.queries import signing_bodies_by_phase
from speir.programmes.reading import shipped_libraries
from speir.reports.operations import start_draft
from speir.reports.publication_queries import publication_of
from tests.factories import NOW, later
from tests.programmes.screens_of_a_life import open_method, open_plan, open_screens, read_in_public
from tests.programmes.whole_life import Exercise

SHIPPED = {
    f"{library.slug}/{phase.slug}": phase
    for library in shipped_libraries()
    for phase in library.phases
    if phase.method.milestones
}
KINDS = {
    "adult-support-and-protection": "adult_protection",
    "services-for-adults": "health_and_social_care",
    "community-justice": "community_justice",
    "other-scrutiny": "health_and_social_care",
}
JUSTICE_SOCIAL_WORK = ("community-justice/community-payback-orders", "other-scrutiny/section-53-review")
SPANS_THREE_COUNCILS = ("community-justice/validated-self-evaluation",)


def with_output(*outputs: Output) -> list[str]:
    """The phases whose method ends so."""
    return [name for name, phase in SHIPPED.items() if phase.method.output in outputs]


@pytest.fixture(autouse=True)
def _shipped(db: None, own_files: Path) -> None:
    import_shipped_frameworks(by=SYSTEM, at=NOW)
    import_shipped_programmes(by=SYSTEM, at=NOW)


def exercise(name: str, place: str = "Strathtest") -> Exercise:
    programme, slug = name.split("/")
    kind = "justice_social_work" if name in JUSTICE_SOCIAL_WORK else KINDS[programme]
    return Exercise(phase_at(programme, slug), kind, place, 3 if name in SPANS_THREE_COUNCILS else 1)


def check_the_end(made: Exercise, phase: Phase) -> None:
    """What every exercise must have when its report is out."""
    published = publication_of(made.now())
    assert published is not None
    content = published.content
    assert [one.body for one in content.signatures] == [
        body.name for body in signing_bodies_by_phase([phase.pk])[phase.pk]
    ]
    graded = phase.output not in WITHOUT_GRADES
    assert len(content.report.conclusions) == (len(evaluated_items(phase.framework)) if graded else 0)
    waiting = {each.key for each in milestones_of(made.inspection) if each.reached_at is None}
    assert waiting & set(needed_milestones(phase.output)) == set()
    follows = phase.follow_up != FollowUp.NOTHING
    assert (plan_of(made.inspection) is not None) is follows
    assert made.inspection.status == ("improving" if follows else "closed")
    assert audit.first_break() is None


def check_its_screens(made: Exercise) -> None:
    """Both sides open every main screen of an exercise that is published, and the public reads it."""
    screens = open_screens(made)
    assert "ublished" in screens["inspection"]
    published = publication_of(made.now())
    assert published is not None
    page = read_in_public(published.publication.slug)
    assert "Fictional" in page
    assert all(body.name in page for body in signing_bodies(made.inspection))


@pytest.mark.parametrize("name", with_output(Output.GRADED_REPORT))
def test_a_method_with_grades_runs_to_its_end(name: str) -> None:
    made = exercise(name)
    letters = made.notify()
    assert len(letters) == len(made.heads)
    assert made.phase.method_title in open_method(made)
    assert "Letters acknowledged" in open_screens(made)["timetable"]
    made.gather()
    made.judge()
    made.find()
    made.draft()
    made.publish()

    check_the_end(made, made.phase)
    check_its_screens(made)
    made.improve()
    assert all("Do what was asked for." in page for page in open_plan(made))
    if made.phase.follow_up == FollowUp.PROGRESS_REVIEW:
        made.review_progress()
        assert made.now().status == "closed"


@pytest.mark.parametrize("name", with_output(Output.LETTER, Output.UNGRADED_REPORT))
def test_a_method_without_grades_follows_up_only_what_is_uncertain(name: str) -> None:
    made = exercise(name)
    made.notify()
    assert made.phase.method_title in open_method(made)
    open_screens(made)
    made.gather()
    first, *certain = indicators_of(made.phase.framework)
    made.position(first, Position.UNCERTAINTY, days=20)
    for item in certain:
        made.position(item, Position.NO_SIGNIFICANT_CONCERN, days=20)
    made.judge()
    with pytest.raises(RuleBroken, match="grades nothing"):
        start_draft(inspection=made.now(), by=made.lead, at=later(days=61))
    made.find()
    with pytest.raises(RuleBroken, match="still uncertain"):
        start_draft(inspection=made.now(), by=made.lead, at=later(days=77))
    made.lodge(first)
    made.position(first, Position.NO_SIGNIFICANT_CONCERN, days=78)
    report = made.draft()

    made.publish()

    check_the_end(made, made.phase)
    check_its_screens(made)
    published = publication_of(made.now())
    assert published is not None
    about = published.content.report.section("about")
    assert about is not None
    assert "We give no grades." in about.text
    assert about.text.startswith("This letter" if made.phase.output == Output.LETTER else "This report")
    assert report.title


@pytest.mark.parametrize("name", with_output(Output.NATIONAL_REPORT))
def test_a_national_report_rests_on_areas_and_names_none(name: str) -> None:
    areas = [exercise(name, place) for place in ("Glenfirth", "Inverquoich")]
    for area in areas:
        area.notify()
        area.gather()
        area.judge()
        area.find()
        with pytest.raises(RuleBroken, match="goes into the national report"):
            start_draft(inspection=area.now(), by=area.lead, at=later(days=77))
        conclude_area(inspection=area.now(), by=area.lead, at=later(days=77))
        open_screens(area)
        assert area.now().status == "closed"
    national = Exercise(phase_at(*name.split("/")), "national", "Fictional Scotland")
    national.notify()
    national.gather()

    brought = bring_in_what_areas_found(inspection=national.now(), by=national.lead, at=later(days=78))

    assert len(brought) == 4 * len(indicators_of(national.phase.framework))
    with pytest.raises(RuleBroken, match="not here already"):
        bring_in_what_areas_found(inspection=national.now(), by=national.lead, at=later(days=78))
    told = [item for item in evidence_for(national.now()) if item.source_title == FROM_AN_AREA]
    assert not any(place in str(vars(item)) for item in told for place in ("Glenfirth", "Inverquoich"))
    national.judge()
    national.find()
    report = national.draft()
    national.revise(report, "next_steps", "Glenfirth did best.")
    with pytest.raises(RuleBroken, match="names no area"):
        national.send_for_sign_off()
    national.revise(national.report(), "next_steps", "One area did best.")
    national.publish()
    check_the_end(national, national.phase)
    check_its_screens(national)
    published = publication_of(national.now())
    assert published is not None
    assert "Glenfirth" not in str(published.publication.content)


@pytest.mark.parametrize("name", with_output(Output.PROGRESS_JUDGEMENTS))
def test_a_progress_review_runs_on_the_plan_of_the_earlier_report(name: str) -> None:
    phase = phase_at(*name.split("/"))
    assert phase.kind == PhaseKind.PROGRESS_REVIEW
    with pytest.raises(RuleBroken, match="improvement plan of an earlier report"):
        exercise(name)
    earlier = exercise("adult-support-and-protection/phase-1", "Glenfirth")
    assert earlier.phase.progress_framework == phase.framework
    earlier.notify()
    earlier.gather()
    earlier.judge()
    earlier.find()
    earlier.draft()
    earlier.publish()
    earlier.improve()

    earlier.review_progress()

    given = open_screens(earlier)["partnership_pack"]
    assert "Briefing on the progress review" in given
    assert earlier.now().status == "closed"


def test_every_kind_of_scrutiny_is_there_and_each_method_is_whole() -> None:
    assert {phase.kind for phase in SHIPPED.values()} == {kind.value for kind in PhaseKind}
    assert {phase.method.output for phase in SHIPPED.values()} == {output.value for output in Output}
    for name, phase in SHIPPED.items():
        method = phase.method
        assert method.is_indicative, name
        assert "indicative" in method.source, name
        assert method.title, name
        assert method.tasks, name
        assert method.evidence_methods, name


def test_a_body_may_take_part_without_signing() -> None:
    made = exercise("community-justice/work-with-the-prisons-inspectorate")
    assert [person.body.short_name for person in made.signatories] == ["HMIPS"]
    assert {person.body.short_name for person in made.inspectors} == {"HMIPS", "Care Inspectorate"}


def test_a_letter_speaks_of_what_the_method_is() -> None:
    validated = exercise("community-justice/validated-self-evaluation").notify()
    assert len(validated) == 4  # three councils and a health board
    assert all("support and validate" in text for text in validated)
    alone = exercise("community-justice/community-payback-orders", "Glenfirth").notify()
    assert all("will be inspected by Care Inspectorate." in text for text in alone)
