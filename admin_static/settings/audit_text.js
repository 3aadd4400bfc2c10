import { t } from "../../client/ui/catalogue.js";

/**
 * An entry of the audit log, for people.
 * @param {{actor: string, action: string, target: string, details: object}} entry
 * @param {Map<string, string>} names of the admins that there are, by id
 * @returns {{who: string, did: string, more: string}}
 */
export function auditText({ actor, action, target, details }, names) {
  const nameOf = (id) => names.get(id) ?? t(id ? "audit_page.former" : "audit_page.somebody");
  const key = `audit.${action}`;
  const did = t(key, { ...details, name: nameOf(target), role: t(`role.${details.role}`) });
  return {
    who: nameOf(actor),
    // One that this page does not know yet is still told, in the log's own words.
    did: did === key ? action : did,
    more: moreOf(action, details),
  };
}

function moreOf(action, { settings, messages, kind, overlap_days }) {
  if (action === "site.changed") return settings;
  if (action === "conversation.erased") return t("audit_page.messages", { count: messages });
  if (action === "visitor.blocked") return t(`blocks_kind.${kind}`);
  if (overlap_days !== undefined) return t("audit_page.overlap", { count: overlap_days });
  return "";
}
