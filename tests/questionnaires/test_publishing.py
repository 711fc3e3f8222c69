"""A template is checked, published once and for all, and retired."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from speir.foundations.models import ChangeRefused, StoredFile
from speir.foundations.refusals import NotAllowed, NotNow, RuleBroken
from speir.people.choices import BodyKind
from speir.people.models import Person
from speir.questionnaires.models import CheckedTemplate, Template, TemplateVersion
from speir.questionnaires.operations import (
    bring_back_template,
    check_template,
    import_shipped_templates,
    publish_template,
    retire_template,
)
from speir.questionnaires.queries import (
    form_of,
    media_of,
    newest_version,
    published_from,
    rules_of,
    template_line,
    version_before,
    version_of,
    versions_in_use,
    waiting_to_be_published,
    workbook_of,
)
from speir.xforms.faults import FormFaults
from tests.factories import NOW, make_body, make_person
from tests.questionnaires.workbooks import CHOICES, SURVEY, upload, workbook

Publish = Callable[..., TemplateVersion]
Check = Callable[..., CheckedTemplate]


def test_a_published_version_keeps_everything(publish: Publish) -> None:
    version = publish()
    assert (version.key, version.version, version.number) == ("small_reading", "1", 1)
    assert version.title == "Small reading"
    assert len(version.sha256) == 64
    assert version.pyxform_version.startswith("4.")
    assert workbook_of(version)[:2] == b"PK"
    assert version.minutes["typical"] >= 1
    rule = rules_of(version)["/data/first/inquiry"]
    assert (rule.missing, rule.out, rule.good) == (("not_recorded",), ("na",), ("yes",))
    assert [page.key for page in form_of(version).pages]
    assert form_of(version) is form_of(version)
    assert published_from(version.checked) == version


def test_only_a_methods_analyst_may(check: Check) -> None:
    checked = check()
    other = make_person(make_body("Other", BodyKind.SCRUTINY), "Somebody Else")
    with pytest.raises(NotAllowed):
        publish_template(checked=checked, note="", is_looked_at=True, by=other, at=NOW)
    with pytest.raises(NotAllowed):
        check_template(workbook=upload(workbook()), media=[], kind="survey", by=other, at=NOW)


def test_a_version_number_is_used_once(publish: Publish) -> None:
    publish()
    more = (*SURVEY, ("text", "more", "Anything else?", "", "", "", "", ""))
    with pytest.raises(RuleBroken, match="has been published before"):
        publish(survey=more)
    assert publish(version="2", survey=more).number == 2


def test_the_same_content_is_refused_kindly(publish: Publish) -> None:
    publish()
    with pytest.raises(RuleBroken, match="word for word"):
        publish(version="2")


def test_a_page_that_could_only_be_refused_says_why_instead(
    publish: Publish, check: Check, analyst: Person, client: Client
) -> None:
    publish()
    client.force_login(analyst)
    more = (*SURVEY, ("text", "more", "Anything else?", "", "", "", "", ""))
    for told, words in (({"version": "2"}, "word for word"), ({"survey": more}, "has been published before")):
        page = client.get(reverse("checked_questionnaire", kwargs={"checked": check(**told).pk}))
        assert words in page.content.decode()
        assert "What is new in this version" not in page.content.decode()
    page = client.get(
        reverse("checked_questionnaire", kwargs={"checked": check(version="2", survey=more).pk})
    )
    assert "What is new in this version" in page.content.decode()


def test_counting_otherwise_is_other_content(publish: Publish) -> None:
    publish()
    choices = (*CHOICES[:-1], ("yes_no", "na", "Not applicable", "missing"))
    assert publish(version="2", choices=choices).number == 2


def test_a_template_keeps_its_purpose(publish: Publish) -> None:
    publish()
    with pytest.raises(RuleBroken, match="another purpose"):
        publish(version="2", kind="survey")


def test_a_published_version_never_changes(publish: Publish) -> None:
    version = publish()
    version.xform = "<other/>"
    with pytest.raises(ChangeRefused):
        version.save()
    with pytest.raises(ChangeRefused):
        TemplateVersion.objects.all().delete()
    for table in ("templateversion", "checkedtemplate"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"update questionnaires_{table} set xform = 'x'")
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"delete from questionnaires_{table}")


def test_drafts_finish_on_the_version_they_began_with(publish: Publish, analyst: Person) -> None:
    first = publish()
    second = publish(version="2", survey=SURVEY[:-3])
    assert [each.pk for each in versions_in_use("record_reading")] == [second.pk]
    retire_template(template=second.template, reason="Replaced.", by=analyst, at=NOW)
    assert versions_in_use("record_reading") == []
    assert version_of("small_reading", "1") == first
    assert newest_version("small_reading") == second
    assert version_before(second) == first
    assert version_before(first) is None


def test_retiring_needs_a_reason_and_can_be_undone(publish: Publish, analyst: Person) -> None:
    template = publish().template
    with pytest.raises(RuleBroken):
        retire_template(template=template, reason=" ", by=analyst, at=NOW)
    retire_template(template=template, reason="Replaced.", by=analyst, at=NOW)
    with pytest.raises(NotNow):
        retire_template(template=Template.objects.get(), reason="Again.", by=analyst, at=NOW)
    bring_back_template(template=Template.objects.get(), reason="Needed.", by=analyst, at=NOW)
    assert len(versions_in_use("record_reading")) == 1


def test_a_file_with_faults_keeps_nothing(analyst: Person) -> None:
    survey = (*SURVEY, ("geopoint", "place", "Where?", "", "", "", "", ""))
    with pytest.raises(FormFaults) as refused:
        check_template(workbook=upload(workbook(survey=survey)), media=[], kind="survey", by=analyst, at=NOW)
    assert "survey, row 9" in str(refused.value)
    assert not CheckedTemplate.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "file"),
        (b"no workbook", "file"),
        (b"PK\x03\x04 broken", "file"),
        (workbook(version=""), "settings, column version"),
        (workbook(version="1 / 2"), "settings, column version"),
        (workbook(form_id="two words"), "settings, column form_id"),
        (workbook(survey=SURVEY[:-1]), "survey"),
    ],
)
def test_bad_files_say_where(analyst: Person, content: bytes, told: str) -> None:
    with pytest.raises(FormFaults) as refused:
        check_template(workbook=upload(content), media=[], kind="survey", by=analyst, at=NOW)
    assert any(told in fault.where for fault in refused.value.faults), refused.value.faults
    assert all(fault.what and fault.instead for fault in refused.value.faults)


def test_choices_from_a_file_need_that_file(analyst: Person) -> None:
    survey = (*SURVEY, ("select_one_from_file areas.csv", "area", "Where?", "", "", "", "", ""))
    book = workbook(survey=survey)

    def send(*media: Any) -> CheckedTemplate:
        return check_template(workbook=upload(book), media=media, kind="survey", by=analyst, at=NOW)

    with pytest.raises(FormFaults, match="not uploaded"):
        send()
    with pytest.raises(FormFaults, match="UTF-8"):
        send(upload(b"name,label\n\xff,x\n", "areas.csv"))
    checked = send(upload(b"name,label\neast,East\n", "areas.csv"))
    assert media_of(checked) == {"areas.csv": b"name,label\neast,East\n"}
    assert form_of(checked).questions


def test_what_waits_is_listed_until_it_is_published(check: Check, publish: Publish) -> None:
    waiting = check()
    assert waiting_to_be_published() == [waiting]
    publish()
    assert waiting_to_be_published() == []


def test_those_that_come_with_speir_are_imported_once(analyst: Person) -> None:
    first = import_shipped_templates(by=analyst, at=NOW)
    again = import_shipped_templates(by=analyst, at=NOW)
    assert [each.pk for each in first] == [each.pk for each in again]
    line = template_line(first[0].key) if first else None
    assert line is None or line.newest.version
