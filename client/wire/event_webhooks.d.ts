/** Webhooks for programs, and the log of their deliveries. */
import type { Time } from "./basics";

export type EventType =
  | "conversation.created"
  | "message.created"
  | "message.edited"
  | "message.deleted"
  | "conversation.closed"
  | "conversation.reopened"
  | "conversation.rated";

export interface EventWebhook {
  id: string;
  address: string;
  types: EventType[];
  enabled: boolean;
  /** Why it is off, if no owner has switched it off. */
  switched_off: "" | "failing" | "gone";
  /** Until when the replaced secret signs too. */
  previous_secret_until: Time | null;
  created_at: Time;
}

export interface NewEventWebhook {
  address: string;
  types: EventType[];
  password?: string;
}

/** Another address needs the password. */
export interface EventWebhookChanges {
  address?: string;
  types?: EventType[];
  enabled?: boolean;
  password?: string;
}

/** The secret is returned only here. */
export interface EventWebhookWithSecret {
  event_webhook: EventWebhook;
  secret: string;
}

/** What the last attempt brought. `number`: of the entry in the log of the conversation; 0 of a test. */
export interface EventDelivery {
  id: string;
  event_id: string;
  type: EventType | "test";
  at: Time;
  conversation_id: string | null;
  number: number;
  attempts: number;
  tried_at: Time;
  /** 0: no answer came. */
  status: number;
  /** null: it was accepted. */
  problem: string | null;
  ms: number;
  /** null: there is no further attempt. */
  next_at: Time | null;
}

export interface DeliveryLog {
  deliveries: EventDelivery[];
  older: string | null;
}

/** `event`: as it would be sent now; null if what it is about was erased. */
export interface DeliveryWithEvent {
  delivery: EventDelivery;
  event: object | null;
}

export interface EventWebhookCalls {
  "GET /admin/event-webhooks": { body: undefined; answer: { event_webhooks: EventWebhook[] } };
  "POST /admin/event-webhooks": { body: NewEventWebhook; answer: EventWebhookWithSecret };
  [changeEventWebhook: `PATCH /admin/event-webhooks/${string}`]: {
    body: EventWebhookChanges;
    answer: { event_webhook: EventWebhook };
  };
  [removeEventWebhook: `DELETE /admin/event-webhooks/${string}`]: {
    body: undefined;
    answer: Record<string, never>;
  };
  [replaceEventSecret: `POST /admin/event-webhooks/${string}/secret`]: {
    body: { password?: string };
    answer: EventWebhookWithSecret;
  };
  [testEventWebhook: `POST /admin/event-webhooks/${string}/test`]: {
    body: undefined;
    answer: { delivery: EventDelivery };
  };
  [listDeliveries: `GET /admin/event-webhooks/${string}/deliveries?${string}`]: {
    body: undefined;
    answer: DeliveryLog;
  };
  [readDelivery: `GET /admin/event-webhooks/${string}/deliveries/${string}`]: {
    body: undefined;
    answer: DeliveryWithEvent;
  };
  [replayDelivery: `POST /admin/event-webhooks/${string}/deliveries/${string}/replay`]: {
    body: undefined;
    answer: { delivery: EventDelivery };
  };
}
