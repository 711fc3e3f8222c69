"""Forms filled in well: what must change something for some people, and nothing for everybody else."""

from base64 import b64encode

from django.core.files.uploadedfile import SimpleUploadedFile

from speir.area_monitoring.queries import notes_before
from speir.area_teams.queries import reader_of_areas
from speir.capacity_plans.models import AreaHoliday
from speir.document_requests.queries import documents_of
from speir.evaluations.choices import FindingKind, Position
from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.queries import evidence_for
from speir.frameworks.models import Framework
from speir.frameworks.queries import levels_of
from speir.frameworks.reading import SHIPPED
from speir.improvement_plans.choices import Verdict
from speir.improvement_plans.queries import progress_levels
from speir.inspections.queries import milestones_to_mark
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from speir.people.choices import Role
from speir.programmes.queries import documents_of as documents_of_phase
from speir.questionnaires.models import TemplateVersion
from speir.record_samples.frame_workbook import frame_workbook
from speir.reports.queries import current_version, report_of, section_of
from tests.area_teams.factories import area_of as council_area_of
from tests.factories import TODAY, World, later, pdf
from tests.indicators import factories as numbers
from tests.questionnaires.workbooks import upload, workbook
from tests.record_reading import factories as readings
from tests.record_samples import factories as samples
from tests.scrutiny_calendar import calendars

Fields = dict[str, object]
NOT_PLANNED = "not-planned-yet"
REASON = "A reason, in a sentence."


def _on(days: float) -> str:
    return f"{later(days=days):%d/%m/%Y}"


def _with(prefix: str, fields: Fields) -> Fields:
    return {f"{prefix}-{name}": value for name, value in fields.items()}


def nothing(world: World) -> Fields:
    """Only a button."""
    return {}


def scrutiny(world: World) -> Fields:
    """Another body's scrutiny in the world's area."""
    return {
        "body_name": "Another body",
        "kind": "audit",
        "what": "Audit",
        "first_day": _on(20),
        "last_day": _on(25),
        "areas": [str(council_area_of(world).pk)],
        "firmness": "agreed",
        "source": "They told us.",
        "sharing": "scrutiny",
    }


def calendar_file(world: World) -> Fields:
    """A calendar of one event."""
    said = scrutiny(world)
    return {
        **{name: said[name] for name in ("body_name", "kind", "firmness", "sharing", "areas")},
        "calendar": "Theirs",
        "file": SimpleUploadedFile("theirs.ics", calendars.calendar(calendars.event("one"))),
    }


def taking_scrutiny_out(world: World) -> Fields:
    """Why an entry is taken out."""
    return {"reason": REASON}


def feed(world: World) -> Fields:
    """A feed that says nothing."""
    return {"titles": "neutral"}


def known(world: World) -> Fields:
    """Everything that moved is known."""
    return {"up_to": f"{later(days=30):%Y-%m-%dT%H:%M:%S.%f%z}"}


def framework(world: World) -> Fields:
    """A framework that comes with Speir, as a file."""
    return {"file": SimpleUploadedFile("asp-2017.yaml", (SHIPPED / "asp-2017.yaml").read_bytes())}


def programme(world: World) -> Fields:
    """A programme that was looked at and is sent back to be kept."""
    framework, body = world.phase.framework, world.bodies["ci"]
    words = (
        "programme: {slug: by-hand, name: By hand}\n"
        f"phases: [{{slug: one, name: One, kind: inspection, framework: {framework.key}, "
        f'framework_version: "{framework.version}", wording: indicative}}]\n'
        f"bodies: [{{phase: one, name: {body.name}, short_name: {body.short_name}, lead: yes}}]\n"
    )
    return {"name": "by-hand.yaml", "content": b64encode(words.encode()).decode()}


def choosing(world: World) -> Fields:
    """A choice on the footing of risk."""
    return {"partnership": NOT_PLANNED, "basis": "risk", "reason": REASON}


def setting_aside(world: World) -> Fields:
    """Why a choice is set aside."""
    return {"reason": REASON}


def ministers_request(world: World) -> Fields:
    """What Ministers asked for."""
    return _with("asked", {"asked_on": _on(-10), "asks": REASON, "approved_on": "", "timetable": ""})


def approved_timetable(world: World) -> Fields:
    """The timetable that Ministers approved."""
    return {"approved_on": _on(-1), "timetable": REASON}


def workbook_to_check(world: World) -> Fields:
    """A workbook without faults."""
    return {"kind": "survey", "file": upload(workbook(form_id="another"))}


def publishing(world: World) -> Fields:
    """The findings were looked at."""
    return {"is_looked_at": "on", "note": REASON}


def retiring(world: World) -> Fields:
    """Why a template is retired."""
    return {"reason": REASON}


def planned_inspection(world: World) -> Fields:
    """An inspection where none is planned yet."""
    return {
        "partnership": NOT_PLANNED,
        "starts_on": _on(400),
        "lead_inspector": str(world.lead.pk),
        "reason_chosen": REASON,
    }


def appointment(world: World) -> Fields:
    """Another inspector."""
    return {"person": str(world.people["ci_signatory"].pk), "role": Role.INSPECTOR.value}


def pause(world: World) -> Fields:
    """A week that does not count."""
    return {"first_day": _on(21), "last_day": _on(25), "reason": "School holidays"}


def putting_back(world: World) -> Fields:
    """Why days count after all."""
    return {"reason": REASON}


def shift(world: World) -> Fields:
    """The last milestone comes a week later."""
    return _with(
        "shift", {"from_key": milestones_to_mark(world.inspection)[-1].key, "weeks": "1", "reason": REASON}
    )


def milestone(world: World) -> Fields:
    """Something that happened outside Speir."""
    key = milestones_to_mark(world.inspection)[0].key
    return _with("mark", {"key": key, "reached_on": _on(10)})


def intensity(world: World) -> Fields:
    """How closely an area is followed."""
    return {"what": "follow", **_with("follow", {"intensity": "formal", "reason": REASON})}


def barrier(world: World) -> Fields:
    """A barrier to improvement."""
    given = {"kind": "barrier", "text": REASON, "tier": "own_body"}
    return {"what": "factor", **_with("factor", given)}


def forecast(world: World) -> Fields:
    """A further forecast of a risk."""
    return {"what": "again", **_with("again", {"likelihood": "40", "why": REASON})}


def factor_gone(world: World) -> Fields:
    """A barrier is gone."""
    return {"what": "move", **_with("move", {"to": "gone", "why": REASON})}


def sharing(world: World) -> Fields:
    """A note is shared with another scrutiny body."""
    written = notes_before([council_area_of(world)], reader_of_areas(world.link, TODAY), later(2).date(), 1)
    given = {"thing": str(written[0].pk), "body": str(world.bodies["hmics"].pk), "why": REASON}
    return {"what": "share", **_with("share", given)}


def support_offer(world: World) -> Fields:
    """Support for the partnership."""
    given = {"partnership": world.partnership.slug, "what": REASON, "for_whom": "Team managers"}
    given |= {"why": REASON, "source": "request", "outcome_due_on": _on(90)}
    return {"what": "offer", **_with("offer", given)}


def support_session(world: World) -> Fields:
    """One session of it."""
    given = {"held_on": _on(0), "purpose": REASON, "attended": "Team managers (6)"}
    return {"what": "session", **_with("session", given)}


def support_answer(world: World) -> Fields:
    """The partnership's answer."""
    return {"what": "answer", **_with("answer", {"is_accepted": "yes", "words": REASON})}


def conversation(world: World) -> Fields:
    """Two bodies are called together."""
    bodies = [str(world.bodies[key].pk) for key in ("ci", "his")]
    return {"what": "call", **_with("call", {"held_on": _on(7), "purpose": REASON, "bodies": bodies})}


def view(world: World) -> Fields:
    """What one's own body sees."""
    return {"what": "view", **_with("view", {"view": REASON, "base": "0"})}


def summary(world: World) -> Fields:
    """A summary of half a year."""
    return {"what": "draft", **_with("draft", {"from_on": _on(-180), "until_on": _on(0)})}


def taken_back(world: World) -> Fields:
    """A summary is taken back from the council."""
    return {"what": "back", **_with("back", {"why": REASON})}


def item_words(world: World) -> Fields:
    """Other words for an item."""
    return {"what": "edit", **_with("edit", {"text": REASON, "base": "1"})}


def item_answer(world: World) -> Fields:
    """The council agrees to an item."""
    return {"what": "answer", **_with("answer", {"is_agreed": "yes", "revision": "1"})}


def enquiry(world: World) -> Fields:
    """Something asked about the area."""
    return {"name": "A. Resident", "email": "resident@example.org", "asked": REASON}


def handover(world: World) -> Fields:
    """Somebody takes the area over."""
    return {"what": "start", **_with("start", {"person": str(world.people["outsider"].pk)})}


def seen_line(world: World) -> Fields:
    """A line of the morning page."""
    return {"line": "0" * 32}


def topics(world: World) -> Fields:
    """Topics of the newsletter."""
    return {"what": "topics", **_with("topics", {"topics": ["adults"]})}


def agreement(world: World) -> Fields:
    """The partnership agrees to publish a practice."""
    return {"what": "agree", **_with("agree", {"agreed_by": "Chief officer"})}


def uptake(world: World) -> Fields:
    """What a partnership made of a practice."""
    return {"what": "uptake", **_with("uptake", {"kind": "tried", "result": REASON})}


def answer_to_enquiry(world: World) -> Fields:
    """The answer to an enquiry."""
    return {"what": "answer", **_with("answer", {"answer": REASON})}


def contact(world: World) -> Fields:
    """A contact with the area."""
    area = council_area_of(world)
    return {
        "area": address_of(AreaKind.COUNCIL, area.name),
        "held_on": _on(0),
        "how": "meeting",
        "who_with": "Chief social work officer",
        "activity": "risks",
        "result": REASON,
        "tier": "own_body",
    }


def documents(world: World) -> Fields:
    """Every document that the phase foresees."""
    asked = [str(document.pk) for document in documents_of_phase(world.phase)]
    return {"documents": asked, "due_on": _on(25), "message": ""}


def asking_again(world: World) -> Fields:
    """A document, asked for again."""
    return _with("again", {"why": REASON, "due_on": _on(25)})


def files(world: World) -> Fields:
    """One file."""
    return {"hand_over-file": pdf("another.pdf", words="another")}


def not_held(world: World) -> Fields:
    """Why a document is not held."""
    return {"not_held-why": REASON}


def _evidence(world: World) -> Fields:
    return {
        "item": str(world.indicators()[0].pk),
        "says": "What the source says.",
        "bearing": Bearing.STRENGTH.value,
    }


def evidence(world: World) -> Fields:
    """What was read in the records."""
    source = {"source_kind": SourceKind.RECORDS.value, "source_title": "Fifty records read"}
    return {**_evidence(world), **source}


def evidence_from_document(world: World) -> Fields:
    """What a handed-over file says."""
    handed = documents_of(world.inspection)[-1].files[0]
    return _with("lodge", {**_evidence(world), "file": str(handed.pk)})


def frame(world: World) -> Fields:
    """A frame of records."""
    return {"file": SimpleUploadedFile("frame.xlsx", frame_workbook(samples.rows(30, 20)))}


def draw(world: World) -> Fields:
    """The usual sizes."""
    sizes = {"investigation": "50", "inquiry": "40", "reserves": "10", "least": "0"}
    return {**sizes, "seed": "seed of the tests", "why_again": ""}


def position(world: World) -> Fields:
    """Where the team stands on an indicator."""
    return {"position": Position.UNCERTAINTY.value, "why": REASON}


def why(world: World) -> Fields:
    """Why something is withdrawn."""
    return {"why": REASON}


def reopening(world: World) -> Fields:
    """Why one takes one's evaluation back."""
    return {"reopen-why": REASON}


def reopening_for(world: World) -> Fields:
    """Why the lead reopens an inspector's evaluation."""
    return {"reopen_for-inspector": str(world.inspector.pk), "reopen_for-why": REASON}


def _judgement(world: World) -> Fields:
    scale = world.evaluated()[0].scale
    assert scale is not None
    return {"level": levels_of(scale)[0].key, "rationale": REASON}


def _cited(world: World) -> list[str]:
    return [str(item.pk) for item in evidence_for(world.inspection, world.evaluated()[0])]


def own_judgement(world: World) -> Fields:
    """One's own evaluation."""
    return _with("own", {**_judgement(world), "evidence": _cited(world)})


def team_judgement(world: World) -> Fields:
    """The team's."""
    return _with("team", _judgement(world))


def finding(world: World) -> Fields:
    """An area for improvement."""
    kind = FindingKind.AREA_FOR_IMPROVEMENT.value
    return {"kind": kind, "text": "What must improve, in a whole sentence.", "evidence": _cited(world)}


def section(world: World) -> Fields:
    """Other words for a section of the report."""
    report = report_of(world.inspection)
    found = section_of(report, "about") if report else None
    assert found is not None
    return {"text": "Other words.", "base_revision": found.revision}


def _version(world: World) -> int:
    report = report_of(world.inspection)
    version = current_version(report) if report else None
    assert version is not None
    return version.number


def signature(world: World) -> Fields:
    """A signature under the newest version."""
    return _with("sign", {"version": _version(world), "statement": REASON})


def declining(world: World) -> Fields:
    """The newest version, sent back."""
    return _with("decline", {"version": _version(world), "reason": REASON})


def back_reason(world: World) -> Fields:
    """Why the report is taken back, or the plan returned."""
    return {"back-reason": REASON}


def due_day(world: World) -> Fields:
    """By when comments are due."""
    return {"due_on": _on(97)}


def fact_comment(world: World) -> Fields:
    """A comment on a section of the draft."""
    return {"says": REASON, "proposed": "2025"}


def answer(world: World) -> Fields:
    """The answer to a comment."""
    return {"is_accepted": "no", "reason": REASON}


def correction(world: World) -> Fields:
    """What was wrong in the published report."""
    return _with("correct", {"note": REASON})


def review_signature(world: World) -> Fields:
    """What a body approves of a progress review."""
    return _with("sign", {"statement": REASON})


def review_declining(world: World) -> Fields:
    """Why a body sends a progress review back."""
    return _with("decline", {"reason": REASON})


def review_due_day(world: World) -> Fields:
    """By when comments on a progress review are due."""
    return {"due_on": _on(420)}


def give_up(world: World) -> Fields:
    """Why a correction is given up."""
    return _with("give-up", {"reason": REASON})


def embargo(world: World) -> Fields:
    """When the report is published."""
    return {"embargo-publish_on": _on(103)}


def planned_action(world: World) -> Fields:
    """An action of the plan."""
    return {
        "text": "Train every council officer.",
        "body": str(world.bodies["council"].pk),
        "lead_person": "Head of adult services",
        "due_on": _on(300),
        "measure": "Nine in ten audited records are of good quality.",
        "base": "1",
    }


def claim(world: World) -> Fields:
    """A claim of progress with a file."""
    return {"says": "Every officer is trained.", "evidence": pdf("audit.pdf", words="audit")}


def verdict(world: World) -> Fields:
    """That the progress is verified."""
    return {"verdict": Verdict.VERIFIED.value, "reason": REASON}


def review_start(world: World) -> Fields:
    """When the progress review starts."""
    return {"starts_on": _on(140)}


def progress(world: World) -> Fields:
    """How much progress there was in one area."""
    return {"level": str(progress_levels(world.inspection)[0].pk), "rationale": REASON}


def concern(world: World) -> Fields:
    """A concern about somebody's safety."""
    return {"seen": "Nobody has visited for a week.", "worry": "There was no food.", "source_kind": "reading"}


def decision(world: World) -> Fields:
    """A concern, passed on."""
    return {"decision": "pass_on", "decide-reason": REASON}


def what_was_done(world: World) -> Fields:
    """What the partnership did."""
    return {"what_was_done": "Somebody visited today.", "local_reference": "Log 118"}


def more(world: World) -> Fields:
    """What is still missing."""
    return {"ask-more": "Who visits next?"}


def theme(world: World) -> Fields:
    """What it was about."""
    return {"close-theme": "other"}


def senior_manager(world: World) -> Fields:
    """Another senior manager, for when the first is away."""
    return {"person": str(world.people["contributor"].pk)}


def exercise(world: World) -> Fields:
    """Reading of the population that is not read yet."""
    version = TemplateVersion.objects.get(key="reading")
    return {
        "population": "inquiry",
        "template": str(version.pk),
        "double_share": "20",
        "due_on": _on(40),
        "seed": "",
    }


def taking_back(world: World) -> Fields:
    """Taking a reading from its reader."""
    return {"why": REASON, "what": "take_back"}


def declaration(world: World) -> Fields:
    """No conflict."""
    return {"connection": "none", "says": ""}


def read_page(world: World) -> Fields:
    """One answer changed."""
    return {"answer:inquiry/held": "no", "last": "{}", "sending": "", "pressed": "next"}


def pick(world: World) -> Fields:
    """One of two answers of the inspector."""
    return {"address": "inquiry/days", "event_id": str(readings.picked(world, "inspector").event_id)}


def our_pick(world: World) -> Fields:
    """One of two answers of the local reader."""
    return {"address": "inquiry/days", "event_id": str(readings.picked(world, "local_reader").event_id)}


def settlement(world: World) -> Fields:
    """One difference settled."""
    return {"address": "inquiry/days", "value": "5", "why": REASON}


def figure(world: World) -> Fields:
    """What a figure means."""
    return {
        "item": str(world.indicators()[1].pk),
        "says": REASON,
        "bearing": Bearing.STRENGTH.value,
        "agency": "",
    }


def scenario(world: World) -> Fields:
    """A small plan of capacity."""
    return {
        "name": "Small",
        "start": _on(60),
        "months": "12",
        "teams": "2",
        "stages": "Preparation; 2; 20\nOn site; 1; 60; in the area",
        "gap": "4",
        "partnerships": [world.partnership.slug],
    }


def holidays(world: World) -> Fields:
    """The holidays of one area."""
    area = AreaHoliday.objects.filter(taken_out_at=None)[0].area.name
    return {"kind": "school", "days": f"{area}; {_on(90)}; {_on(94)}; spring holiday", "source": "Its page"}


def planning_again(world: World) -> Fields:
    """The same once more, with one kept."""
    return {"name": "Again", "kept": ["Ardmore"]}


def adopting(world: World) -> Fields:
    """Why a plan is adopted."""
    return _with("adopt", {"reason": REASON})


def numbers_file(world: World) -> Fields:
    """A file of numbers that can be read."""
    return {"collection": "justice-social-work", "file": numbers.upload()}


def services_file(world: World) -> Fields:
    """A month of regulated services, whose name does not say which."""
    return {"month": "2026-07", "file": numbers.services_upload()}


def columns(world: World) -> Fields:
    """What its columns mean; it lands."""
    return {**numbers.COLUMNS, "step": "land"}


def dismissal(world: World) -> Fields:
    """Why nothing more is needed."""
    return {"reason": REASON}


def consultation(world: World) -> Fields:
    """A consultation on a draft that nobody uses."""
    draft = Framework.objects.get(key="nobody-uses-it")
    words = {"title": "What is good?", "about": REASON, "closes_on": _on(60), "programme": ""}
    return {"what": "prepare", **_with("prepare", {**words, "framework": str(draft.pk)})}


def closing_day(world: World) -> Fields:
    """A later closing day."""
    return {"what": "closing", **_with("closing", {"closes_on": _on(90), "reason": REASON})}


def comment_on_draft(world: World) -> Fields:
    """A comment on a part of the draft."""
    return {"stance": "change", "text": REASON, "speaks_as": "staff", "website": ""}


def decision_on_comments(world: World) -> Fields:
    """A decision about the group."""
    return {"what": "decide", **_with("decide", {"outcome": "in_part", "reason": REASON})}


def publish_answer(world: World) -> Fields:
    """Only the button that publishes."""
    return {"what": "publish"}


def publish_involvement(world: World) -> Fields:
    """Only the button that makes it public."""
    return {"what": "publish"}


def engagement_done(world: World) -> Fields:
    """What was done."""
    done = {"done_on": _on(0), "to_whom": "Lead officers", "reached": "31", "outcome": REASON}
    return {"what": "done", **_with("done", done)}


def aims(world: World) -> Fields:
    """What the programme wants to achieve."""
    return {"what": "aims", **_with("aims", {"aims": REASON, "base": ""})}


def pack_release(world: World) -> Fields:
    """Why a document is released by hand."""
    return _with("releaseform", {"reason": REASON})


def pack_day(world: World) -> Fields:
    """Another day for a document."""
    return _with("otherdayform", {"release_on": _on(11), "reason": REASON})


def pack_version(world: World) -> Fields:
    """Newer words."""
    return _with("version", {"base": "1", "what_changed": REASON, "text": "Newer words.", "source": ""})


def common_version(world: World) -> Fields:
    """Newer words for every partnership."""
    return _with("version", {"base": "0", "what_changed": REASON, "text": "Newer words.", "source": ""})


def pack_answer(world: World) -> Fields:
    """An answer for everybody."""
    return _with("answer", {"answer": "Yes.", "is_for_all": "on"})


def pack_share(world: World) -> Fields:
    """A question and its answer that name nobody."""
    return _with("share", {"asks": "May an audit be sent?", "answer": "Yes."})


def pack_receipt(world: World) -> Fields:
    """Which version was read."""
    return {"number": "1"}


def pack_asking(world: World) -> Fields:
    """A question."""
    return {"text": "May we send the audit of last year?"}
