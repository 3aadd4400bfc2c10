"""What the doctor's lines say."""

from deployment.doctor.checks import Check, Visit
from deployment.doctor.run import run_check


def is_not_ok(check: Check, visit: Visit, seen: str) -> None:
    """Expects a line that says what is wrong, and what to do about it."""
    result = run_check("", check, visit)
    assert result.state == "not ok"
    assert seen in result.seen
    assert result.remedy
