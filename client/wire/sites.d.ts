/** A site as its owners and admins keep it: settings, audit log, canned replies, API tokens. */
import type { Time } from "./basics";
import type { Holiday, LauncherIcon, OpeningHours, Scheme } from "./page_file";
import type { ContactForm } from "./sessions";

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
