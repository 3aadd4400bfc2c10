/** All calls: method and path → body and answer. Here are those of admins that no other file has. */
import type { MessageId, Role, Time } from "./basics";
import type {
  Conversation,
  ConversationStatus,
  DeleteMessage,
  EditMessage,
  ExportPage,
  FileLinks,
  InboxPage,
  InboxQuery,
  Message,
  MessagesPage,
  NewUpload,
  ReadMarks,
  SendMessage,
  UploadForm,
} from "./conversations";
import type { DeskCalls } from "./desk";
import type { EventWebhookCalls } from "./event_webhooks";
import type { PageFile } from "./page_file";
import type { ReportCalls } from "./reports";
import type { SearchCalls } from "./search";
import type {
  Admin,
  AdminSession,
  Faq,
  FaqChanges,
  FaqEntry,
  ListedSession,
  Present,
  PushSubscriptionFields,
  StoredContext,
  Ticket,
  TrustedDevice,
  VisitorContact,
} from "./sessions";
import type { AuditPage, CannedDraft, CannedReply, Look, SiteChanges, SiteSettings } from "./sites";
import type {
  Block,
  Invitation,
  Member,
  NewBlock,
  NewInvitation,
  NotificationSettings,
  Notifications,
  ResetLink,
} from "./team";
import type { VisitorCalls } from "./visitor_calls";
import type { NewWebhook, Webhook, WebhookChanges } from "./webhooks";

type Empty = Record<string, never>;
type Site = { site: SiteSettings };

export interface Calls extends DeskCalls, EventWebhookCalls, ReportCalls, SearchCalls, VisitorCalls {
  [contact: `POST /admin/chatbot/${string}/contact`]: {
    body: { name: string | null; email: string | null };
    answer: { contact: VisitorContact };
  };
  [status: `POST /admin/chatbot/${string}/status`]: {
    body: Pick<SendMessage, "client_id" | "after"> & { status: ConversationStatus };
    answer: { status: ConversationStatus; message?: Message };
  };
  [uploads: `POST /admin/chatbot/${string}/uploads`]: { body: NewUpload; answer: UploadForm };
  [attachments: `POST /admin/chatbot/${string}/attachments`]: { body: { id: MessageId }; answer: FileLinks };
  [others: `POST /admin/chatbot/${string}/others`]: {
    body: undefined;
    answer: { conversations: Conversation[]; has_more: boolean };
  };
  [edit: `POST /admin/chatbot/${string}/messages/${number}/edit`]: {
    body: EditMessage;
    answer: { message: Message };
  };
  [deletion: `POST /admin/chatbot/${string}/messages/${number}/delete`]: {
    body: DeleteMessage;
    answer: { message: Message };
  };
  "POST /admin/session": {
    body: { email: string; password: string; code?: string; device_tokens?: string[]; site_id?: string };
    answer: AdminSession;
  };
  "POST /admin/session/refresh": { body: { refresh_token: string; site_id?: string }; answer: AdminSession };
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
  "POST /admin/language": { body: { language: string }; answer: { language: string } };
  "GET /admin/notifications": { body: undefined; answer: Notifications };
  "POST /admin/picture": { body: { content: string | null }; answer: { picture: string | null } };
  "POST /admin/site/picture": { body: { content: string }; answer: { picture: string } };
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
  "GET /admin/canned-replies": { body: undefined; answer: { version: string; replies?: CannedReply[] } };
  "POST /admin/canned-replies": {
    body: { version?: string };
    answer: { version: string; replies?: CannedReply[] };
  };
  "POST /admin/canned-replies/entries": { body: CannedDraft; answer: { reply: CannedReply } };
  [changeCannedReply: `PATCH /admin/canned-replies/entries/${string}`]: {
    body: CannedDraft & { revision: number };
    answer: { reply: CannedReply };
  };
  [removeCannedReply: `DELETE /admin/canned-replies/entries/${string}`]: {
    body: { revision: number };
    answer: Empty;
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
  "GET /admin/api-tokens": { body: undefined; answer: { api_tokens: ApiToken[] } };
  "POST /admin/api-tokens": { body: NewApiToken; answer: { api_token: ApiToken; token: string } };
  [revokeApiToken: `DELETE /admin/api-tokens/${string}`]: { body: undefined; answer: Empty };
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
  "POST /admin/invitations/join": { body: { secret: string }; answer: { site_id: string } };
  "POST /admin/sites": {
    body: { client_id: string; name: string; origins: string[] };
    answer: { site: AdminSession["site"] };
  };
  [siteOf: `GET /admin/chatbot/${string}/site`]: { body: undefined; answer: { site_id: string } };
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
