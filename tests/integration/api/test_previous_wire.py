"""Pages of the version before, which are open in browsers while this one is deployed: its fixtures, and today's server.

Answers and events may have gained fields; what those pages read has stayed.
"""

import pytest

from tests.integration import sockets
from tests.integration.api.story import PREVIOUS, STAGES, Story, alike

CALLS = sorted(path.stem for path in (PREVIOUS / "calls").glob("*.json"))


@pytest.mark.parametrize("name", CALLS)
def test_a_call_is_taken_and_answered_with_all_that_the_page_reads(name: str) -> None:
    story = Story(PREVIOUS)
    STAGES[name](story)
    call = story.fixture("calls", name)
    answer = story.replayed(call["request"])
    assert answer.status == call["response"]["status"], answer
    alike(answer.body, call["response"]["body"], more=True)


def test_a_message_a_read_mark_and_an_erasure_are_heard_with_all_that_the_page_reads() -> None:
    story = Story(PREVIOUS)
    story.asked()
    hearing = [sockets.visitors(story.visitor.api), sockets.admins(story.admin)]
    story.maya.send(**story.fixture("calls", "admin_reply")["request"]["body"])
    story.visitor.mark_read(2)
    story.replayed(story.fixture("calls", "admin_erase")["request"])
    events = [
        story.fixture("events", name) for name in ("chat_message_received", "messages_read", "conversation_erased")
    ]
    for socket in hearing:
        alike(socket.heard, events, more=True)


def test_frames_are_taken_and_answered_with_all_that_the_page_reads() -> None:
    story = Story(PREVIOUS)
    story.answered()
    socket = sockets.visitors(story.visitor.api)
    cursors = dict.fromkeys([story.visitor.conversation_id], *story.fixture("frames", "resume")["cursors"].values())
    for frame in (
        {**story.fixture("frames", "resume"), "cursors": cursors},
        story.fixture("frames", "ping"),
        {"type": "typing?"},
    ):
        socket.say(frame)
    resumed, *others = socket.heard
    behind = dict.fromkeys([story.visitor.conversation_id], *story.fixture("frames", "resumed")["behind"].values())
    alike(resumed, {**story.fixture("frames", "resumed"), "behind": behind}, more=True)
    alike(others, [story.fixture("frames", "pong"), story.fixture("frames", "error")], more=True)
