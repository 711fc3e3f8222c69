"""Gives our engine and ODK's the same random answers, and says where they differ. For developers; needs node.

script/compare-with-odk FORM-OR-FOLDER ... [--sets 5] [--seed 1] [--show 20]
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from lxml import etree

from speir.xforms.checking import attached, files_in, forms_beside
from speir.xforms.convert import Converted, convert
from speir.xforms.emitting import paths_in
from speir.xforms.faults import FormFaults
from speir.xforms.form import load_form
from speir.xforms.parts import Form, Kind
from speir.xforms.session import Session
from speir.xforms.unsupported import in_workbook

HERE = Path(__file__).parent
WORDS = ["", "a", "yes", "no", "other", "Ayr 12", "é", "1", "x y"]
NUMBERS = ["", "0", "1", "2", "3", "5", "10", "17", "18", "65", "120", "-1"]
DATES = ["", "2026-03-28", "2026-03-30", "2026-10-25", "2024-02-29", "1990-01-01", "2030-12-31"]


def position(session: Session, address: str) -> str:
    """The path with places of items, as ODK writes it: /data/rep[2]/x."""
    written, so_far = [session.form.root.tag], ""
    for part in address.split("/"):
        name, key = re.match(r"([^\[]+)(?:\[(.+)\])?", part).groups()
        if key:
            items = session.instance.lists_by_address[f"{so_far}{name}"].items
            written.append(f"{name}[{[item.key for item in items].index(key) + 1}]")
        else:
            written.append(name)
        so_far += f"{part}/"
    return "/" + "/".join(written)


def an_answer(session: Session, cell, chance: random.Random) -> str | None:
    """Something that a person could answer there; None where we cannot."""
    kind = cell.question.kind
    if kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE):
        names = [choice.value for choice in session.choices(cell.address) if choice.value]
        if kind == Kind.SELECT_ONE:
            return chance.choice(["", *names])
        chosen = set(chance.sample(names, min(len(names), chance.randint(0, 3))))
        # In the order of the list, as a page hands them on and as ODK's engine keeps them.
        return " ".join(name for name in names if name in chosen)
    if kind in (Kind.INTEGER,):
        return chance.choice(NUMBERS)
    if kind == Kind.DECIMAL:
        return chance.choice([*NUMBERS, "2.5", "0.1"])
    if kind == Kind.DATE:
        return chance.choice(DATES)
    if kind == Kind.TEXT and cell.question.data_type == "string":
        return chance.choice(WORDS)
    if kind == Kind.ACKNOWLEDGE:
        return chance.choice(["", "OK"])
    return None


def begin_as_odk(session: Session, counts: dict[str, int]) -> None:
    """ODK's forms begin with an item in each repeat; ours are empty until somebody adds one."""
    for path in sorted(counts, key=lambda each: each.count("/")):
        for items in list(session.instance.lists_by_address.values()):
            if position(session, items.address) == path and not items.is_counted:
                for number in range(counts[path]):
                    session.add_item(items.address, f"first{number}")


def answered(
    form: Form, now: datetime, chance: random.Random, counts: dict[str, int]
) -> tuple[Session, list[list[str]]]:
    """A session with random answers, and the steps that led to it."""
    session, steps = Session(form, now=now), []
    begin_as_odk(session, counts)
    for _ in range(2):
        # Sorted, since a set has another order in every run: the same seed must ask the same.
        for names in sorted(form.repeats):
            for items in list(session.instance.lists.get(names, ())):
                if (
                    items.is_relevant
                    and not items.is_counted
                    and len(items.items) < 3
                    and chance.random() < 0.7
                ):
                    key = f"k{len(steps)}"
                    steps.append(["add", position(session, items.address)])
                    session.add_item(items.address, key)
        for address in [cell.address for cell in session.asked()]:
            cell = session.instance.by_address.get(address)
            if cell is None or not cell.is_relevant or chance.random() < 0.2:
                continue
            if cell.question.readonly is not None and session._is(cell.question.readonly, cell):
                continue
            raw = an_answer(session, cell, chance)
            if raw is not None:
                steps.append(["set", position(session, address), raw])
                session.answer(address, raw)
    return session, steps


def leaves(xml: bytes) -> dict[str, str]:
    """Every answer by its path."""
    found: dict[str, str] = {}
    root = etree.fromstring(xml, etree.XMLParser(recover=True))

    def visit(element, path: str) -> None:
        counted = Counter(etree.QName(child).localname for child in element)
        seen: Counter[str] = Counter()
        if not len(element):
            found[path] = element.text or ""
        for child in element:
            name = etree.QName(child).localname
            seen[name] += 1
            if name not in ("meta", "instanceID", "instanceName", "__version__"):
                visit(child, f"{path}/{name}[{seen[name]}]" if counted[name] > 1 else f"{path}/{name}")

    visit(root, f"/{etree.QName(root).localname}")
    return found


def same(one: str, other: str) -> bool:
    """Whether two answers are one, whatever way a number or moment is written."""
    if one.strip() == other.strip():
        return True
    try:
        return abs(float(one) - float(other)) <= 1e-9 * max(1.0, abs(float(one)))
    except ValueError:
        pass
    moment = r"\d{4}-\d\d-\d\dT\d\d:.*|[0-9a-f-]{36}"
    return bool(re.fullmatch(moment, one) and re.fullmatch(moment, other))


def differences(session: Session, told: dict) -> list[str]:
    """Each answer, choice list and fault on which the two do not agree."""
    ours, theirs = leaves(session.xml()), leaves(told["xml"].encode())
    found = [
        f"{path}: ours {ours.get(path)!r}, ODK's {theirs.get(path)!r}"
        for path in sorted(ours.keys() | theirs.keys())
        if (path in ours) != (path in theirs) or not same(ours[path], theirs[path])
    ]
    for cell in session.asked():
        path = position(session, cell.address)
        if path in told["choices"] and cell.question.kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE):
            mine = [choice.value for choice in session.choices(cell.address)]
            if (
                "randomize" not in (cell.question.itemset.nodes.source if cell.question.itemset else "")
                and mine != told["choices"][path]
            ):
                found.append(f"{path}: choices ours {mine[:6]}, ODK's {told['choices'][path][:6]}")
    mine_bad = {
        position(session, fault.address)
        for fault in session.faults()
        if fault.kind in ("required", "constraint")
    }
    theirs_bad = {path for path, _ in told["faults"]}
    found += [f"{path}: only ours finds a fault" for path in sorted(mine_bad - theirs_bad)]
    found += [f"{path}: only ODK's finds a fault" for path in sorted(theirs_bad - mine_bad)]
    return found


publishable: set[str] = set()
SEVERAL = (Kind.SELECT_MULTIPLE, Kind.RANK)


def reason(session: Session, found: list[str]) -> str:
    """Why a set differs, where the form tells: the differences that docs/explanations/compared-with-odk.md explains."""
    form, nodes = session.form, session.form.nodes.values()
    for cell in session.instance.by_address.values():
        if cell.text and cell.question.kind in (Kind.SELECT_ONE, *SEVERAL):
            offered = {choice.value for choice in session.choices(cell.address)}
            if not set(cell.text.split() if cell.question.kind in SEVERAL else [cell.text]) <= offered:
                return "A: what stands there is not offered (any more): kept and told here, cleared there"
    if any(reads_own_repeat(form, node) for node in nodes):
        return "B: a path from the root into the repeat that it stands in"
    if form.triggers:
        return "C: a setvalue outside a question, or of a value that is not of the kind"
    return "other"


def names_in(difference: str) -> tuple[str, ...]:
    """The names of the path that a difference begins with."""
    return tuple(re.sub(r"\[\d+\]", "", difference.split(": ")[0]).strip("/").split("/"))


def reads_own_repeat(form: Form, node) -> bool:
    """Whether an expression or a trigger names something of the same repeat from the root."""
    around = form.repeats_above(node.names)
    set_by = [each.value for each in form.triggers if each.names == node.names]
    listed = node.itemset.nodes if node.itemset else None
    expressions = [node.relevant, node.calculate, node.constraint, node.repeat_count, listed, *set_by]
    named = any(f"/{'/'.join(names)}/" in each.source for names in around for each in expressions if each)
    return named or bool(around and set_by)


def is_by_chance(session: Session, difference: str) -> bool:
    """Whether a difference is in a value that two runs would not share either, or in one that reads such a value."""
    return hangs_on_chance(session.form, names_in(difference), set())


def hangs_on_chance(form: Form, names: tuple[str, ...], seen: set[tuple[str, ...]]) -> bool:
    """Whether what stands at a path is drawn, or read from the clock, or follows from what is."""
    if names in seen:
        return False
    seen.add(names)
    node = form.nodes.get(names)
    expressions = [each.value for each in form.triggers if each.names == names]
    if node:
        expressions += [node.calculate, node.relevant, node.itemset.nodes if node.itemset else None]
    for each in filter(None, expressions):
        if re.search(r"random\(|randomize\(|now\(|uuid\(", each.source):
            return True
        if any(hangs_on_chance(form, path, seen) for path in paths_in(each.tree, form.place(names))):
            return True
    return len(names) > 1 and hangs_on_chance(form, names[:-1], seen)


def is_publishable(form: Form, xform: bytes, converted: Converted | None) -> bool:
    """Whether publishing would take it: from Excel, and with nothing that is not supported."""
    return (
        bool(converted)
        and not converted.workbook.is_old_excel
        and not (in_workbook(converted.workbook) or form.refused)
    )


def loaded(paths: list[Path]) -> dict[str, tuple[Form, str, dict[str, str]]]:
    """Each form that our engine loads, with its text and the tables beside it; one of Excel through pyxform."""
    found = {}
    for path in files_in(paths):
        try:
            beside = forms_beside(path.parent)
            converted = convert(path.read_bytes(), path.name, beside) if path.suffix != ".xml" else None
            xform = converted.xform if converted else path.read_bytes()
            media = dict(attached(xform, path.name, path.parent))
            media |= dict(converted.media) if converted else {}
            form = load_form(xform, media)
        except FormFaults as faults:
            print(f"not loaded: {path}: {faults}"[:200])
            continue
        texts = {each: content.decode(errors="replace") for each, content in media.items()}
        found[str(path)] = (form, xform.decode(), texts)
        if is_publishable(form, xform, converted):
            publishable.add(str(path))
    return found


def place_of(path: str, given: list[Path]) -> str:
    """Where a form lies below the folder that was given."""
    for folder in given:
        if Path(path).is_relative_to(folder):
            return Path(path).relative_to(folder).as_posix()
    return Path(path).name


def asked_of_odk(jobs: list[dict]) -> list[dict]:
    """What ODK's engine makes of each job."""
    run = subprocess.run(
        ["node", str(HERE / "answer.mjs")], input="\n".join(map(json.dumps, jobs)), text=True, capture_output=True,
        env={**os.environ, "TZ": "Europe/London"}, check=False,
    )  # fmt: skip
    if run.returncode:
        print(run.stderr[-2000:], file=sys.stderr)
    return [json.loads(line) for line in run.stdout.splitlines()]


def main() -> None:
    """Compare, and say how many sets of answers agree in everything."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("forms", nargs="+", type=Path)
    asked.add_argument("--sets", type=int, default=5)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--show", type=int, default=20)
    given = asked.parse_args()
    now = datetime.now(ZoneInfo("Europe/London"))
    jobs, sessions = [], {}
    forms = loaded(given.forms)
    blank = [
        {"name": name, "xml": xml, "media": media, "steps": []} for name, (_, xml, media) in forms.items()
    ]
    first = {told["name"]: told.get("counts", {}) for told in asked_of_odk(blank)}
    for path, (form, xml, media) in forms.items():
        for number in range(given.sets):
            # By the place below the folder, not by where the folder lies: so that all who repeat it draw alike.
            chance = random.Random(f"{given.seed} {place_of(path, given.forms)} {number}")
            name = f"{path} #{number}"
            sessions[name], steps = answered(form, now, chance, first.get(path, {}))
            jobs.append({"name": name, "xml": xml, "media": media, "steps": steps})
    counts: Counter[str] = Counter()
    for told in asked_of_odk(jobs):
        if "error" in told:
            counts["ODK's engine does not load"] += 1
            if counts["ODK's engine does not load"] <= given.show:
                print(f"{told['name']}: ODK's engine: {told['error'][:160]}")
            continue
        session = sessions[told["name"]]
        # What is drawn by chance or read from the clock is not compared.
        found = [each for each in differences(session, told) if not is_by_chance(session, each)]
        counts["agree" if not found else "differ"] += 1
        if told["name"].rpartition(" #")[0] in publishable:
            counts[
                "of forms that publishing takes: agree"
                if not found
                else "of forms that publishing takes: differ"
            ] += 1
        answers = leaves(sessions[told["name"]].xml())
        counts["answers"] += len(answers)
        counts["answers that differ"] += len(found)
        why = reason(sessions[told["name"]], found) if found else ""
        counts[f"differ: {why}"] += bool(found)
        if found and counts["differ"] <= given.show:
            print(
                f"{told['name']} ({why[:1]}):",
                *found[:6],
                *[f"(refused: {each})" for each in told["failed"][:2]],
                sep="\n    ",
            )
    for what, number in sorted(counts.items()):
        if not number:
            continue
        print(f"{number:6} {what}")
    print(
        f"{100 * counts['agree'] / max(1, counts['agree'] + counts['differ']):.1f} % of answer sets agree in everything"
    )


main()
