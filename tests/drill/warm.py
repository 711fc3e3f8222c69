"""Keeps a loaded Django ready, so that a server that was killed is back in a moment.

``python -m tests.drill.warm PORT APPLICATION``: each line on the input forks one real server, granian as in
production with its two workers. Nothing is open in here, no database and no socket, so what is killed leaves
nothing behind that the next one could use.
"""

import importlib
import multiprocessing
import os
import signal
import sys


def serve(port: int, application: str) -> None:
    """Be a server, in a process group of its own so that the workers die in the same moment."""
    from granian import Granian
    from granian.constants import Interfaces

    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    Granian(
        target=application,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=1,
        websockets=False,
        log_enabled=False,
    ).serve()


def main() -> None:
    """Fork a server for each line that is read, and say its process number."""
    port, application = int(sys.argv[1]), sys.argv[2]
    multiprocessing.set_start_method("fork")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # what was killed is not waited for
    importlib.import_module(application.partition(":")[0])
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 (reading it loads every screen)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            sys.stdin.close()
            serve(port, application)
            os._exit(0)
        print(child, flush=True)  # noqa: T201 (the answer)


if __name__ == "__main__":
    main()
