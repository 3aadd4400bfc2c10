"""Changes to what a stage has stored, made while it is being used. docs/upgrades.md says how to write one.

Every deployment calls `check` first of all, then `run` twice: with `BEFORE` when the tables are there and the code is
not, and with `AFTER` when the code is. Each numbered module, `m0001_what_it_does.py`, is one migration.
"""

from deployment.migrations.migration import AFTER, BEFORE, Migration
from deployment.migrations.runner import check, run
from deployment.migrations.schema import PARAMETER

__all__ = ["AFTER", "BEFORE", "PARAMETER", "Migration", "check", "run"]

# The oldest schema that this code can serve: raised by the release that stops reading an earlier form.
SERVES_FROM = 0
