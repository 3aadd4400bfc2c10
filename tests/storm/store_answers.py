"""DynamoDB's error responses."""

import json

ERRORS = [
    (400, "ProvisionedThroughputExceededException", "The level of configured provisioned throughput was exceeded."),
    (400, "ThrottlingException", "Rate of requests exceeds the allowed throughput."),
    (400, "RequestLimitExceeded", "Throughput exceeds the current throughput limit for your account."),
    (500, "InternalServerError", "The request processing has failed because of an unknown error."),
]
REASONS = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]


def error(status: int, code: str, message: str, **more: object) -> bytes:
    body = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": message, **more}
    return framed(status, "Error", json.dumps(body).encode())


def framed(status: int, reason: str, body: bytes) -> bytes:
    fields = f"Content-Type: application/x-amz-json-1.0\r\nContent-Length: {len(body)}"
    return f"HTTP/1.1 {status} {reason}\r\n{fields}\r\n\r\n".encode() + body
