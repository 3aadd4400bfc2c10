"""Every refusal, with its stable code and its HTTP status. `chalicelib/api/serialize` maps them to answers.

A code never changes its meaning: pages and integrations decide by it. `message` is for people.
"""

from chalicelib.errors.accounts import *
from chalicelib.errors.desk import *
from chalicelib.errors.refusal import *
from chalicelib.errors.requests import *
from chalicelib.errors.visitors import *
