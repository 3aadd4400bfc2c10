"""A month as one tells of it: who writes how much, who looks on for how long."""

from dataclasses import dataclass

from deployment.cost import watching


@dataclass(frozen=True, slots=True)
class Month:
    """What is not given is what the calculator assumes; docs/cost.md says why."""

    messages: int = 0  # stored, of both sides together
    admins: int = 0  # who have the dashboard open, all at once whenever somebody writes
    visitors: int = 0  # who write
    admin_hours: float = 176  # of each, with the dashboard open: 22 days of 8 hours
    visit_minutes: float = 20  # of each, with a socket: the panel open, or an answer awaited
    pages: float = 3  # of the site that each visitor opens meanwhile: each has a session and a socket of its own
    page_views: int = 0  # of the site, with nobody writing: the widget's script, and nothing else
    months_kept: float = 12  # how long messages stay
    check_seconds: float = 30  # between two checks while the socket is live: `check_ms` of the site
    poll_seconds: float = 1  # between two polls without a socket while something happens: `poll_ms`
    slow_poll_seconds: float = 15  # and while nothing does
    active_share: float = 0.25  # of an admin's hours without a socket in which something happens
    socket: bool = True  # False: every page polls
    free: bool = False  # take off what is always free of charge
    memory_mb: int = 1024
    round_trip_ms: float = 5  # Lambda to DynamoDB and back, on a connection that is open
    alarms: int = watching.ALARMS
    dashboards: int = watching.DASHBOARDS
    cold_share: float = 0.01  # of the calls that wait for a process to start
    cold_ms: float = 1000  # what such a start takes

    @property
    def idle(self) -> bool:
        return not (self.messages or self.admins or self.visitors)
