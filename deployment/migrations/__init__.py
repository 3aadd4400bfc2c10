"""Changes to what a stage has stored, made while it is being used. docs/upgrades.md says how to write one.

`run` is called twice by every deployment: with `BEFORE` when the tables are there and the code is not, and with `AFTER`
when the code is. Each numbered module, `m0001_what_it_does.py`, is one migration. There is none yet.
"""

from deployment.migrations.migration import AFTER, BEFORE, Migration
from deployment.migrations.runner import run
from deployment.migrations.schema import PARAMETER

__all__ = ["AFTER", "BEFORE", "PARAMETER", "Migration", "run"]

# The oldest schema that this code can serve: raised by the release that stops reading an earlier form.
SERVES_FROM = 0
