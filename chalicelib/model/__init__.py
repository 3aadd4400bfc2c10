"""The domain's values, as immutable dataclasses. Times are epoch milliseconds unless a name or comment says seconds.

Few calls need those of accounts, the look, opening hours, the FAQ and webhooks: import them from their own modules.
"""

import time

from chalicelib.model.attachments import *
from chalicelib.model.bot import *
from chalicelib.model.callers import *
from chalicelib.model.contexts import *
from chalicelib.model.conversations import *
from chalicelib.model.sites import *
from chalicelib.model.sockets import *


def now_ms() -> int:
    return time.time_ns() // 1_000_000
