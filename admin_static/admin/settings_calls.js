/** @import {ApiScope, AuthorisedCall, CannedDraft, FaqChanges, FaqEntry, Look, NewWebhook, NotificationSettings, Role, SiteChanges, WebhookChanges} from "../../client/wire" */
/** @import {ApiError} from "../../client/delivery/types" */
import { createEventWebhooks } from "./event_webhook_calls.js";

// The calls of the settings pages. Each rejects with ApiError; `password` is the caller's own.

/** The signed-in admin's own account. @param {AuthorisedCall} call */
export const createAccount = (call) => ({
  /** Ends all other sessions of the account. @param {string} current @param {string} password */
  changePassword: (current, password) => call("POST", "/admin/password", { current, password }),
  /** @param {string | null} content in base64, or none */
  setPicture: (content) => call("POST", "/admin/picture", { content }),
  /** Starts the setup; nothing changes until a code is confirmed. @param {string} [password] */
  offerSecondFactor: (password) => call("POST", "/admin/second-factor", { password }),
  /** @param {string} code @returns {Promise<string[]>} the recovery codes, which are returned only once */
  async confirmSecondFactor(code) {
    return (await call("POST", "/admin/second-factor/confirm", { code })).recovery_codes;
  },
  /** @param {string} password */
  endSecondFactor: (password) => call("DELETE", "/admin/second-factor", { password }),
  /** @param {string} language "" for the one of the browser */
  chooseLanguage: (language) => call("POST", "/admin/language", { language }),
  notifications: () => call("GET", "/admin/notifications"),
  /** @param {Partial<NotificationSettings>} changes */
  changeNotifications: (changes) => call("PATCH", "/admin/notifications", changes),
  /** Most recently used first. */
  sessions: async () => (await call("GET", "/admin/sessions")).sessions,
  /** @param {string} sessionId */
  async endSession(sessionId) {
    const ended = call("DELETE", `/admin/sessions/${encodeURIComponent(sessionId)}`);
    await ended.catch(ignoring("session_not_found"));
  },
  /** Includes the current session. */
  endAllSessions: () => call("DELETE", "/admin/sessions"),
});

/** An owner's calls about the admins of the site. @param {AuthorisedCall} call */
export function createTeam(call) {
  /** @param {string} adminId @returns {`/admin/team/${string}`} */
  const pathOf = (adminId) => `/admin/team/${encodeURIComponent(adminId)}`;

  return {
    members: async () => (await call("GET", "/admin/team")).admins,
    /** Signs the admin out everywhere. @param {string} adminId @param {Role} role @param {string} [password] */
    async changeRole(adminId, role, password) {
      return (await call("PATCH", pathOf(adminId), { role, password })).admin;
    },
    /** @param {string} adminId @param {string} [password] */
    remove: (adminId, password) => call("DELETE", pathOf(adminId), { password }),
    /** Signs the admin out everywhere. @param {string} adminId @param {string} [password] */
    allowReset: (adminId, password) => call("POST", `${pathOf(adminId)}/password-reset`, { password }),
    invitations: async () => (await call("GET", "/admin/invitations")).invitations,
    /** The secret is returned only once. @param {string} email @param {Role} role @param {string} [password] */
    invite: (email, role, password) => call("POST", "/admin/invitations", { email, role, password }),
    /** @param {string} invitationId */
    async withdraw(invitationId) {
      const withdrawn = call("DELETE", `/admin/invitations/${encodeURIComponent(invitationId)}`);
      await withdrawn.catch(ignoring("invitation_not_found"));
    },
  };
}

/** An owner's calls about the settings of the site. @param {AuthorisedCall} call */
export const createSite = (call) => ({
  eventWebhooks: createEventWebhooks(call),
  read: async () => (await call("GET", "/admin/site")).site,
  /** @param {Partial<SiteChanges>} changes */
  change: async (changes) => (await call("PATCH", "/admin/site", changes)).site,
  /** The file that pages would read with these settings, which are not saved. @param {{look: Look, language: string}} draft */
  preview: async (draft) => (await call("POST", "/admin/site/preview", draft)).file,
  /** Stores a picture that the look can name. @param {string} content in base64 */
  storePicture: async (content) => (await call("POST", "/admin/site/picture", { content })).picture,
  /** @param {number} overlapDays how long the previous token stays valid */
  async replaceWidgetToken(overlapDays) {
    return (await call("POST", "/admin/site/widget-token", { overlap_days: overlapDays })).site;
  },
  /** The secret is returned only once. @param {number} overlapDays @param {string} [password] */
  replaceIdentitySecret: (overlapDays, password) =>
    call("POST", "/admin/site/identity-secret", { overlap_days: overlapDays, password }),
  /** The oldest first. */
  webhooks: async () => (await call("GET", "/admin/site/webhooks")).webhooks,
  /** @param {NewWebhook} webhook */
  addWebhook: async (webhook) => (await call("POST", "/admin/site/webhooks", webhook)).webhook,
  /** @param {string} id @param {WebhookChanges} changes */
  changeWebhook: async (id, changes) =>
    (await call("PATCH", `/admin/site/webhooks/${encodeURIComponent(id)}`, changes)).webhook,
  /** Sends at once; the webhook's `last` says what happened. @param {string} id */
  testWebhook: async (id) =>
    (await call("POST", `/admin/site/webhooks/${encodeURIComponent(id)}/test`)).webhook,
  /** @param {string} id */
  async removeWebhook(id) {
    const removed = call("DELETE", `/admin/site/webhooks/${encodeURIComponent(id)}`);
    await removed.catch(ignoring("webhook_not_found"));
  },
  /** The newest first. */
  apiTokens: async () => (await call("GET", "/admin/api-tokens")).api_tokens,
  /** The token's text is returned only once. @param {string} name @param {ApiScope[]} scopes @param {string} password */
  createApiToken: (name, scopes, password) => call("POST", "/admin/api-tokens", { name, scopes, password }),
  /** @param {string} id */
  async revokeApiToken(id) {
    const revoked = call("DELETE", `/admin/api-tokens/${encodeURIComponent(id)}`);
    await revoked.catch(ignoring("api_token_not_found"));
  },
});

/** An owner's calls about the bot and its questions. @param {AuthorisedCall} call */
export const createFaq = (call) => ({
  read: async () => (await call("GET", "/admin/site/faq")).faq,
  /** @param {FaqChanges} changes */
  change: async (changes) => (await call("PATCH", "/admin/site/faq", changes)).faq,
  /** @param {Omit<FaqEntry, "id">} entry */
  addEntry: async (entry) => (await call("POST", "/admin/site/faq/entries", entry)).entry,
  /** @param {string} id @param {Partial<Omit<FaqEntry, "id">>} changes */
  changeEntry: async (id, changes) =>
    (await call("PATCH", `/admin/site/faq/entries/${encodeURIComponent(id)}`, changes)).entry,
  /** @param {string} id */
  async removeEntry(id) {
    const removed = call("DELETE", `/admin/site/faq/entries/${encodeURIComponent(id)}`);
    await removed.catch(ignoring("faq_entry_not_found"));
  },
});

/** Every admin's calls about the team's canned replies. @param {AuthorisedCall} call */
export const createCannedReplies = (call) => ({
  /** `replies` is undefined if they are still those of `version`. @param {string} [version] */
  read: (version = "") => call("POST", "/admin/canned-replies", { version }),
  /** @param {CannedDraft} draft */
  add: async ({ name, title, text }) =>
    (await call("POST", "/admin/canned-replies/entries", { name, title, text })).reply,
  /** Rejects with `canned_reply_changed` if somebody else has changed it since this revision. @param {string} id @param {number} revision @param {CannedDraft} draft */
  change: async (id, revision, { name, title, text }) =>
    (
      await call("PATCH", `/admin/canned-replies/entries/${encodeURIComponent(id)}`, {
        revision,
        name,
        title,
        text,
      })
    ).reply,
  /** Rejects with `canned_reply_changed` too. @param {string} id @param {number} revision */
  async remove(id, revision) {
    const removed = call("DELETE", `/admin/canned-replies/entries/${encodeURIComponent(id)}`, { revision });
    await removed.catch(ignoring("canned_reply_not_found"));
  },
});

/** An owner's calls about the audit log. @param {AuthorisedCall} call */
export const createAudit = (call) => ({
  /** Newest entries first. @param {string | null} [before] the `older` of the page before */
  page: (before) => call("GET", `/admin/audit?limit=50${before ? `&before=${before}` : ""}`),
});

/** Somebody else has already ended or withdrawn it: the outcome is the same. @param {string} code */
function ignoring(code) {
  return (/** @type {ApiError} */ error) => {
    if (error.code !== code) throw error;
  };
}
