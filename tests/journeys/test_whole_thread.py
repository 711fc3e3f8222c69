"""The whole thread in a real browser: each step by the right person, signed in as themselves."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from speir.demo.papers import paper
from speir.foundations import audit
from speir.inspections.models import Inspection
from tests.journeys.actors import Actor

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., Actor]
SIGNATORIES = ("ci_signatory", "his_signatory", "hmics_signatory")
PHASE = "/programmes/adult-support-and-protection/phase-3-demonstration/"


def working_day(days: int) -> date:
    """A Monday to Friday at least so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def written(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}"


class Thread:
    """One inspection, walked step by step."""

    def __init__(self, sign_in: SignIn) -> None:
        self.sign_in = sign_in
        self.reference = ""

    @property
    def home(self) -> str:
        """Where the inspection lives."""
        return f"/inspections/{self.reference}/"

    @property
    def partnership(self) -> str:
        """Where the partnership finds it."""
        return f"/partnership/{self.reference}/"

    def plan(self) -> None:
        """The service manager plans it and names the lead, who builds the team."""
        manager = self.sign_in("manager")
        manager.opens(PHASE)
        manager.follows("Plan an inspection")
        manager.picks("Partnership", "Strathcarron")
        manager.fills("Starts on", written(working_day(0)))
        manager.picks("Lead inspector", "Mairi Sinclair")
        manager.fills("Why this partnership", "Never inspected in this programme.")
        manager.presses("Plan the inspection")
        manager.sees("Inspection planned", "Fictional partnership")
        self.reference = manager.page.url.split("/inspections/")[1].split("/")[0]

    def build_the_team(self) -> None:
        """The lead appoints colleagues of three bodies and the partnership's people."""
        lead = self.sign_in("lead")
        lead.opens(f"{self.home}team/")
        for name, role in (
            ("Ewan MacAskill", "Inspector"),
            ("Isla Reid", "Inspector"),
            ("Fiona Baird", "Strategic support officer"),
            ("Alasdair Boyd", "Signatory for a scrutiny body"),
            ("Ruth Kerr", "Signatory for a scrutiny body"),
            ("Graeme Duff", "Signatory for a scrutiny body"),
            ("Anne Gillespie", "Inspection coordinator"),
            ("Neil Farquhar", "Contributor in the partnership"),
            ("Margaret Orr", "Head of a partnership body"),
            ("Dr Hamish Tait", "Head of a partnership body"),
        ):
            lead.picks("Person", name)
            lead.picks("Role", role)
            lead.presses("Appoint")
        lead.sees("Dr Hamish Tait")

    def leave_weeks_out(self) -> None:
        """The support officer leaves holiday weeks out; later milestones move."""
        support = self.sign_in("support")
        support.opens(f"{self.home}timetable/")
        support.fills("First day", written(working_day(70)))
        support.fills("Last day", written(working_day(70) + timedelta(days=9)))
        support.fills("Why these weeks do not count", "Local school holidays")
        support.presses("Leave these weeks out")
        support.sees("Left out of the timetable", "Local school holidays")

    def notify(self) -> None:
        """Letters wait for a head of every body; then each head acknowledges their own."""
        lead = self.sign_in("lead")
        lead.opens(f"{self.home}letters/")
        lead.sees("Appoint a head for each first")
        lead.opens(f"{self.home}team/")
        lead.picks("Person", "Lorna Bain")
        lead.picks("Role", "Head of a partnership body")
        lead.presses("Appoint")
        lead.opens("/my-work/")
        lead.follows("Send the notification letters")
        lead.presses("Send the letters")
        for key in ("strathcarron_council_head", "nhs_carron_head", "police_carron_head"):
            head = self.sign_in(key)
            head.opens("/partnership/")
            head.follows("Acknowledge the notification letter")
            head.sees("Strathcarron adult protection partnership")
            head.presses("Acknowledge this letter")
        lead.opens(f"{self.home}letters/")
        lead.sees("acknowledged")
        lead.photographs("letters")

    def ask_for_documents(self) -> None:
        """A due date before the request is refused and keeps what was typed; then the request goes out."""
        support = self.sign_in("support")
        support.opens(f"{self.home}documents/ask/")
        support.fills("Message to the partnership (optional)", "Hand over what exists already.")
        support.fills("Due on", written(timezone.localdate() - timedelta(days=3)))
        support.presses("Ask for these documents")
        support.sees("The due date is not after the day of the request", "There is a problem")
        assert support.page.get_by_label("Message to the partnership (optional)").input_value()
        support.fills("Due on", written(working_day(20)))
        support.presses("Ask for these documents")
        support.sees("Position statement")

    def hand_over(self) -> None:
        """The partnership hands over the position statement and 18 documents; a wrong type is refused."""
        coordinator = self.sign_in("strathcarron_coordinator")
        coordinator.opens("/partnership/")
        coordinator.follows("Hand over 19 documents")
        coordinator.photographs("partnership-documents")
        coordinator.opens(f"{self.partnership}documents/1/")
        self._choose_file(coordinator, "tool.exe", b"MZ")
        coordinator.presses("Hand over")
        coordinator.sees("its type is not allowed")
        for number in range(1, 20):
            who = self.sign_in("strathcarron_contributor") if number == 7 else coordinator
            who.opens(f"{self.partnership}documents/{number}/")
            made = paper(f"Strathcarron document {number}")
            self._choose_file(who, made.name or "", made.read())
            who.presses("Hand over")
        coordinator.opens(f"{self.partnership}documents/")
        coordinator.does_not_see("days late")

    @staticmethod
    def _choose_file(actor: Actor, name: str, content: bytes) -> None:
        kind = "application/pdf" if name.endswith(".pdf") else "application/octet-stream"
        actor.page.locator("input[type=file]").first.set_input_files(
            {"name": name, "mimeType": kind, "buffer": content}
        )

    def lodge_evidence(self) -> None:
        """Inspectors read documents and lodge what they say against indicators, from other sources too."""
        inspector = self.sign_in("his_inspector")
        inspector.opens(f"{self.home}documents/1/")
        inspector.presses("Accept it")
        inspector.picks("Indicator", "1.5")
        inspector.fills("Where in it (optional)", "page 3")
        inspector.fills("What it says", "The statement says that four in ten records have no chronology.")
        inspector.ticks("Limitation")
        inspector.presses("Lodge evidence")
        police = self.sign_in("hmics_inspector")
        police.opens(f"{self.home}evidence/lodge/")
        police.picks("Indicator", "2.1")
        police.ticks("People and groups")
        police.fills("Which one", "Meeting with the chief officers' group")
        police.fills("What it says", "Chief officers described one vision, in the same words.")
        police.ticks("Strength")
        police.presses("Lodge evidence")
        police.opens(f"{self.home}evidence/")
        police.sees("four in ten records", "one vision")
        police.photographs("evidence")

    def judge_alone(self) -> None:
        """Nobody sees anybody else's until all are in; a judgement without rationale is refused."""
        lead = self.sign_in("lead")
        lead.opens(f"{self.home}evaluations/")
        lead.presses("Open the evaluation")
        for key in ("his_inspector", "hmics_inspector", "lead"):
            judge = self.sign_in(key)
            for number in ("1", "2"):
                judge.opens(f"{self.home}evaluations/{number}/")
                if key == "hmics_inspector" and number == "1":
                    judge.does_not_see("judgement of his_inspector")
                    judge.ticks("Effective with areas for improvement")
                    judge.presses("Submit my evaluation")
                    judge.sees("Write why", "Cite at least one item of evidence")
                judge.ticks("Effective with areas for improvement")
                judge.fills("Rationale", f"The judgement of {key} on {number}, and why it is not another.")
                judge.ticks("E1" if number == "1" else "E2")
                judge.presses("Submit my evaluation")

    def consolidate(self) -> None:
        """The lead sees all three side by side, consolidates in words and records findings."""
        lead = self.sign_in("lead")
        for number in ("1", "2"):
            lead.opens(f"{self.home}evaluations/{number}/")
            lead.sees("The judgement of his_inspector", "The judgement of hmics_inspector")
            lead.ticks("Effective with areas for improvement")
            lead.fills("Rationale", "Three judgements agree, and the evidence bears them out.")
            lead.presses("Record the team's judgement")
            for kind, text in (
                ("Strength", f"A strength of key question {number}, said in full."),
                ("Area for improvement", f"The partnership should improve what question {number} found."),
            ):
                lead.opens(f"{self.home}findings/record/{number}/")
                lead.ticks(kind)
                lead.fills("Finding", text)
                lead.ticks("E1" if number == "1" else "E2")
                lead.presses("Record this finding")
        lead.opens(f"{self.home}evaluations/1/")
        lead.photographs("judgement")

    def draft_and_sign(self) -> None:
        """The draft comes from the findings; publishing is refused while a body has not signed."""
        lead = self.sign_in("lead")
        lead.opens("/my-work/")
        lead.opens(f"{self.home}report/")
        lead.presses("Start the report")
        lead.sees("The partnership should improve what question 1 found.")
        lead.presses("Freeze a version and send it for sign-off")
        lead.photographs("report")
        for key in SIGNATORIES:
            signatory = self.sign_in(key)
            signatory.opens("/my-work/")
            signatory.follows("Sign")
            signatory.fills("What you approve", "I have read this version and approve it for my body.")
            signatory.presses("Sign version 1")
            if key == "ci_signatory":
                lead.opens(f"{self.home}report/publish/")
                lead.sees("Healthcare Improvement Scotland")

    def check_facts(self) -> None:
        """The partnership sees the draft only now, comments on one fact, and is answered."""
        coordinator = self.sign_in("strathcarron_coordinator")
        support = self.sign_in("support")
        support.opens(f"{self.home}report/factual-accuracy/")
        support.fills("Comments are due by", written(working_day(7)))
        support.presses("Send for factual accuracy")
        coordinator.opens("/partnership/")
        coordinator.follows("Check the report for factual accuracy")
        coordinator.photographs("factual-accuracy")
        coordinator.follows("Comment")
        coordinator.fills("What is not accurate", "The fire and rescue service takes part as well.")
        coordinator.presses("Add the comment")
        coordinator.opens(f"{self.partnership}draft/")
        coordinator.presses("Finish with 1 comment")
        lead = self.sign_in("lead")
        lead.opens(f"{self.home}report/factual-accuracy/")
        lead.follows("Answer")
        lead.ticks("No")
        lead.fills("Why", "It is not a member of the adult protection partnership.")
        lead.presses("Answer")
        lead.opens(f"{self.home}report/factual-accuracy/")
        lead.presses("Keep the signed version as final")

    def publish(self) -> None:
        """The embargoed copy goes to the heads, then the report is public, frozen, with its checksum."""
        support = self.sign_in("support")
        support.opens(f"{self.home}report/publish/")
        support.fills("Publish on", written(timezone.localdate()))
        support.presses("Send the embargoed copy")
        head = self.sign_in("nhs_carron_head")
        head.opens(f"{self.partnership}embargoed-copy/")
        head.presses("I have read it and keep the embargo")
        support.opens(f"{self.home}report/publish/")
        support.presses("Publish the report")
        support.sees("ublished")

    def read_in_public(self, reader: Actor) -> None:
        """Anybody reads it."""
        reader.opens("/reports/")
        reader.follows("Strathcarron")
        reader.sees(
            "Effective with areas for improvement",
            "The partnership should improve what question 1 found.",
            "SHA-256",
            "Fictional partnership",
        )
        reader.photographs("published-report")

    def correct(self, reader: Actor) -> None:
        """An error found after publication: a note, every body signs, a new edition; the old one stays."""
        lead = self.sign_in("lead")
        lead.opens(f"{self.home}report/correction/")
        lead.fills("What was wrong, and how you came to know", "The coordinator missed whom to ask.")
        lead.presses("Begin a correction")
        reader.opens(f"/reports/{self.reference}/")
        reader.does_not_see("Questions go to the link inspector.")
        lead.opens(f"{self.home}report/sections/next_steps/")
        field = lead.page.get_by_role("textbox", name="Words of this section")
        field.fill(f"{field.input_value()}\n\nQuestions go to the link inspector.")
        lead.presses("Save")
        lead.opens(f"{self.home}report/")
        lead.presses("Freeze a version and send it for sign-off")
        support = self.sign_in("support")
        for key in SIGNATORIES:
            support.opens(f"{self.home}report/correction/")
            support.sees("has not signed off this version")
            signatory = self.sign_in(key)
            signatory.opens("/my-work/")
            signatory.follows("Sign")
            signatory.fills("What you approve", "I have read the correction and approve it for my body.")
            signatory.presses("Sign version 2")
        support.opens(f"{self.home}report/correction/")
        support.presses("Publish the correction")
        reader.opens(f"/reports/{self.reference}/")
        reader.sees("Questions go to the link inspector.", "The coordinator missed whom to ask.", "SHA-256")
        reader.opens(f"/reports/{self.reference}/editions/1/")
        reader.sees("It has been corrected since")

    def improve(self) -> None:
        """The plan has the areas in it; actions are planned, agreed, claimed with evidence, verified."""
        coordinator = self.sign_in("strathcarron_coordinator")
        coordinator.opens(f"{self.partnership}improvement-plan/")
        coordinator.sees("The partnership should improve what question 1 found.")
        for number in (1, 2):
            coordinator.opens(f"{self.partnership}improvement-plan/areas/{number}/plan/")
            coordinator.fills("What will be done", f"What question {number} needs.")
            coordinator.ticks("Strathcarron Council")
            coordinator.fills("Who leads it", "Adult protection lead officer")
            coordinator.fills("By when", written(working_day(60)))
            coordinator.fills("How people will know that it has worked", "A sample of records says so.")
            coordinator.presses("Save the action")
        coordinator.opens(f"{self.partnership}improvement-plan/")
        coordinator.presses("Submit the plan")
        link = self.sign_in("link")
        link.opens("/my-work/")
        link.follows("Agree")
        link.presses("Agree the plan")
        coordinator.opens(f"{self.partnership}improvement-plan/areas/1/claim/")
        coordinator.fills("What has changed, and for whom", "Chronologies are in 41 of 48 records.")
        made = paper("Audit of chronologies")
        self._choose_file(coordinator, made.name or "", made.read())
        coordinator.presses("Claim progress")
        link.opens("/my-work/")
        link.follows("Verify")
        link.ticks("Verified")
        link.fills("Why", "I read ten of the records myself.")
        link.presses("Answer the claim")
        link.opens(f"{self.home}improvement-plan/")
        link.photographs("improvement-plan")

    def review(self) -> None:
        """A progress review judges each area on its own scale."""
        lead = self.sign_in("lead")
        lead.opens(f"{self.home}progress-review/")
        lead.fills("It starts on", written(timezone.localdate()))
        lead.presses("Open the progress review")
        for number, level in ((1, "Significant"), (2, "Minimal")):
            lead.opens(f"{self.home}progress-review/areas/{number}/")
            lead.ticks(level)
            lead.fills("Rationale", f"What the records of area {number} showed.")
            lead.presses("Judge")

    def check_facts_of_review(self) -> None:
        """The partnership sees the judgements only now, comments on one, and is answered."""
        coordinator, lead = self.sign_in("strathcarron_coordinator"), self.sign_in("lead")
        coordinator.opens(f"{self.partnership}improvement-plan/")
        coordinator.does_not_see("What the records of area 1 showed.")
        support = self.sign_in("support")
        support.opens("/my-work/")
        support.follows("Send the progress review for factual accuracy")
        support.fills("Comments are due by", written(working_day(7)))
        support.presses("Send for factual accuracy")
        coordinator.opens("/partnership/")
        coordinator.follows("Check the progress review for factual accuracy")
        coordinator.sees("What the records of area 1 showed.")
        coordinator.follows("Comment on this")
        coordinator.fills("What is not accurate", "The audit covered 48 records, not all.")
        coordinator.presses("Add the comment")
        coordinator.presses("Finish with 1 comment")
        lead.opens(f"{self.home}progress-review/")
        lead.sees("have no answer yet")
        lead.opens("/my-work/")
        lead.follows("Answer 1 comment on the progress review")
        lead.follows("Answer")
        lead.ticks("Accepted")
        lead.fills("Why", "The rationale will say how many records were read.")
        lead.presses("Answer")
        lead.opens(f"{self.home}progress-review/areas/1/")
        lead.fills("Rationale", "What 48 records of area 1 showed.")
        lead.presses("Judge")

    def publish_review(self, reader: Actor) -> None:
        """Complete; one body sends it back with a reason; then each body signs and it is published."""
        lead, support = self.sign_in("lead"), self.sign_in("support")
        lead.opens(f"{self.home}progress-review/")
        lead.presses("Complete the progress review")
        lead.sees("To sign")
        back = self.sign_in("his_signatory")
        back.opens("/my-work/")
        back.follows("Read the progress review and sign it off")
        back.page.get_by_text("Send it back instead").click()
        back.fills("Why you send it back", "Say how many records were read for area 2.")
        back.presses("Send it back")
        lead.opens(f"{self.home}progress-review/areas/2/")
        lead.fills("Rationale", "What 12 records of area 2 showed.")
        lead.presses("Judge")
        lead.opens(f"{self.home}progress-review/")
        lead.sees("Say how many records were read for area 2.")
        lead.presses("Complete the progress review")
        for key in SIGNATORIES:
            support.opens(f"{self.home}progress-review/")
            support.sees("Still to sign")
            signatory = self.sign_in(key)
            signatory.opens("/my-work/")
            signatory.follows("Read the progress review and sign it off")
            signatory.fills("What you approve", "I have read this review and approve it for my body.")
            signatory.presses("Sign the progress review")
        support.opens("/my-work/")
        support.follows("Publish the progress review")
        support.presses("Publish the progress review")
        reader.opens(f"/reports/{self.reference}/progress-reviews/1/")
        reader.sees("What 48 records of area 1 showed.", "What 12 records of area 2 showed.", "SHA-256")
        lead.opens(self.home)
        lead.sees("Closed")


def test_the_whole_thread_is_walked_by_the_right_people(
    sign_in: SignIn, new_page: Callable[..., Actor]
) -> None:
    thread = Thread(sign_in)
    thread.plan()
    thread.build_the_team()
    thread.leave_weeks_out()
    thread.notify()
    thread.ask_for_documents()
    thread.hand_over()
    thread.lodge_evidence()
    thread.judge_alone()
    thread.consolidate()
    thread.draft_and_sign()
    thread.check_facts()
    thread.publish()
    outsider = sign_in("outsider")
    thread.read_in_public(outsider)
    thread.correct(outsider)
    thread.improve()
    thread.review()
    thread.check_facts_of_review()
    thread.publish_review(outsider)

    outsider.opens(thread.home)
    outsider.sees("not found")
    inspection = Inspection.objects.get(reference=thread.reference)
    assert inspection.status == "closed"
    trail = [entry.what for entry in audit.entries_of(inspection.pk)]
    assert trail[-1].startswith("Refused: tried to open an inspection")
    assert audit.first_break() is None
