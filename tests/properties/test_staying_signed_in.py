"""Refresh tokens under any order of lost responses, sleeps and tabs.

An honest browser is never signed out. Reusing a token whose successor was used ends the session.
"""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.accounts import refresh, sessions
from tests.api_client import PASSWORD, Answer, Api, Shop

SLEEP_MS = 3 * 24 * 3600 * 1000


def refreshed(token: str) -> Answer:
    return Api().post("/admin/session/refresh", {"refresh_token": token})


class Tab:
    """A page with the newest tokens that it knows."""

    def __init__(self, entry: dict[str, str]) -> None:
        self.entry = entry
        self.news: list[dict[str, str]] = []  # from other tabs; a sleeping tab has not read them yet


class Browser(RuleBasedStateMachine):
    """Two tabs of one session, which share new tokens before they use them."""

    email = ""

    @initialize()
    def sign_in(self) -> None:
        Browser.email = Browser.email or Shop().account()
        self.now = sessions.now_ms()
        self.real_now = sessions.now_ms
        for module in (refresh, sessions):
            module.now_ms = lambda: self.now  # type: ignore[assignment]
        self.start_session()

    def start_session(self) -> None:
        entry = Api().post("/admin/session", {"email": Browser.email, "password": PASSWORD})
        assert entry.status == 201
        self.used = [entry.body["refresh_token"]]  # all refresh tokens from the server, oldest first
        self.tabs = [Tab(entry.body), Tab(entry.body)]
        self.over = False

    def teardown(self) -> None:
        if hasattr(self, "real_now"):
            refresh.now_ms = sessions.now_ms = self.real_now  # type: ignore[assignment]

    def awake(self, tab: Tab) -> None:
        """Before it refreshes, a tab reads the tokens that the other one has shared."""
        for entry in tab.news:
            tab.entry = entry
        tab.news.clear()

    @precondition(lambda self: not self.over)
    @rule(number=st.integers(0, 1))
    def refreshes(self, number: int) -> None:
        tab = self.tabs[number]
        self.awake(tab)
        answer = refreshed(tab.entry["refresh_token"])
        assert answer.status == 201, answer
        self.receive(tab, answer.body)

    @precondition(lambda self: not self.over)
    @rule(number=st.integers(0, 1), attempts=st.integers(1, 3))
    def loses_answers(self, number: int, attempts: int) -> None:
        tab = self.tabs[number]
        self.awake(tab)
        for _ in range(attempts):
            answer = refreshed(tab.entry["refresh_token"])
            assert answer.status == 201, answer

    @precondition(lambda self: not self.over)
    @rule()
    def both_refresh_at_once(self) -> None:
        for tab in self.tabs:
            self.awake(tab)
        before = [tab.entry["refresh_token"] for tab in self.tabs]
        first = refreshed(before[0])
        assert first.status == 201, first
        self.call_with(first.body)  # before the other tab's request
        second = refreshed(before[1])
        assert second.status == 201, second
        self.receive(self.tabs[0], first.body)
        self.receive(self.tabs[1], second.body)

    @precondition(lambda self: not self.over)
    @rule(number=st.integers(0, 1))
    def calls(self, number: int) -> None:
        tab = self.tabs[number]
        self.awake(tab)
        self.call_with(tab.entry)

    @precondition(lambda self: not self.over)
    @rule()
    def sleeps(self) -> None:
        self.now += SLEEP_MS

    @precondition(lambda self: not self.over and len(self.used) > 1)
    @rule(which=st.integers(0, 1000))
    def a_thief_replays_an_old_token_after_its_successor_was_used(self, which: int) -> None:
        newest = self.tabs[0].news[-1] if self.tabs[0].news else self.tabs[0].entry
        assert self.call_with(newest)
        self.now += refresh.TOGETHER_MS + 1
        old = [token for token in self.used if token != newest["refresh_token"]]
        assert refreshed(old[which % len(old)]).code == "session_revoked"
        assert refreshed(newest["refresh_token"]).code == "session_revoked"
        assert Api(newest["token"]).get("/admin/sessions").code == "session_revoked"
        self.over = True

    @precondition(lambda self: self.over)
    @rule()
    def signs_in_again(self) -> None:
        self.start_session()

    def receive(self, tab: Tab, entry: dict[str, str]) -> None:
        tab.entry = entry
        for other in self.tabs:
            if other is not tab:
                other.news.append(entry)
        if entry["refresh_token"] not in self.used:
            self.used.append(entry["refresh_token"])

    def call_with(self, entry: dict[str, str]) -> bool:
        answer = Api(entry["token"]).get("/admin/sessions")
        assert answer.status == 200, answer
        return True

    @invariant()
    def tokens_are_all_different(self) -> None:
        assert len({*getattr(self, "used", ())}) == len(getattr(self, "used", ()))


TestBrowser = Browser.TestCase
TestBrowser.settings = settings(max_examples=12, stateful_step_count=15, deadline=None)
