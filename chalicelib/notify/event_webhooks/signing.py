"""The signature by which a receiver knows that an event came from here, and when."""

import hashlib
import hmac
from collections.abc import Iterable


def signature(secrets: Iterable[str], seconds: int, body: bytes) -> str:
    """Returns the header `Porchlight-Signature`: the time, and a code of time and body for each secret."""
    codes = [hmac.new(each.encode(), b"%d.%s" % (seconds, body), hashlib.sha256).hexdigest() for each in secrets]
    return ",".join([f"t={seconds}", *(f"v1={code}" for code in codes)])
