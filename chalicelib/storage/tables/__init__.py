"""The rows. `deployment/templates/tables.yaml` defines the same keys for deployment; a test compares the two.

A column has `null=True` where rows without it exist. `storage/mapping.py` reads and writes them as dataclasses.
Few calls need the rows of `deliveries`, `desk`, `reports` and `search`: import them from their own modules.
"""

from chalicelib.storage.tables.accounts import *
from chalicelib.storage.tables.conversations import *
from chalicelib.storage.tables.expiring import *
from chalicelib.storage.tables.sites import *
