/** Messages and conversations. */
import type { EntryKind, MessageId, SenderType, Side, Time } from "./basics";
import type { View } from "./desk";
import type { StoredContext, VisitorContact } from "./sessions";

/** An entry of the log: a message, or what its `kind` says. */
export interface Message {
  id: MessageId;
  client_id: string;
  sender_type: SenderType;
  sender_name: string;
  /** Of an admin: whose picture it has. */
  face?: string;
  body: string;
  sent_at: Time;
  /** The visitor answered by email. */
  by_mail?: true;
  attachments?: Attachment[];
  bot?: BotLine;
  /** Left out for a message. */
  kind?: EntryKind;
  /** The number of the message that it is about. An edit without it was followed by another edit, or by a deletion. */
  target?: MessageId;
  /** Of the kind `rated`: 1 to 5. A rating without `target` was followed by another one. */
  rating?: number;
  /** The text is not the first one. */
  edited?: true;
  /** The text and the files are gone. */
  deleted?: true;
}

/** Of a line of the bot: what it is. Of a visitor's message: it waits for a person. */
export interface BotLine {
  kind: "answer" | "offer" | "person";
  /** Of an offer. */
  choices?: Choice[];
}

/** A question of the site's FAQ. */
export interface Choice {
  id: string;
  question: string;
}

/** With a visitor's message: the bot may answer it. `question`: the id of the chosen one; `person`: the visitor asks for a person. */
export interface AskedBot {
  language: string;
  question?: string;
  person?: boolean;
}

/** A file. With `width` and `height` it is a picture to be shown, at this size in pixels or smaller. */
export interface Attachment {
  id: string;
  name: string;
  /** Its media type, which its first bytes confirm. */
  type: string;
  size: number;
  width?: number;
  height?: number;
}

export interface NewUpload {
  name: string;
  type: string;
  size: number;
}

/** The page posts `fields` and then the file, as the field `file`, to `url`. */
export interface UploadForm {
  attachment: Attachment;
  url: string;
  fields: Record<string, string>;
  expires_at: Time;
}

/** They work for five minutes, without a token. */
export interface FileLinks {
  links: { id: string; url: string }[];
  expires_at: Time;
}

/** The highest number that each side has read. */
export type ReadMarks = Record<Side, MessageId>;

export interface SendMessage {
  client_id: string;
  /** May be empty if there are attachments. */
  body: string;
  /** The ids of uploads. */
  attachments?: string[];
  /** The highest number that the sender had read when the message was written. */
  after: MessageId;
}

/** Both are entries of their own, so that each is made once, however often it is sent. */
export type EditMessage = Pick<SendMessage, "client_id" | "body" | "after">;
export type DeleteMessage = Pick<SendMessage, "client_id" | "after">;

export interface MessagesPage {
  messages: Message[];
  last_id: MessageId;
  has_more: boolean;
  read: ReadMarks;
  /** Another time than before: this is another log, read it from 0. */
  created_at: Time;
  /** Messages below were deleted. Left out where the log begins with 1. */
  first_id?: MessageId;
}

/** Closed conversations are in a list of their own. A new message opens a conversation again. */
export type ConversationStatus = "open" | "closed";

export interface Conversation {
  id: string;
  visitor: {
    id: string;
    name: string;
    verified_id: string | null;
    email: string | null;
    contact?: VisitorContact;
  };
  status: ConversationStatus;
  created_at: Time;
  last_id: MessageId;
  last_at: Time;
  last_sender: SenderType;
  preview: string;
  read: ReadMarks;
  /** on: only the bot has answered so far; person: the visitor waits for a person after that. */
  bot?: "on" | "person";
  first_id?: MessageId;
  /** Of the browser that the visitor wrote on first, without its region: "de". */
  language?: string;
  /** The admin whose it is. This and what follows is left out where there is none. */
  assignee_id?: string;
  /** Sorted. */
  tags?: string[];
  snoozed_until?: Time;
  /** When the first visitor's message came that nobody has answered. */
  waiting_since?: Time;
  /** Conversations with the same person, as an admin said. */
  links?: string[];
  /** The last number of the desk log. */
  desk_id?: number;
}

/** As its visitor sees it in the list. */
export type OwnConversation = Omit<
  Conversation,
  | "visitor"
  | "first_id"
  | "language"
  | "assignee_id"
  | "tags"
  | "snoozed_until"
  | "waiting_since"
  | "links"
  | "desk_id"
>;

export interface InboxQuery {
  /** Of the list; without it, "all". Changes since a cursor are those of all conversations. */
  view?: View;
  tag?: string;
  /** An admin's id. */
  assignee?: string;
  unread?: true;
  language?: string;
  since?: string;
  before?: string;
  limit?: number;
}

export interface InboxPage {
  conversations: Conversation[];
  /** For the next poll: `since`. */
  cursor: string;
  has_more: boolean;
  /** For the next older page: `before`; null at the end. */
  older: string | null;
}

export interface ExportPage {
  exported_at: Time;
  conversation: Conversation;
  address_range: string | null;
  context: StoredContext | null;
  messages: (Message & { sender_id: string; attachment_links?: Record<string, string> })[];
  last_id: MessageId;
  has_more: boolean;
}
