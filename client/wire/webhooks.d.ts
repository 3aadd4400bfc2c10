/** Where alerts are posted, such as to Slack. */
import type { Time } from "./basics";

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
