// What the search of a site's conversations finds.

import type { MessageId, SenderType, Time } from "./basics";
import type { Conversation } from "./conversations";

/** The text around what was found, in pieces. */
export interface SnippetPiece {
  text: string;
  match?: true;
}

/** `visitor_name`: of the conversation's visitor. */
export interface FoundMessage {
  conversation_id: string;
  visitor_name: string;
  id: MessageId;
  sent_at: Time;
  sender_type: SenderType;
  sender_name: string;
  snippet: SnippetPiece[];
}

/** `reach`: messages since then were searched; null: those of the site are not indexed. `older`: for `before`. */
export interface Found {
  conversations: Conversation[];
  messages: FoundMessage[];
  reach: Time | null;
  more: boolean;
  older: string | null;
}

export interface SearchCalls {
  "POST /admin/search": { body: { q: string; limit?: number; before?: string }; answer: Found };
}
