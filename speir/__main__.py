"""Lets ``python -m speir`` stand in for the ``speir`` command in a checkout."""

import sys

from speir.config.cli import main

sys.exit(main())
