/** Sessions of visitors and admins. */
import type { MessageId, Role, Time } from "./basics";
import type { Choice } from "./conversations";
import type { OpeningHours } from "./page_file";

/** Milliseconds between polls: while no socket is live, and while one is. */
export interface Intervals {
  poll_ms: number;
  check_ms: number;
}

/** The site's signature of a visitor's id, and attributes that the page adds. */
export interface Identity {
  id: string;
  hash: string;
  name?: unknown;
  email?: unknown;
}

/** What a visitor gives. */
/** `language`: of the mails to the address. */
export interface Contact {
  name?: string;
  email: string;
  language?: string;
}

export type ContextData = Record<string, string | number | boolean>;

/** What the page says about the visit. Addresses have no query and no fragment. `paths`: the latest last. */
export interface VisitorContext {
  page: string;
  referrer: string;
  paths: string[];
  language: string;
  time_zone: string;
  viewport: "" | "phone" | "tablet" | "desktop";
  /** What the page's own script adds. */
  data: ContextData;
}

/** That came with the message `id`. */
export interface StoredContext extends VisitorContext {
  id: MessageId;
  received_at: Time;
}

/** Whether a visitor is asked for an email address: after the first message, or before it. */
export type ContactForm = "offer" | "require" | "off";

/** How a visitor can be reached; nobody has verified it. `state`: why no mail is sent. */
export interface VisitorContact {
  name: string | null;
  email: string | null;
  state: "" | "unsubscribed" | "bounced" | "complained";
}

/** What the panel loads more code for; each part only where the site needs it. */
export interface Extras {
  /** `transcripts`: the conversation can be sent to the address. */
  contact?: VisitorContact & { form: ContactForm; transcripts?: true };
  presence?: TeamForVisitors;
  hours?: OpeningHours;
  attachments?: { most_bytes: number };
  /** Besides this one, of the latest twenty: how many, and their unread messages together. */
  conversations?: { others: number; unread: number };
  /** Ask for a rating after the conversation was closed. */
  rating?: true;
  faq?: PageFaq;
  /** The site collects what the page says about the visit, without pages on these paths. */
  context?: { hidden_paths: string[] };
  pictures?: Pictures;
}

/** From which the bot answers. `name`: the bot's, "" for the team's. */
export interface Faq {
  enabled: boolean;
  name: string;
  entries: FaqEntry[];
}

/** What is omitted stays as it is. `order`: ids of entries. */
export interface FaqChanges {
  enabled?: boolean;
  name?: string;
  order?: string[];
}

/** One question, in up to ten languages. `suggested`: the widget offers it before anybody asks. */
export interface FaqEntry {
  id: string;
  texts: FaqText[];
  suggested: boolean;
}

/** `answer`: in the Markdown of admins' messages. */
export interface FaqText {
  language: string;
  question: string;
  answer: string;
  keywords: string[];
}

/** The questions to suggest, by language. `language`: the site's, for visitors whose own is not among them. */
export interface PageFaq {
  language: string;
  questions: Record<string, Choice[]>;
}

export interface VisitorSession {
  token: string;
  expires_at: Time;
  conversation_id: string;
  site: { id: string; name: string; greeting: string };
  /** Attributes of the identity that the server could not use. */
  ignored?: string[];
  /** Left out where the site needs none. */
  extras?: Extras;
  socket_url: string | null;
  intervals: Intervals;
}

/** Who is there, for visitors. `away`: somebody has the dashboard open, but nobody is online. */
/** Names of files at `sites/pictures/` beside the widget's script. */
export interface Pictures {
  /** By `face` of an admin's messages. */
  faces?: Record<string, string>;
  /** Of the site or its team. */
  site?: string;
}

export interface TeamForVisitors {
  /** Names. */
  online: string[];
  /** The names of their files; left out where nobody has one. */
  pictures?: (string | null)[];
  away: boolean;
  /** The usual reply time; null while it is not known. */
  reply_ms: number | null;
}

export interface Admin {
  id: string;
  name: string;
  email: string;
  role: Role;
  second_factor: boolean;
}

export interface AdminSession {
  token: string;
  expires_at: Time;
  refresh_token: string;
  refresh_expires_at: Time;
  session_id: string;
  device_token: string;
  /** The server's public key, with which the page subscribes to push notifications. null: not set up. */
  push_key: string | null;
  admin: Admin;
  /** That the admin chose for the dashboard; "": as the browser. */
  language: string;
  /** Names of the files of admins' pictures, by the last 8 characters of their ids: `face` of a message. */
  pictures?: Record<string, string>;
  /** Of this token. */
  site: { id: string; name: string; widget_token: string; language: string };
  /** All sites of a person who has several. */
  sites?: OwnSite[];
  socket_url: string | null;
  intervals: Intervals;
}

/** A site whose team the admin belongs to. */
export interface OwnSite {
  id: string;
  name: string;
  role: Role;
}

/** A browser's push subscription, in base64url. `key`: the server's key with which it was made. */
export interface PushSubscriptionFields {
  endpoint: string;
  p256dh: string;
  auth: string;
  key: string;
}

export interface Ticket {
  ticket: string;
  expires_at: Time;
}

export interface ListedSession {
  id: string;
  device: string;
  address: string;
  created_at: Time;
  used_at: Time;
  current: boolean;
}

/** `device_token` is for the next sign-ins to this account from this browser. */
export interface TrustedDevice {
  admin_id: string;
  device_token: string;
}

export type PresenceState = "online" | "away" | "offline";

/** The admins who have a page open; all others are offline. */
export interface Present {
  at: Time;
  /** Whether this admin chose to be away. */
  away: boolean;
  admins: { id: string; name: string; state: PresenceState; viewing: string[] }[];
}
