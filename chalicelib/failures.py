"""Why a job was not done."""


class TryLater(Exception):
    """A service is throttled or out of reach for now. The job is tried again after a pause."""
