/** The team, how its members are alerted, and whom it has blocked. */
import type { BlockKind, Role, Time } from "./basics";
import type { Admin } from "./sessions";

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
