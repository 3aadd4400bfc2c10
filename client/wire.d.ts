/**
 * What travels between the pages and the server: docs/protocol.md. The same shapes in Python are chalicelib/api/answers,
 * chalicelib/api/schemas and chalicelib/events. A test type-checks the fixtures of tests/wire against these types.
 */

import type { DeskCalls, DeskChanged } from "./wire_desk";

/** Milliseconds since 1970, UTC. */
export type Time = number;
/** A message's number in its conversation: 1, 2, 3 … without holes; 0 is before the first. */
export type MessageId = number;

export type Side = "visitor" | "admin";
export type SenderType = Side | "bot" | "system";
/** text: a message. The others are quiet entries. */
export type EntryKind = "text" | "edited" | "deleted" | "closed" | "reopened" | "rated";
export type Role = "owner" | "agent";
export type BlockKind = "visitor" | "identity" | "address";

// Messages and conversations

/** An entry of the log: a message, or what its `kind` says. */
export interface Message {
  id: MessageId;
  client_id: string;
  sender_type: SenderType;
  sender_name: string;
  body: string;
  sent_at: Time;
  /** The visitor answered by e-mail. */
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
  /** The admin whose it is. This and what follows is left out where there is none. */
  assignee_id?: string;
  /** Sorted. */
  tags?: string[];
  snoozed_until?: Time;
  /** When the first visitor's message came that nobody has answered. */
  waiting_since?: Time;
  /** The last number of the desk log. */
  desk_id?: number;
}

/** As its visitor sees it in the list. */
export type OwnConversation = Omit<Conversation, "visitor" | "first_id">;

export interface InboxQuery {
  /** Of the list; without it, the open ones. Changes since a cursor are those of all conversations. */
  status?: ConversationStatus;
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

// Sessions

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
export interface Contact {
  name?: string;
  email: string;
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

/** Whether a visitor is asked for an e-mail address: after the first message, or before it. */
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
export interface TeamForVisitors {
  /** Names. */
  online: string[];
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
  site: { id: string; name: string; widget_token: string };
  socket_url: string | null;
  intervals: Intervals;
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

// Team, blocks, site, audit log

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  created_at: Time;
  expires_at: Time;
}

/** Whether a link was sent by mail. `off`: mail is not set up. */
export type MailOutcome = "sent" | "failed" | "off";

export interface NewInvitation {
  invitation: Invitation;
  secret: string;
  mail: MailOutcome;
}

export interface ResetLink {
  secret: string;
  expires_at: Time;
  mail: MailOutcome;
}

/** Why the last alert to an admin was not sent by mail. `reason`: in English. */
export interface MailRefusal {
  code: "refused" | "bounced" | "complained";
  reason: string;
  at: Time;
}

/** An admin as owners see them. */
export interface Member extends Admin {
  mail_refused: MailRefusal | null;
}

/** Quiet hours: local times such as 22:00, or "" for none, in an IANA time zone. */
export interface NotificationSettings {
  alert_by_push: boolean;
  alert_by_mail: boolean;
  quiet_from: string;
  quiet_until: string;
  quiet_zone: string;
}

export interface Notifications {
  notifications: NotificationSettings;
  mail_set_up: boolean;
  mail_refused: MailRefusal | null;
}

export interface NewBlock {
  conversation_id: string;
  kind: BlockKind;
  reason?: string;
}

export interface Block {
  id: string;
  kind: BlockKind;
  value: string;
  conversation_id: string;
  reason: string;
  blocked_by: string;
  created_at: Time;
}

export type Day = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/** "HH:MM". If `closes` is not later than `opens`, it is on the next day. */
export interface OpenTime {
  opens: string;
  closes: string;
}

/** `date`: YYYY-MM-DD. Its times replace those of the week that begin on that day. */
export interface Holiday {
  date: string;
  yearly: boolean;
  times: OpenTime[];
}

export interface OpeningHours {
  /** IANA name */
  zone: string;
  week: Record<Day, OpenTime[]>;
  holidays: Holiday[];
  /** Outside the hours: the chat says when somebody is back, or the launcher is hidden. */
  outside: "message" | "hide";
}

export type Scheme = "auto" | "light" | "dark";
export type LauncherIcon = "bubble" | "question" | "envelope";

/**
 * The file beside the widget's script, which a page reads before it shows the launcher. `name`: in the panel's header.
 * `css`: the style sheet of the site's look. `welcome`: by language in lower case. `launch`: the page also loads
 * widget/launch.js, for hours that hide the launcher, `hidden_paths`, `label` and `icon`.
 */
export interface PageFile {
  version: number;
  name: string;
  language: string;
  css?: string;
  scheme?: Scheme;
  welcome?: Record<string, { title?: string; text?: string }>;
  launch?: boolean;
  hours?: OpeningHours;
  hidden_paths?: string[];
  label?: string;
  icon?: LauncherIcon;
  bubbles?: PageBubble[];
}

/** A greeting beside the launcher. `seconds`: from when the page could show it. */
export interface PageBubble {
  text: string;
  seconds: number;
  language?: string;
  paths?: string[];
}

/** How the widget looks, and what it says before the first message; "" for the usual. */
export interface Look {
  accent: string;
  scheme: Scheme;
  side: "start" | "end";
  offset_x: number;
  offset_y: number;
  corners: "round" | "soft" | "square";
  icon: LauncherIcon;
  label: string;
  team_name: string;
  welcome: { language: string; title: string; text: string }[];
  hidden_paths: string[];
  /** The first one that fits the page and the visitor's language is shown. "" and []: all of them. */
  bubbles: { text: string; language: string; paths: string[]; delay_seconds: number }[];
}

/** As its owner sees it: `name` is not for visitors. */
export interface OwnersHours extends OpeningHours {
  holidays: (Holiday & { name: string })[];
}

/** What an owner may change about a site. */
export interface SiteChanges {
  name: string;
  greeting: string;
  enabled: boolean;
  origins: string[];
  poll_ms: number;
  check_ms: number;
  require_identity: boolean;
  retention_days: number;
  alert_after_seconds: number;
  answer_after_seconds: number;
  contact_form: ContactForm;
  /** The page that mails link to. "": the start page of the first origin. */
  chat_url: string;
  /** the largest file, in MB; 0 for no files */
  attachment_mb: number;
  show_presence: boolean;
  ask_rating: boolean;
  messages_at_once: number;
  message_every_ms: number;
  conversations_per_minute: number;
  conversations_per_address: number;
  /** null: always open */
  hours: OwnersHours | null;
  look: Look | null;
  language: string;
  visitor_context: boolean;
}

export interface SiteSettings extends SiteChanges {
  id: string;
  widget_token: string;
  previous_widget_token_until: Time | null;
  has_identity_secret: boolean;
  previous_identity_secret_until: Time | null;
}

export type WebhookKind = "slack" | "discord" | "teams" | "telegram" | "json";

export interface Webhook {
  id: string;
  kind: WebhookKind;
  name: string;
  /** Without the part that makes it a secret. */
  address: string;
  chat_id: string;
  enabled: boolean;
  /** Because of its failures. */
  switched_off: boolean;
  /** In a row. */
  failures: number;
  /** `status` is 0 if no answer came; `problem` is null if the message was accepted. */
  last: { at: Time; status: number; problem: string | null } | null;
  created_at: Time;
}

/** `address`: what the service shows, or the token of a Telegram bot. */
export interface NewWebhook {
  kind: WebhookKind;
  name: string;
  address: string;
  chat_id?: string;
}

export interface WebhookChanges {
  name?: string;
  address?: string;
  chat_id?: string;
  enabled?: boolean;
}

export interface AuditEntry {
  id: string;
  at: Time;
  actor: string;
  action: string;
  target: string;
  address: string;
  details: Record<string, string | number | boolean>;
}

export interface AuditPage {
  entries: AuditEntry[];
  older: string | null;
}

// Calls: method and path → body and answer

type Empty = Record<string, never>;
type Site = { site: SiteSettings };
/** `bots_line`: what the bot has said to the message, stored with it. */
type Sent = { message: Message; bots_line?: Message };

export interface Calls extends DeskCalls {
  "POST /chatbot/session": {
    body: { widget_token: string; identity?: Identity; conversation_id?: string };
    answer: VisitorSession;
  };
  "POST /chatbot/message": {
    body: SendMessage & { contact?: Contact; context?: VisitorContext; bot?: AskedBot };
    answer: Sent & { ignored?: string[] };
  };
  "POST /chatbot/contact": {
    body: { name?: string | null; email: string | null };
    answer: { contact: VisitorContact };
  };
  "POST /chatbot/transcript": { body: { client_id: string; zone?: string }; answer: Empty };
  "POST /chatbot/rating": {
    body: Pick<SendMessage, "client_id" | "after"> & { id: MessageId; rating: number; comment?: string };
    answer: { message: Message };
  };
  [status: `POST /admin/chatbot/${string}/status`]: {
    body: Pick<SendMessage, "client_id" | "after"> & { status: ConversationStatus };
    answer: { status: ConversationStatus; message?: Message };
  };
  "POST /chatbot/uploads": { body: NewUpload; answer: UploadForm };
  "POST /chatbot/attachments": { body: { id: MessageId }; answer: FileLinks };
  [uploads: `POST /admin/chatbot/${string}/uploads`]: { body: NewUpload; answer: UploadForm };
  [attachments: `POST /admin/chatbot/${string}/attachments`]: { body: { id: MessageId }; answer: FileLinks };
  "POST /chatbot/link": {
    body: { widget_token: string; secret: string };
    answer: { token: string; expires_at: Time; conversation_id: string };
  };
  "POST /chatbot/messages": { body: { since_id: MessageId; limit?: number }; answer: MessagesPage };
  "POST /chatbot/conversations": {
    body: undefined;
    answer: { conversations: OwnConversation[]; has_more: boolean };
  };
  [others: `POST /admin/chatbot/${string}/others`]: {
    body: undefined;
    answer: { conversations: Conversation[]; has_more: boolean };
  };
  [edit: `POST /chatbot/messages/${number}/edit`]: { body: EditMessage; answer: { message: Message } };
  [deletion: `POST /chatbot/messages/${number}/delete`]: {
    body: DeleteMessage;
    answer: { message: Message };
  };
  [edit: `POST /admin/chatbot/${string}/messages/${number}/edit`]: {
    body: EditMessage;
    answer: { message: Message };
  };
  [deletion: `POST /admin/chatbot/${string}/messages/${number}/delete`]: {
    body: DeleteMessage;
    answer: { message: Message };
  };
  "POST /chatbot/mark-read": { body: { id: MessageId }; answer: { read: ReadMarks } };
  "POST /chatbot/ticket": { body: undefined; answer: Ticket };
  "POST /admin/session": {
    body: { email: string; password: string; code?: string; device_tokens?: string[] };
    answer: AdminSession;
  };
  "POST /admin/session/refresh": { body: { refresh_token: string }; answer: AdminSession };
  "DELETE /admin/session": { body: undefined; answer: Empty };
  "POST /admin/session/push": { body: PushSubscriptionFields; answer: Empty };
  "DELETE /admin/session/push": { body: undefined; answer: Empty };
  "POST /admin/session/push/test": { body: undefined; answer: Empty };
  "POST /admin/chatbot": { body: InboxQuery; answer: InboxPage };
  [messages: `POST /admin/chatbot/${string}/messages`]: {
    body: { since_id: MessageId; limit?: number };
    answer: MessagesPage;
  };
  [reply: `POST /admin/chatbot/${string}/reply`]: { body: SendMessage; answer: { message: Message } };
  [markRead: `POST /admin/chatbot/${string}/mark-read`]: {
    body: { id: MessageId };
    answer: { read: ReadMarks };
  };
  [original: `GET /admin/chatbot/${string}/original?id=${number}`]: {
    body: undefined;
    answer: { url: string; expires_at: Time };
  };
  [context: `GET /admin/chatbot/${string}/context`]: {
    body: undefined;
    answer: { context: StoredContext | null };
  };
  [exportPage: `GET /admin/chatbot/${string}/export?since_id=${number}`]: {
    body: undefined;
    answer: ExportPage;
  };
  [erase: `DELETE /admin/chatbot/${string}`]: { body: undefined; answer: { first_id: MessageId } };
  "POST /admin/ticket": { body: undefined; answer: Ticket };
  "POST /admin/presence": { body: { away: boolean }; answer: Present };
  "GET /admin/blocks": { body: undefined; answer: { blocks: Block[] } };
  "POST /admin/blocks": { body: NewBlock; answer: { block: Block } };
  [unblock: `DELETE /admin/blocks/${string}`]: { body: undefined; answer: Empty };
  "POST /admin/password": { body: { current: string; password: string }; answer: TrustedDevice };
  "POST /admin/password-reset": { body: { secret: string; password: string }; answer: TrustedDevice };
  "POST /admin/password-reset/request": { body: { email: string }; answer: Empty };
  "GET /admin/notifications": { body: undefined; answer: Notifications };
  "PATCH /admin/notifications": { body: Partial<NotificationSettings>; answer: Notifications };
  "POST /admin/second-factor": { body: { password?: string }; answer: { secret: string; uri: string } };
  "POST /admin/second-factor/confirm": { body: { code: string }; answer: { recovery_codes: string[] } };
  "DELETE /admin/second-factor": { body: { password: string }; answer: Empty };
  "GET /admin/sessions": { body: undefined; answer: { sessions: ListedSession[] } };
  "DELETE /admin/sessions": { body: undefined; answer: Empty };
  [endSession: `DELETE /admin/sessions/${string}`]: { body: undefined; answer: Empty };
  [audit: `GET /admin/audit?limit=${number}${string}`]: { body: undefined; answer: AuditPage };
  "GET /admin/site": { body: undefined; answer: Site };
  "PATCH /admin/site": {
    body: Partial<Omit<SiteChanges, "look">> & { look?: Partial<Look> | null };
    answer: Site;
  };
  "POST /admin/site/preview": {
    body: { look: Partial<Look>; language: string };
    answer: { file: PageFile };
  };
  "GET /admin/site/faq": { body: undefined; answer: { faq: Faq } };
  "PATCH /admin/site/faq": { body: FaqChanges; answer: { faq: Faq } };
  "POST /admin/site/faq/entries": { body: Omit<FaqEntry, "id">; answer: { entry: FaqEntry } };
  [changeFaqEntry: `PATCH /admin/site/faq/entries/${string}`]: {
    body: Partial<Omit<FaqEntry, "id">>;
    answer: { entry: FaqEntry };
  };
  [removeFaqEntry: `DELETE /admin/site/faq/entries/${string}`]: { body: undefined; answer: Empty };
  "POST /admin/site/widget-token": { body: { overlap_days: number }; answer: Site };
  "POST /admin/site/identity-secret": {
    body: { overlap_days: number; password?: string };
    answer: Site & { identity_secret: string };
  };
  "GET /admin/site/webhooks": { body: undefined; answer: { webhooks: Webhook[] } };
  "POST /admin/site/webhooks": { body: NewWebhook; answer: { webhook: Webhook } };
  [testWebhook: `POST /admin/site/webhooks/${string}/test`]: {
    body: undefined;
    answer: { webhook: Webhook };
  };
  [changeWebhook: `PATCH /admin/site/webhooks/${string}`]: {
    body: WebhookChanges;
    answer: { webhook: Webhook };
  };
  [removeWebhook: `DELETE /admin/site/webhooks/${string}`]: { body: undefined; answer: Empty };
  "GET /admin/team": { body: undefined; answer: { admins: Member[] } };
  [changeRole: `PATCH /admin/team/${string}`]: {
    body: { role: Role; password?: string };
    answer: { admin: Admin };
  };
  [removeAdmin: `DELETE /admin/team/${string}`]: { body: { password?: string }; answer: Empty };
  [allowReset: `POST /admin/team/${string}/password-reset`]: {
    body: { password?: string };
    answer: ResetLink;
  };
  "GET /admin/invitations": { body: undefined; answer: { invitations: Invitation[] } };
  "POST /admin/invitations": {
    body: { email: string; role: Role; password?: string };
    answer: NewInvitation;
  };
  "POST /admin/invitations/accept": {
    body: { secret: string; name: string; password: string };
    answer: AdminSession;
  };
  [withdraw: `DELETE /admin/invitations/${string}`]: { body: undefined; answer: Empty };
}

export type Method = "GET" | "POST" | "PATCH" | "DELETE";
export type CallName = keyof Calls;
type Call<M extends Method, P extends string> = `${M} ${P}` extends CallName ? Calls[`${M} ${P}`] : never;
export type BodyOf<M extends Method, P extends string> = Call<M, P>["body"];
export type AnswerOf<M extends Method, P extends string> = Call<M, P>["answer"];

/** Makes a call; rejects with ApiError only. */
export type Api = <M extends Method, P extends string>(
  method: M,
  path: P,
  token?: string | null,
  body?: BodyOf<M, P>,
) => Promise<AnswerOf<M, P>>;

/** Makes a call with the session's own token. */
export type AuthorisedCall = <M extends Method, P extends string>(
  method: M,
  path: P,
  body?: BodyOf<M, P>,
) => Promise<AnswerOf<M, P>>;

// Refusals, events, frames

export interface Refusal {
  error: { code: string; message: string; field?: string };
}

export interface ChatMessageReceived {
  type: "ChatMessageReceived";
  conversation_id: string;
  id: MessageId;
  message: Message;
  read: ReadMarks;
}

export interface MessagesRead {
  type: "MessagesRead";
  conversation_id: string;
  /** Everything up to this number was read. */
  id: MessageId;
  reader: Side;
}

export interface ConversationErased {
  type: "ConversationErased";
  conversation_id: string;
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
export type Frame = ChatEvent | Presence | Viewing | Typing | Team | Resumed | Pong | ErrorFrame;
