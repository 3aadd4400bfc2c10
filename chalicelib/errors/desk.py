"""Refusals about what the team does with a conversation."""

from chalicelib.errors.refusal import Refusal


class AssignedMeanwhile(Refusal, status=409, code="assigned_meanwhile"):
    """Somebody else assigned the conversation after the number that the caller's page had read.

    The answer has the present state, so that the page can show it at once.
    """

    message = "Somebody else has assigned this conversation in the meantime."

    def __init__(
        self, assignee_id: str, tags: tuple[str, ...], snoozed_until: int, desk_id: int, links: tuple[str, ...]
    ) -> None:
        super().__init__("assignee_id")
        self.assignee_id = assignee_id
        self.tags = tags
        self.snoozed_until = snoozed_until
        self.desk_id = desk_id
        self.links = links


class ColleagueNotFound(Refusal, status=404, code="colleague_not_found"):
    message = "There is no such colleague."


class NoteNotFound(Refusal, status=404, code="note_not_found"):
    message = "There is no such note."


class NoteNotYours(Refusal, status=409, code="note_not_yours"):
    message = "Only the writer of a note may change it."


class NoteDeleted(Refusal, status=409, code="note_deleted"):
    message = "This note is deleted already."


class TooManyTags(Refusal, status=409, code="too_many_tags"):
    message = "A conversation has at most 20 tags. Remove one first."


class OtherNotFound(Refusal, status=404, code="other_not_found"):
    message = "There is no such conversation to link with."


class TooManyLinked(Refusal, status=409, code="too_many_linked"):
    message = "A conversation is linked with at most 10 others. End another link first."


class ConversationClosed(Refusal, status=409, code="conversation_closed"):
    message = "This conversation is closed. Open it again first."
