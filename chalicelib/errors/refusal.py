"""The base of every refusal, and the two that any call may meet."""


class Refusal(Exception):
    """The caller's request is refused, and nothing was stored.

    Attributes: `status` (HTTP), `code` (stable), `message` (for people), `field` (of the request, or None),
    `retry_after` (seconds, or None: a retry of the same request fails too), `socket_only` (no HTTP call raises it),
    `gateway_only` (API Gateway answers it by itself: deployment/templates/gateway_responses.json).
    """

    status: int = 400
    code: str = "refused"
    message = "This request was refused."
    retry_after: int | None = None
    socket_only = False
    gateway_only = False

    def __init_subclass__(cls, status: int | None = None, code: str | None = None) -> None:
        cls.status, cls.code = status or cls.status, code or cls.code

    def __init__(self, field: str | None = None, message: str | None = None, retry_after: int | None = None) -> None:
        self.field = field
        self.message = message or type(self).message
        self.retry_after = retry_after or type(self).retry_after
        super().__init__(self.code)


class InvalidField(Refusal):
    """A field or a query parameter that breaks a rule, which its code names."""

    def __init__(self, code: str, field: str | None, message: str) -> None:
        super().__init__(field, message)
        self.code = code


class Busy(Refusal, status=503, code="busy"):
    """Contention, throttling or an unreachable store: the same request may succeed a moment later."""

    message = "Porchlight is busy. Try again in a moment."
    retry_after = 1


class Internal(Refusal, status=500, code="internal"):
    """A fault of the server. The log has the trace; the caller receives the request id only."""

    message = "Something went wrong on our side."
