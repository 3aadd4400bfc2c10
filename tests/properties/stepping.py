"""Runs the real append in threads that stop before each request to the store. A test decides which thread continues
and what happens to its request. The same decisions give the same run."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread, get_ident
from typing import Any

from chalicelib.chat.append import append
from chalicelib.chat.remembered import Memory
from chalicelib.errors import Busy, CursorBehind
from chalicelib.model import Caller, Draft, Message
from tests.integration.engine import Crash, Forward, Rule, dies_after, dies_before, hides_a_row, loses_answer, refuses


def passes(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
    return forward()


OUTCOMES: dict[str, Rule] = {
    "passes": passes,
    "is throttled": refuses("ThrottlingException"),
    "loses its answer": loses_answer,
    "dies before": dies_before,
    "dies after": dies_after,
    "misses a row": hides_a_row,
}


class Process(Memory):
    """What one of the server's processes remembers. It goes by it however often that was wrong."""

    pays = True


class Tab:
    """One writer: an open page with its token. It sends one message at a time, and stops before each request."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.process = Process()  # which serves its next attempt
        self.sending: Draft | None = None
        self.operation = ""  # the request before which it has stopped
        self.arrived: SimpleQueue[bool] = SimpleQueue()  # True: at the next request; False: the attempt has ended
        self.outcomes: SimpleQueue[Rule] = SimpleQueue()
        self.answer: tuple[Message, bool] | None = None
        self.fault: BaseException | None = None
        self.refused = False  # its base has expired

    def begin(self, conversation_id: str, draft: Draft, gate: "Gate") -> None:
        self.sending, self.answer, self.fault, self.refused = draft, None, None, False

        def attempt() -> None:
            gate.tabs[get_ident()] = self
            try:
                self.answer = self.send(conversation_id, draft)
            except Busy:
                """The page will retry."""
            except Crash:
                self.process.rows.clear()
            except CursorBehind:
                self.refused = True
            except BaseException as fault:  # noqa: BLE001 - reported to the test, whatever it is
                self.fault = fault
            finally:
                del gate.tabs[get_ident()]
                self.arrived.put(False)

        Thread(target=attempt, daemon=True).start()
        self.wait()

    def send(self, conversation_id: str, draft: Any) -> Any:
        """Returns the stored entry and whether it is new."""
        message, _, new = append(self.caller, conversation_id, draft)
        return message, new

    def step(self, outcome: Rule) -> None:
        """Lets the next request continue with this outcome, and waits for the one after."""
        self.outcomes.put(outcome)
        self.wait()

    def wait(self) -> None:
        if not self.arrived.get(timeout=30):
            self.sending = None
            if self.fault:
                raise self.fault


class Gate:
    """Stops the requests of tabs to the store. Other requests pass."""

    def __init__(self) -> None:
        self.tabs: dict[int, Tab] = {}

    def __call__(self, operation: str, parameters: dict[str, Any], forward: Callable[[], dict[str, Any]]) -> Any:
        tab = self.tabs.get(get_ident())
        if tab is None:
            return forward()
        tab.operation = operation
        tab.arrived.put(True)
        return tab.outcomes.get(timeout=30)(operation, parameters, forward)

    def memory(self) -> "Memories":
        return Memories(self, Process())


class Memories:
    """In place of the server's memory: that of the process which serves the calling thread's tab."""

    def __init__(self, gate: Gate, other: Process) -> None:
        self.gate = gate
        self.other = other  # serves whoever is no tab

    def __getattr__(self, name: str) -> Any:
        tab = self.gate.tabs.get(get_ident())
        return getattr(tab.process if tab else self.other, name)
