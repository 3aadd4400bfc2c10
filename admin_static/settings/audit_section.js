/** @import {AuditEntry, AuditPage} from "../../client/wire" */
/** @import {SectionProps} from "./settings.js" */
import { useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { clockTime, dayLabel, dayStart, fullTime } from "../../client/ui/time.js";
import { createAudit, createTeam } from "../admin/settings_calls.js";
import { enAudit } from "../catalogue/en_audit.js";
import { conversationHref } from "../route.js";
import { errorText, Loaded, useAction, useQuery } from "./controls/requests.js";

addTexts(enAudit);

/** @typedef {Map<string, string>} Names names of the current members, by id */

/** @param {SectionProps} props */
export function AuditSection({ admin }) {
  const [audit] = useState(() => createAudit(admin.call));
  const log = useQuery(async () => {
    const [page, members] = await Promise.all([audit.page(), createTeam(admin.call).members()]);
    return { ...page, names: new Map(members.map(({ id, name }) => [id, name])) };
  });
  const loading = useAction(async () => {
    if (!log.data?.older) return;
    const page = await audit.page(log.data.older);
    // A page that links to itself is the last one.
    const older = page.older === log.data.older ? null : page.older;
    log.setData({ ...log.data, older, entries: [...log.data.entries, ...page.entries] });
  });

  return html`
    <${Loaded} query=${log}>
      ${(/** @type {AuditPage & {names: Names}} */ { entries, older, names }) => html`
        ${groupByDay(entries).map(
          ([day, group]) => html`
            <section class="audit-day" key=${day}>
              <h3>${dayLabel(day, Date.now())}</h3>
              <ol class="card audit">
                ${group.map((entry) => html`<${Entry} key=${entry.id} entry=${entry} names=${names} />`)}
              </ol>
            </section>
          `,
        )}
        <p class="card-status" role="status" data-problem="true">${loading.error && errorText(loading.error)}</p>
        ${
          older &&
          html`<button
            class="button audit-older"
            type="button"
            aria-disabled=${loading.busy}
            onClick=${() => loading.run()}
          >
            ${t(loading.busy ? "settings.loading" : "audit_page.older")}
          </button>`
        }
      `}
    <//>
  `;
}

/** @param {{entry: AuditEntry, names: Names}} props */
function Entry({ entry, names }) {
  const { at, address, target } = entry;
  const { who, did, more } = auditText(entry, names);
  return html`
    <li class="audit-entry">
      <time class="audit-time" datetime=${new Date(at).toISOString()} title=${fullTime(at)}>${clockTime(at)}</time>
      <p class="audit-text">
        <bdi class="audit-who">${who}</bdi> ${did}
        ${more && html`<span class="audit-more">${more}</span>`}
        ${
          target.startsWith("c_") && html`<a class="link mono" href=${conversationHref(target)}>${target}</a>`
        }
      </p>
      <span class="audit-address mono">${address}</span>
    </li>
  `;
}

/**
 * The parts of the sentence that describes an entry.
 * @param {Pick<AuditEntry, "actor" | "action" | "target" | "details">} entry
 * @param {Names} names
 */
export function auditText({ actor, action, target, details }, names) {
  const nameOf = (/** @type {string} */ id) =>
    names.get(id) ?? t(id ? "audit_page.former" : "audit_page.somebody");
  const key = `audit.${action}`;
  const did = t(key, { ...details, name: nameOf(target), role: t(`role.${details.role}`) });
  return {
    who: nameOf(actor),
    // A newer server may log actions that this page has no text for.
    did: did === key ? action : did,
    more: moreOf(action, details),
  };
}

/** @param {string} action @param {AuditEntry["details"]} details */
function moreOf(action, { settings, kind, overlap_days, name }) {
  if (["site.changed", "webhook.changed", "event_webhook.changed"].includes(action)) return String(settings);
  if (["webhook.added", "api_token.created"].includes(action)) return String(name);
  if (action === "visitor.blocked") return t(`blocks_kind.${kind}`);
  if (overlap_days !== undefined) return t("audit_page.overlap", { count: Number(overlap_days) });
  return "";
}

/**
 * Groups entries by local day, in their order.
 * @template {{at: number}} T
 * @param {T[]} entries
 * @returns {[day: number, entries: T[]][]} each day's midnight and its entries
 */
export function groupByDay(entries) {
  /** @type {Map<number, T[]>} */
  const days = new Map();
  for (const entry of entries) {
    const day = dayStart(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}
