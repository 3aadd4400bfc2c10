"""The domain's values, as immutable dataclasses. Times are epoch milliseconds unless a name or comment says seconds."""

import time

from chalicelib.model.accounts import *
from chalicelib.model.attachments import *
from chalicelib.model.callers import *
from chalicelib.model.contexts import *
from chalicelib.model.conversations import *
from chalicelib.model.faq import *
from chalicelib.model.look import *
from chalicelib.model.opening_hours import *
from chalicelib.model.sites import *
from chalicelib.model.sockets import *
from chalicelib.model.webhooks import *


def now_ms() -> int:
    return time.time_ns() // 1_000_000
