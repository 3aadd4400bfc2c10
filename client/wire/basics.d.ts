/** What everything else is made of. */

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
