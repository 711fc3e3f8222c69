"""Setting up the demonstration: the one place that may start everything from nothing."""

import sys

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from speir.demo import sign_ins, world


def demonstration(options: list[str]) -> int:
    """Migrate, load what comes with Speir, build the demonstration; doing it again keeps what is there."""
    if options:
        return _refuse(f"setup-demo takes no options, and was given {' '.join(options)}.")
    if settings.IS_PRODUCTION:
        return _refuse("The demonstration never runs in production. Leave SPEIR_MODE=production out.")
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_reference", verbosity=0)
    call_command("import_published", verbosity=0)
    world.build(at=timezone.now())
    sys.stdout.write(sign_in_list())
    return 0


def _refuse(why: str) -> int:
    sys.stderr.write(why + "\n")
    return 2


def sign_in_list() -> str:
    """The demonstration sign-ins, one per role, as a table to read in a terminal."""
    width = max(len(one.role) for one in sign_ins.SIGN_INS)
    named = max(len(one.name) for one in sign_ins.SIGN_INS)
    rows = [f"  {one.role:<{width}}  {one.name:<{named}}  {one.email}" for one in sign_ins.SIGN_INS]
    return "\n".join(
        [
            f"Demonstration sign-ins (fictional people; password of each: {sign_ins.PASSWORD}):",
            *rows,
            "",
        ]
    )
