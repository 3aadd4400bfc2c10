/** Refusals, events, frames. */
import type { MessageId, Side, Time } from "./basics";
import type { Message, ReadMarks } from "./conversations";
import type { DeskChanged, DeskState } from "./desk";
import type { PresenceState, Present, VisitorContact } from "./sessions";

/** `state`: of the conversation at the desk, beside `assigned_meanwhile`. */
export interface Refusal {
  error: { code: string; message: string; field?: string };
  state?: DeskState;
}

export interface ChatMessageReceived {
  type: "ChatMessageReceived";
  conversation_id: string;
  /** Of another site of the admin; left out for the one that the page shows. */
  site_id?: string;
  id: MessageId;
  message: Message;
  read: ReadMarks;
}

export interface MessagesRead {
  type: "MessagesRead";
  conversation_id: string;
  /** Of another site of the admin; left out for the one that the page shows. */
  site_id?: string;
  /** Everything up to this number was read. */
  id: MessageId;
  reader: Side;
}

export interface ConversationErased {
  type: "ConversationErased";
  conversation_id: string;
  /** Of another site of the admin; left out for the one that the page shows. */
  site_id?: string;
  /** Everything up to this number was deleted. */
  id: MessageId;
  first_id: MessageId;
}

/** Of several of the same admin, the one with the latest `at` is valid. */
export interface Presence {
  type: "Presence";
  admin_id: string;
  name: string;
  state: PresenceState;
  at: Time;
  conversation_id?: undefined;
}

/** All conversations that an admin has open. The latest `at` is valid. */
export interface Viewing {
  type: "Viewing";
  admin_id: string;
  name: string;
  conversation_ids: string[];
  at: Time;
  conversation_id?: undefined;
}

export interface Typing {
  type: "Typing";
  conversation_id: string;
  /** The last number of the conversation. */
  id: MessageId;
  side: Side;
  name: string;
  /** Only for admins. */
  admin_id?: string;
  /** Ends the earlier event: the text was deleted. */
  stopped?: true;
}

/** Only for admins. */
export interface ContactChanged {
  type: "ContactChanged";
  conversation_id: string;
  /** The last number of the conversation. */
  id: MessageId;
  contact: VisitorContact;
}

/** Only for admins: somebody was blocked or unblocked. */
export interface BlocksChanged {
  type: "BlocksChanged";
  conversation_id?: undefined;
}

/** Only for admins: somebody has joined or left the team, or has another role. */
export interface ColleaguesChanged {
  type: "ColleaguesChanged";
  conversation_id?: undefined;
}

export type ChatEvent =
  | ChatMessageReceived
  | MessagesRead
  | ConversationErased
  | ContactChanged
  | DeskChanged;

/** What a page sends: its cursor in each open conversation, and, in the dashboard, whether nobody uses it. */
export interface Resume {
  type: "resume";
  cursors: Record<string, MessageId>;
  away?: boolean;
}

/** The answer: the last number of each conversation of which the page lacks messages. */
export interface Resumed {
  type: "resumed";
  behind: Record<string, MessageId>;
}

/** Asks for a `pong`. */
export interface Ping {
  type: "ping";
  away?: boolean;
}

/** The conversation that an admin's page has open. The answer is the `team`. */
export interface ViewingFrame {
  type: "viewing";
  conversation_id: string | null;
}

/** Somebody writes in this conversation, or has stopped without sending the text. */
export interface TypingFrame {
  type: "typing";
  conversation_id: string;
  stopped?: boolean;
}

export interface Team extends Present {
  type: "team";
  conversation_id?: undefined;
}

export interface Pong {
  type: "pong";
  conversation_id?: undefined;
}

export interface ErrorFrame extends Refusal {
  type: "error";
  conversation_id?: undefined;
}

/** What a page sends. */
export type PageFrame = Resume | Ping | ViewingFrame | TypingFrame;

/** What a page receives. */
export type Frame =
  | ChatEvent
  | BlocksChanged
  | ColleaguesChanged
  | Presence
  | Viewing
  | Typing
  | Team
  | Resumed
  | Pong
  | ErrorFrame;
