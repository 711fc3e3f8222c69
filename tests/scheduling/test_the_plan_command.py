"""``speir plan``: a plan anyone can check, and clear words when there is none."""

import json

import pytest

from speir.config.cli import help_text, main
from tests.scheduling.independent_check import broken

FILE = """
note: Made up.
start: 2027-01-04
months: 8
teams: [{name: North}, {name: South}]
areas:
  - name: Ardmore
    school_holidays: [{first_day: 2027-02-15, last_day: 2027-02-19, reason: school holidays}]
inspections:
  - {name: Ardmore, areas: [Ardmore]}
  - {name: Brae, areas: [Brae], not_before: 2027-02-01}
embargoes:
  - {first_day: 2027-03-22, last_day: 2027-05-06, reason: election, stages: [publication]}
"""


def planned(capsys, *options):
    code = main(["plan", *options])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_file_is_planned_and_what_is_printed_plans_again_to_the_same(tmp_path, capsys):
    (tmp_path / "plan.yaml").write_text(FILE)
    code, out, _ = planned(capsys, "--input", str(tmp_path / "plan.yaml"), "--json")
    told = json.loads(out)
    assert code == 0
    assert broken(told) == []
    assert {"day": "2027-01-04", "name": "New Year Holiday (observed)"} in told["public_holidays"]
    (tmp_path / "again.json").write_text(out)
    assert planned(capsys, "--input", str(tmp_path / "again.json"), "--json")[1] == out


def test_without_json_a_table(tmp_path, capsys):
    (tmp_path / "plan.yaml").write_text(FILE)
    code, out, _ = planned(capsys, "--input", str(tmp_path / "plan.yaml"))
    assert code == 0
    assert "Ardmore     North" in out
    assert "is shown that none is better" in out


def test_an_impossible_plan_is_told_with_its_reasons(capsys):
    code, out, _ = planned(
        capsys, "--inspections", "1", "--teams", "1", "--months", "2", "--start", "2027-01-04", "--json"
    )
    told = json.loads(out)
    assert (code, told["status"]) == (1, "infeasible")
    assert told["reasons"]["these_clash"][0] == "Inspection 1 is to be laid."
    assert told["inputs"]["months"] == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "Say how many --inspections and --teams"),
        (("--inspections", "0", "--teams", "2"), "1 or more"),
        (("--inspections", "3", "--teams", "99"), "teams: give 1 to 12, not 99."),
        (("--inspections", "x", "--teams", "2"), "invalid int value"),
        (
            ("--inspections", "3", "--teams", "2", "--months", "0"),
            "“months” must be a whole number from 1 to 60",
        ),
        (("--inspections", "3", "--teams", "2", "--start", "soon"), "--start"),
        (("--colour",), "--colour"),
        (("--input", "/nowhere/plan.yaml"), "cannot be read"),
    ],
)
def test_what_is_wrong_is_told_with_exit_code_2(capsys, options, words):
    code, _, err = planned(capsys, *options)
    assert code == 2
    assert words in err
    code, out, _ = planned(capsys, *options, "--json")
    assert code == 2
    assert any(words in fault for fault in json.loads(out)["reasons"]["to_mend"])


def test_a_file_with_many_faults_tells_them_all(tmp_path, capsys):
    (tmp_path / "plan.yaml").write_text(
        "start: 2027-01-04\nteams: [{name: North, colour: red}]\n"
        "inspections: [{name: A, not_before: yesterday}]\n"
        "embargoes: [{first_day: 2027-03-01, last_day: 2027-02-01, reason: x, stages: [publication]}]\n"
    )
    code, _, err = planned(capsys, "--input", str(tmp_path / "plan.yaml"))
    assert code == 2
    assert "teams 1: “colour” is not known here." in err
    assert "inspections 1: “not_before” must be a day" in err
    assert "embargoes 1: the last day is before the first." in err


def test_help_lists_the_command():
    assert "  plan " in help_text()


def test_without_the_planner_it_says_how_to_add_it(capsys, monkeypatch):
    monkeypatch.setattr("speir.scheduling.answering.planner_is_installed", lambda: False)
    code, out, err = planned(capsys, "--inspections", "3", "--teams", "1")
    assert (code, out) == (2, "")
    assert "script/add planner" in err
    code, out, _ = planned(capsys, "--inspections", "3", "--teams", "1", "--json")
    assert code == 2
    assert "script/add planner" in json.loads(out)["reasons"]["to_mend"][0]
