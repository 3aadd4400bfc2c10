/** Calls: method and path → body and answer. */
import type { MessageId, Role, Time } from "./basics";
import type {
  AskedBot,
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
  OwnConversation,
  ReadMarks,
  SendMessage,
  UploadForm,
} from "./conversations";
import type { DeskCalls } from "./desk";
import type { EventWebhookCalls } from "./event_webhooks";
import type { ReportCalls } from "./reports";
import type { SearchCalls } from "./search";
import type {
  Admin,
  AdminSession,
  Contact,
  Faq,
  FaqChanges,
  FaqEntry,
  Identity,
  ListedSession,
  Present,
  PushSubscriptionFields,
  StoredContext,
  Ticket,
  TrustedDevice,
  VisitorContact,
  VisitorContext,
  VisitorSession,
} from "./sessions";
import type {
  AuditPage,
  Block,
  CannedDraft,
  CannedReply,
  Invitation,
  Look,
  Member,
  NewBlock,
  NewInvitation,
  NewWebhook,
  NotificationSettings,
  Notifications,
  PageFile,
  ResetLink,
  SiteChanges,
  SiteSettings,
  Webhook,
  WebhookChanges,
} from "./sites";

type Empty = Record<string, never>;
type Site = { site: SiteSettings };
/** `bots_line`: what the bot has said to the message, stored with it. */
type Sent = { message: Message; bots_line?: Message };

export interface Calls extends DeskCalls, EventWebhookCalls, ReportCalls, SearchCalls {
  "POST /chatbot/session": {
    body: { widget_token: string; identity?: Identity; conversation_id?: string };
    answer: VisitorSession;
  };
  "POST /chatbot/installed": { body: { widget_token: string }; answer: Empty };
  "POST /chatbot/message": {
    body: SendMessage & { contact?: Contact; context?: VisitorContext; bot?: AskedBot };
    answer: Sent & { ignored?: string[] };
  };
  "POST /chatbot/contact": {
    body: { name?: string | null; email: string | null; language?: string };
    answer: { contact: VisitorContact };
  };
  [contact: `POST /admin/chatbot/${string}/contact`]: {
    body: { name: string | null; email: string | null };
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
