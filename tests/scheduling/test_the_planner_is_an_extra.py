"""The solver and what it brings are an extra: all but working a plan out runs without them."""

import subprocess
import sys

import pytest

from tests.house.code import ROOT

WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(("ortools", "pandas")))  # importing them fails
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "speir.config.settings"
from speir.config.wsgi import application
from importlib import import_module
from django.urls import get_resolver
get_resolver().url_patterns
for name in ("speir.config.cli", "speir.config.plan", "speir.demo.world", "speir.scheduling.answering",
             "speir.jobs.management.commands.answer_plans"):
    import_module(name)
"""


@pytest.mark.slow
def test_every_screen_and_command_loads_without_it() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT], cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )
    assert ended.returncode == 0, ended.stderr


def test_its_list_holds_only_what_it_adds() -> None:
    core, planner = (
        {line.split("==")[0] for line in (ROOT / name).read_text().splitlines() if "==" in line}
        for name in ("requirements.lock", "requirements-planner.lock")
    )
    assert {"ortools", "pandas"} <= planner
    assert not core & planner
