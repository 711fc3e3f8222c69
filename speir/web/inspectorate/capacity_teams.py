"""The teams of a scenario of capacity: what each can always do, who is in it, and who is away when."""

from collections.abc import Mapping
from typing import Any

from speir.web.inspectorate import capacity_lines as lines
from speir.web.inspectorate.capacity_lines import LinesField

# Of each field, whose name a line begins with.
OF_TEAMS = ("leave", "team_skills", "members", "members_leave")


def skills_field() -> LinesField:
    """What each team can always do."""
    return LinesField(
        reader=lines.skills,
        parts=("team", "skills"),
        label="Skills that a team always has",
        help_text="One a line: Team 1; skills with commas, such as health, justice.",
    )


def members_field() -> LinesField:
    """Who is in a team, where it matters that somebody can be away."""
    return LinesField(
        reader=lines.member,
        parts=("team", "name", "share of the team in percent", "skills"),
        label="People in a team who may be away",
        help_text="One a line: Team 1; name or role; share of the team in percent; skills with commas. "
        "While they are away the team can do so much less, and lacks their skills.",
    )


def members_leave_field() -> LinesField:
    """When somebody is away."""
    return LinesField(
        reader=lines.away,
        parts=("team", "name", "first day", "last day", "reason"),
        label="When they are away",
        help_text="One a line: Team 1; name as above; first day; last day; reason.",
    )


def needs_field() -> LinesField:
    """What the team of an inspection must be able to do."""
    return LinesField(
        reader=lines.skills,
        parts=("partnership", "skills"),
        label="Skills that a partnership needs",
        help_text="One a line: partnership; skills with commas. Its team must have them in every week.",
    )


def teams_of(given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The teams as the planner takes them."""
    return [_team(f"Team {number}", given) for number in range(1, given["teams"] + 1)]


def _team(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    here = name.lower()
    members = [
        {
            "name": each["name"],
            "share": each["share"],
            "skills": each["skills"],
            "leave": lines.of_whom(each["name"], lines.entries_of(name, given["members_leave"]), "name"),
        }
        for each in given["members"]
        if each["of"].lower() == here
    ]
    return {
        "name": name,
        "skills": skills_of(name, given["team_skills"]),
        "leave": lines.of_whom(name, given["leave"]),
        "members": members,
    }


def skills_of(name: str, entries: list[dict[str, Any]]) -> list[str]:
    """The skills that the lines about a team or a partnership name."""
    here = [each["skills"] for each in entries if each["of"].lower() == name.lower()]
    return list(dict.fromkeys(skill for skills in here for skill in skills))


def not_in_their_team(given: Mapping[str, Any]) -> str:
    """People who are away and are in no team, in words; "" when there are none."""
    known = {(each["of"].lower(), each["name"].lower()) for each in given["members"]}
    away = given["members_leave"]
    lost = sorted(
        {f"{e['name']} ({e['of']})" for e in away if (e["of"].lower(), e["name"].lower()) not in known}
    )
    return f"Not among the people in a team: {', '.join(lost)}. Add them above." if lost else ""
