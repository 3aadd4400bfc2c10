import type {
  AskedBot,
  Attachment,
  BotLine,
  EntryKind,
  Message,
  NewUpload,
  ReadMarks,
  SenderType,
  SendMessage,
  VisitorContext,
} from "../wire";

/** A handle of `Env.setTimeout`. */
export type Timer = number;

/** The browser as the engine sees it: client/env.js. Tests pass a simulated one. */
export interface Env {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  WebSocket: new (url: string, protocols: string[]) => WebSocket;
  /** Milliseconds since 1970. */
  now: () => number;
  setTimeout: (job: () => void, ms: number) => Timer;
  clearTimeout: (timer: Timer | null | undefined) => void;
  /** At least 0, below 1. */
  random: () => number;
  storage: KeyValueStorage;
  /** Runs the job while no other tab runs one with the same name; null where the browser has no locks. */
  lock: ((name: string, job: () => void) => Promise<void>) | null;
  wake: {
    /**
     * Calls `onWake` when the page is shown again, the network is back or another tab changed the storage, and
     * `onLeave` when the page may be about to end. Returns a function that removes both listeners.
     */
    on: (onWake: () => void, onLeave?: () => void) => () => void;
  };
  visible: () => boolean;
  online: () => boolean;
}

export interface KeyValueStorage {
  get: (key: string) => string | null;
  set: (key: string, value: string) => void;
  remove: (key: string) => void;
  keys: () => string[];
}

/** What a back-off needs of the environment. */
export type Clock = Pick<Env, "now" | "setTimeout" | "clearTimeout" | "random">;

export type ApiError = import("./api.js").ApiError;

/** Why the server refused a message, and whether its writer can send it again. */
export interface Failure {
  code: string;
  retryable: boolean;
}

/** A file of a message that is not sent yet: it is uploaded before. */
export type NewFile = NewUpload;

/** What becomes of a message. */
export type Change = "edited" | "deleted";

/** A message in the outbox: written here and not yet known to be in the log. */
export interface Entry extends Omit<SendMessage, "body"> {
  /** undefined: it deletes a message. */
  body: string | undefined;
  /**
   * Missing, and so not in storage either: written before there was a conversation. A tab that does not know it yet may
   * store the entry again after a clearing, which must not take it from a tab that does. null: the one that it was written
   * for is gone, and the visitor sends it again.
   */
  conversation_id?: string | null;
  /** Milliseconds since 1970; no two entries of a tab have the same. */
  /** How the visitor can be reached, where the visitor gave it with the message. */
  contact?: { name?: string; email: string };
  /** What the visitor chose of what the bot suggested. */
  bot?: Omit<AskedBot, "language">;
  /** What the page said when the message was sent first, if that had changed. */
  context?: VisitorContext;
  /** A change of a message: its number, and what becomes of it. */
  target?: number;
  kind?: Change;
  /** Of a note of an admin: the ids of colleagues, and the message after which it is shown. */
  mentions?: string[];
  at_id?: number;
  /** The message is sent once these are uploaded. */
  files?: NewFile[];
  made_at: number;
  failure: Failure | null;
  /** How many attempts, from any tab, may have stored it. */
  tries: number;
}

/** What became of one attempt to send an entry. */
export type Outcome = Stored | RetryLater | Rebase | Refused;

export interface Stored {
  type: "stored";
  message: Message;
}

/** It may be stored or not. The same entry is sent again. */
export interface RetryLater {
  type: "retry_later";
  error?: ApiError;
}

/** It is not stored: its `after` is too old for the server, so it needs a newer one. */
export interface Rebase {
  type: "rebase";
  rebase: () => Promise<Outcome | NewBase>;
}

/** It is not stored. Its writer decides. */
export interface Refused {
  type: "refused";
  failure: Failure;
}

/** What a page has read of a conversation: everything up to `after`, without what was deleted. */
export interface NewBase {
  type: "base";
  after: number;
  /** Messages up to here were deleted. */
  deleted: number;
  /** Why the entry needs it. */
  failure: Failure;
}

export type MessageStatus = "sending" | "failed" | "sent" | "read";

/** A message as the pages draw it: stored, or still in the outbox. */
export interface ViewMessage {
  /** The `client_id`: the same before and after the message is stored. */
  key: string;
  /** null while it is not stored. */
  id: number | null;
  sender_type: SenderType;
  sender_name: string | null;
  /** Of an admin: whose picture it has. */
  face?: string;
  body: string;
  sent_at: number;
  mine: boolean;
  /** null: another side's message. */
  status: MessageStatus | null;
  failure: Failure | null;
  /** The server asked to wait until this time before the message is sent again; 0 or past: it did not. */
  held_until?: number;
  /** The visitor answered by email. */
  by_mail?: true;
  /** Of a quiet entry, which is no message; `target`: the number of the message that it is about. */
  kind?: EntryKind;
  target?: number;
  /** Of the kind `rated`. */
  rating?: number;
  edited?: true;
  deleted?: true;
  /** The `client_id` of a change that is in the outbox: `status` and `failure` are of the change. */
  change?: string;
  /** Those of an unsent message have no id. */
  attachments?: Attachment[];
  /** What it is to the bot. */
  bot?: BotLine;
}

/** `live`: a socket is open; `polling`: the server answers; `busy`: it has too much to do; `offline`: no answer. */
export type Connection = "connecting" | "live" | "polling" | "busy" | "offline";

/** A view of an entry that is in the log. */
export type StoredView = ViewMessage & { id: number };

/** A snapshot that is built when it is read, and listeners that are called after changes. */
export interface Store<State> {
  readonly state: State;
  changed: () => void;
  /** Returns a function that removes the listener. */
  subscribe: (listener: () => void) => () => void;
}

export type Conversation = ReturnType<typeof import("./conversation.js").createConversation>;
export type Follower = ReturnType<typeof import("./follower.js").createFollower>;
export type Outbox = ReturnType<typeof import("./outbox.js").createOutbox>;
export type Retry = ReturnType<typeof import("./retry.js").createRetry>;

/** Marks of one or both sides. */
export type SomeReadMarks = Partial<ReadMarks>;
