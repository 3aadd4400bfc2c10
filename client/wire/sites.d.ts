/** Team, blocks, the site's settings, audit log. */
import type { BlockKind, Role, Time } from "./basics";
import type { Admin, ContactForm } from "./sessions";

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
export type LauncherIcon = "bubble" | "question" | "envelope" | "picture";

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
  /** The launcher's: its address as seen from this file. */
  picture?: string;
  bubbles?: PageBubble[];
  /** By the first two letters of a page's language. */
  texts?: Record<string, LauncherTexts>;
  /** No page of the site has loaded the widget yet, so the page reports that it has. */
  report_installed?: boolean;
}

/** What the page shows before it has loaded a language. */
export interface LauncherTexts {
  lang: string;
  open: string;
  failed: string;
  dismiss: string;
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
  /** The name of its file, in the panel's header and as the icon; "" for none. */
  picture: string;
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
  search_messages: boolean;
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

/** What an admin writes of a canned reply. `text`: Markdown, with placeholders such as {visitor.name|there}. */
export interface CannedDraft {
  /** What an admin types to find the reply. */
  name: string;
  title: string;
  text: string;
}

/** A reply that the team has prepared. */
export interface CannedReply extends CannedDraft {
  id: string;
  /** 1, and one more with each change. */
  revision: number;
  changed_at: Time;
  /** The name of an admin. */
  changed_by: string;
}

/** What an API token allows a program. */
export type ApiScope = "conversations:read" | "conversations:write";

/** `used_at`: to the hour; null: never. */
export interface ApiToken {
  id: string;
  name: string;
  scopes: ApiScope[];
  /** An admin's id. */
  created_by: string;
  created_at: Time;
  used_at: Time | null;
}

export interface NewApiToken {
  name: string;
  scopes: ApiScope[];
  /** The owner's own. */
  password?: string;
}
