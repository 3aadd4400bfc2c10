"""Refusals about conversations: visitors, their limits and blocks, and cursors."""

from chalicelib.errors.refusal import Refusal


class WidgetTokenInvalid(Refusal, status=403, code="widget_token_invalid"):
    message = "This widget token is not valid."


class OriginNotAllowed(Refusal, status=403, code="origin_not_allowed"):
    message = "This origin is not on the site's list."


class IdentityInvalid(Refusal, status=403, code="identity_invalid"):
    message = "The site has not signed this identity."


class IdentityRequired(Refusal, status=403, code="identity_required"):
    message = "This site requires a verified visitor."


class VisitorBlocked(Refusal, status=403, code="visitor_blocked"):
    message = "Chat is not available to you."


class SiteDisabled(Refusal, status=403, code="site_disabled"):
    message = "Chat is switched off for this site."


class TooManyMessages(Refusal, status=429, code="too_many_messages"):
    """The visitor sends faster than the site allows. The same message may be sent again later."""

    message = "Too many messages in a short time. Try again in a moment."


class TooManyConversations(Refusal, status=429, code="too_many_conversations"):
    """Too many new conversations, on the site or from one address."""

    message = "Too many new conversations at the moment. Try again later."


class ContactTooEarly(Refusal, status=409, code="contact_too_early"):
    """Nothing is stored about a visitor before the first message."""

    message = "Send a message first. An e-mail address given with it is stored, too."


class TooManyContactChanges(Refusal, status=429, code="too_many_contact_changes"):
    message = "The e-mail address was changed too often. Try again later."


class NewerMessages(Refusal, status=409, code="newer_messages"):
    """The page that closes a conversation has not received them yet: nobody of the team may have seen them."""

    message = "The visitor has written in the meantime. Read the new message first."


class RatingOff(Refusal, status=409, code="rating_off"):
    message = "This site does not ask for ratings."


class RatingOver(Refusal, status=409, code="rating_over"):
    """Another closing, more than a day ago, or none."""

    message = "This conversation can't be rated any more."


class ContactMissing(Refusal, status=409, code="contact_missing"):
    """The visitor has given no address, or no mail goes to it any more."""

    message = "This conversation has no e-mail address that mail goes to."


class TooManyTranscripts(Refusal, status=429, code="too_many_transcripts"):
    message = "The conversation was sent by e-mail often enough for today. Try again tomorrow."


class ConversationLinkInvalid(Refusal, status=404, code="conversation_link_invalid"):
    """It was never issued, was used, has expired, or its address is no longer the conversation's."""

    message = "This link does not open a conversation any more."


class TooManyLinks(Refusal, status=429, code="too_many_links"):
    message = "Too many links were opened from this address. Try again later."


class BlockNotFound(Refusal, status=404, code="block_not_found"):
    message = "There is no such block."


class BlockImpossible(Refusal, status=409, code="block_impossible"):
    message = "This visitor has nothing of this kind that could be blocked."


class BlocksFull(Refusal, status=409, code="blocks_full"):
    message = "A site has at most 1,000 blocks. Remove one first."


class FaqEntryNotFound(Refusal, status=404, code="faq_entry_not_found"):
    message = "There is no such question."


class FaqFull(Refusal, status=409, code="faq_full"):
    message = "A site has at most 60 questions, and 300,000 bytes of them. Shorten or remove some first."


class CannedReplyNotFound(Refusal, status=404, code="canned_reply_not_found"):
    message = "There is no such canned reply."


class CannedReplyChanged(Refusal, status=409, code="canned_reply_changed"):
    message = "Somebody else has changed this canned reply. Read it again, and decide which text is kept."


class CannedNameTaken(Refusal, status=409, code="canned_name_taken"):
    message = "Another canned reply has this name."


class CannedRepliesFull(Refusal, status=409, code="canned_replies_full"):
    message = "A site has at most 200 canned replies, and 300,000 bytes of them. Shorten or remove some first."


class ConversationNotFound(Refusal, status=404, code="conversation_not_found"):
    message = "There is no such conversation."


class MessageNotFound(Refusal, status=404, code="message_not_found"):
    message = "There is no such message."


class MessageNotYours(Refusal, status=409, code="message_not_yours"):
    """Not 403, with which a visitor's page concludes that it has no chat."""

    message = "Only the writer of a message may change it."


class MessageNotChangeable(Refusal, status=409, code="message_not_changeable"):
    message = "This entry is not a message that can be changed."


class MessageDeleted(Refusal, status=409, code="message_deleted"):
    message = "This message is deleted already."


class MessageTooOld(Refusal, status=409, code="message_too_old"):
    message = "A visitor may change a message for 15 minutes, an admin for 24 hours."


class OriginalNotFound(Refusal, status=404, code="original_not_found"):
    message = "This message did not arrive by e-mail, or its mail is deleted."


class AttachmentsOff(Refusal, status=409, code="attachments_off"):
    message = "Files cannot be sent here."


class AttachmentTooLarge(Refusal, status=413, code="attachment_too_large"):
    message = "This file is too large."


class AttachmentTypeNotAllowed(Refusal, status=415, code="attachment_type_not_allowed"):
    message = "Files of this type cannot be sent."


class AttachmentTypeWrong(Refusal, status=400, code="attachment_type_wrong"):
    """The first bytes of the file are not those of the type that was given with it."""

    message = "This file is not of the type that its name or its browser says."


class UploadNotFound(Refusal, status=409, code="upload_not_found"):
    """It was not uploaded, or more than a day ago. Upload the file again, and send the message with the new id."""

    message = "This file has not arrived, or arrived too long ago. Upload it again."


class AttachmentNotFound(Refusal, status=404, code="attachment_not_found"):
    message = "There is no such file."


class TooManyUploads(Refusal, status=429, code="too_many_uploads"):
    """Too many uploads, on the site or from one address. The same call may be made again later."""

    message = "Too many files in a short time. Try again later."


class CursorAhead(Refusal, status=409, code="cursor_ahead"):
    message = "The conversation has no message with this number yet."


class CursorBehind(Refusal, status=409, code="cursor_behind"):
    message = "Too many messages were sent since, or they are deleted: read first, then send with the new cursor."
