"""The rows. `deployment/templates/tables.yaml` defines the same keys for deployment; a test compares the two.

A column has `null=True` where rows without it exist. `storage/mapping.py` reads and writes them as dataclasses.
"""

from chalicelib.storage.tables.accounts import *
from chalicelib.storage.tables.conversations import *
from chalicelib.storage.tables.expiring import *
from chalicelib.storage.tables.reports import *
from chalicelib.storage.tables.search import *
from chalicelib.storage.tables.sites import *
