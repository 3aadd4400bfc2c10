"""Why a job was not done."""


class TryLater(Exception):
    """A service is throttled or out of reach for now. The job is tried again after a pause of at least `seconds`."""

    def __init__(self, cause: str = "", seconds: int = 0) -> None:
        super().__init__(cause)
        self.seconds = seconds
