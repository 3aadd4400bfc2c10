/** @import {ComponentChildren} from "preact" */
/** @import {Admin, StoredContext} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { fullTime } from "../../client/ui/time.js";
import { language } from "../../client/ui/translate.js";
import { conversationPath } from "../admin/calls.js";
import { languageName } from "../controls/language_name.js";
import { Part } from "./part.js";

/**
 * Loaded again when the visitor has written: the page may have said something new.
 * @param {{conversationId: string, admin: AdminEngine, me: Admin, upTo: number}} props `upTo`: the visitor's last message
 */
export function Visit({ conversationId, upTo, admin, me }) {
  const [context, setContext] = useState(/** @type {StoredContext | null | undefined} */ (undefined));
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    let current = true;
    admin.call("GET", `${conversationPath(conversationId)}/context`).then(
      (answer) => current && setContext(answer.context),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  };
  useEffect(load, [upTo]);

  if (failed) {
    return html`
      <div class="details-note" role="alert">
        <p>${t("details.failed")}</p>
        <button class="button button-small" type="button" onClick=${load}>${t("details.again")}</button>
      </div>
    `;
  }
  if (context === undefined) return html`<p class="details-note" role="status">${t("details.loading")}</p>`;
  if (context === null) {
    const more = me.role === "owner" ? ` ${t("details.none_owner")}` : "";
    return html`<p class="details-note">${t("details.none")}${more}</p>`;
  }
  const { page, referrer, paths, viewport, data } = context;
  return html`
    <${Part} title=${t("details.visit")}>
      <${Facts}
        facts=${[
          ["page", page && html`<${Address} address=${page} />`],
          ["referrer", referrer && html`<${Address} address=${referrer} />`],
          ["local_time", localTime(context.time_zone, Date.now())],
          ["language", languageName(context.language)],
          ["viewport", viewport && t(`viewport.${viewport}`)],
        ]}
      />
    <//>
    ${
      paths.length > 0 &&
      html`
        <${Part} title=${t("details.paths")}>
          <ol class="details-paths">
            ${[...paths].reverse().map((path) => html`<li dir="ltr">${readable(path)}</li>`)}
          </ol>
        <//>
      `
    }
    ${
      Object.keys(data).length > 0 &&
      html`
        <${Part} title=${t("details.data")}>
          <dl class="details-facts">
            ${Object.entries(data).map(([name, value]) => html`<dt dir="auto">${name}</dt><dd dir="auto">${String(value)}</dd>`)}
          </dl>
        <//>
      `
    }
    <p class="details-note">${t("details.sent", { time: fullTime(context.received_at) })}</p>
  `;
}

/** Those that are known. @param {{facts: [name: string, value: ComponentChildren][]}} props */
export function Facts({ facts }) {
  const known = facts.filter(([, value]) => value);
  return html`
    <dl class="details-facts">
      ${known.map(([name, value]) => html`<dt>${t(`details.${name}`)}</dt><dd dir="auto">${value}</dd>`)}
    </dl>
  `;
}

/** A link only where it leads to a page: the address is from a visitor's browser. @param {{address: string}} props */
function Address({ address }) {
  const text = readable(address.replace(/^https?:\/\//, ""));
  return /^https?:/.test(address)
    ? html`<a href=${address} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">${text}</a>`
    : html`<span dir="ltr">${text}</span>`;
}

/** @param {string} path with the letters that the browser has encoded */
export function readable(path) {
  try {
    return decodeURI(path);
  } catch {
    return path; // a percent sign that begins no character
  }
}

/** "14:32 (Europe/Vienna)"; the name alone if this browser does not know it. @param {string} timeZone @param {number} now */
export function localTime(timeZone, now, locale = language.locale) {
  if (!timeZone) return "";
  try {
    return `${new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone }).format(now)} (${timeZone.replaceAll("_", " ")})`;
  } catch {
    return timeZone;
  }
}
