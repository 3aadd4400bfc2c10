/**
 * What the team does with a conversation: its desk log, and what follows from it. Only admins' calls and sockets carry
 * it. docs/protocol.md, "The desk".
 */

import type { MessageId, Time } from "./basics";
import type { Conversation } from "./conversations";

/** edited, deleted: of a note. */
export type DeskKind =
  | "note"
  | "edited"
  | "deleted"
  | "assigned"
  | "tagged"
  | "snoozed"
  | "linked"
  | "unlinked";

export interface Colleague {
  id: string;
  name: string;
}

/** An entry of the desk log, whose numbers are 1, 2, 3 … without holes. */
export interface DeskEntry {
  id: number;
  client_id: string;
  kind: DeskKind;
  author: Colleague;
  sent_at: Time;
  /** The last number of the conversation's own log when it was written: it is shown after that message. */
  at_id: MessageId;
  /** Of a note: its present text. */
  body?: string;
  /** Of a note: the ids of colleagues. */
  mentions?: string[];
  /** The number of the note that was edited or deleted. */
  target?: number;
  edited?: true;
  deleted?: true;
  /** null: to nobody. */
  assignee?: Colleague | null;
  /** Of an assignment to nobody: who had it, and was removed from the team. */
  left?: Colleague;
  added?: string[];
  removed?: string[];
  /** Left out: the snooze was ended. */
  until?: Time;
  /** Of a link: the other conversation. */
  other_id?: string;
}

export interface DeskState {
  assignee_id: string | null;
  tags: string[];
  snoozed_until: Time | null;
  desk_id: number;
  /** Conversations with the same person; left out where there are none. */
  links?: string[];
}

export interface DeskPage {
  entries: DeskEntry[];
  last_id: number;
  has_more: boolean;
  state: DeskState;
  /** As in the inbox: a page may have opened it by a link, and not loaded its row. */
  conversation: Conversation;
  /** Entries with lower numbers are deleted; left out where the log begins with 1. */
  first_id?: number;
}

/** `after`: the highest number of the desk log that its writer had read. */
export interface NewNote {
  client_id: string;
  body: string;
  mentions?: string[];
  after: number;
  at_id?: MessageId;
}

export type EditNote = Pick<NewNote, "client_id" | "body" | "after">;
export type DeleteNote = Pick<NewNote, "client_id" | "after">;

type DeskChange = Pick<NewNote, "client_id" | "after">;
export type Assign = DeskChange & { assignee_id: string | null };
export type ChangeTags = DeskChange & { add?: string[]; remove?: string[] };
/** null: ends the snooze. */
export type Snooze = DeskChange & { until: Time | null; at_id?: MessageId };

/** `linked`: false ends the link. */
export type Link = DeskChange & { other_id: string; linked: boolean };

/** `entry` is left out if nothing has changed. */
export interface DeskAnswer {
  entry?: DeskEntry;
  state: DeskState;
}

export interface DeskCalls {
  [desk: `POST /admin/chatbot/${string}/desk`]: {
    body: { since_id: number; limit?: number };
    answer: DeskPage;
  };
  [note: `POST /admin/chatbot/${string}/notes`]: { body: NewNote; answer: { entry: DeskEntry } };
  [editNote: `POST /admin/chatbot/${string}/notes/${number}/edit`]: {
    body: EditNote;
    answer: { entry: DeskEntry };
  };
  [deleteNote: `POST /admin/chatbot/${string}/notes/${number}/delete`]: {
    body: DeleteNote;
    answer: { entry: DeskEntry };
  };
  [assign: `POST /admin/chatbot/${string}/assignee`]: { body: Assign; answer: DeskAnswer };
  [tags: `POST /admin/chatbot/${string}/tags`]: { body: ChangeTags; answer: DeskAnswer };
  [snooze: `POST /admin/chatbot/${string}/snooze`]: { body: Snooze; answer: DeskAnswer };
  [links: `POST /admin/chatbot/${string}/links`]: { body: Link; answer: DeskAnswer };
  "POST /admin/counts": { body: undefined; answer: Counts };
  "POST /admin/colleagues": { body: undefined; answer: { colleagues: Colleague[] } };
}

/** all: the open ones, without those that are snoozed. */
export type View = "all" | "mine" | "unassigned" | "snoozed" | "closed" | "blocked";

/** How many conversations each view has, exact up to `most`. */
export interface Counts {
  views: Record<Exclude<View, "closed">, number>;
  most: number;
  /** By site, the unread conversations of the admin's other sites, up to 100. */
  elsewhere?: Record<string, number>;
}

/** Only for admins. */
export interface DeskChanged {
  type: "DeskChanged";
  conversation_id: string;
  /** The entry's number in the desk log. */
  id: number;
  entry: DeskEntry;
  state: DeskState;
}
