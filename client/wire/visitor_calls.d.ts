/** A visitor's calls: method and path → body and answer. */
import type { MessageId, Time } from "./basics";
import type {
  AskedBot,
  DeleteMessage,
  EditMessage,
  FileLinks,
  Message,
  MessagesPage,
  NewUpload,
  OwnConversation,
  ReadMarks,
  SendMessage,
  UploadForm,
} from "./conversations";
import type { Contact, Identity, Ticket, VisitorContact, VisitorContext, VisitorSession } from "./sessions";

type Empty = Record<string, never>;
/** `bots_line`: what the bot has said to the message, stored with it. */
type Sent = { message: Message; bots_line?: Message };

export interface VisitorCalls {
  "POST /chatbot/session": {
    body: { widget_token: string; identity?: Identity; conversation_id?: string };
    answer: VisitorSession;
  };
  "POST /chatbot/installed": { body: { widget_token: string }; answer: Empty };
  "POST /chatbot/message": {
    body: SendMessage & { contact?: Contact; context?: VisitorContext; bot?: AskedBot };
    answer: Sent & { ignored?: string[] };
  };
  "POST /chatbot/contact": {
    body: { name?: string | null; email: string | null; language?: string };
    answer: { contact: VisitorContact };
  };
  "POST /chatbot/transcript": { body: { client_id: string; zone?: string }; answer: Empty };
  "POST /chatbot/rating": {
    body: Pick<SendMessage, "client_id" | "after"> & { id: MessageId; rating: number; comment?: string };
    answer: { message: Message };
  };
  "POST /chatbot/uploads": { body: NewUpload; answer: UploadForm };
  "POST /chatbot/attachments": { body: { id: MessageId }; answer: FileLinks };
  "POST /chatbot/link": {
    body: { widget_token: string; secret: string };
    answer: { token: string; expires_at: Time; conversation_id: string };
  };
  "POST /chatbot/messages": { body: { since_id: MessageId; limit?: number }; answer: MessagesPage };
  "POST /chatbot/conversations": {
    body: undefined;
    answer: { conversations: OwnConversation[]; has_more: boolean };
  };
  [edit: `POST /chatbot/messages/${number}/edit`]: { body: EditMessage; answer: { message: Message } };
  [deletion: `POST /chatbot/messages/${number}/delete`]: {
    body: DeleteMessage;
    answer: { message: Message };
  };
  "POST /chatbot/mark-read": { body: { id: MessageId }; answer: { read: ReadMarks } };
  "POST /chatbot/ticket": { body: undefined; answer: Ticket };
}
