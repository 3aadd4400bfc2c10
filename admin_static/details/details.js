/** @import {ComponentChildren} from "preact" */
/** @import {Admin, StoredContext} from "../../client/wire" */
/** @import {AdminEngine, AdminState} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CloseIcon } from "../../client/ui/icons.js";
import { fullTime } from "../../client/ui/time.js";
import { language } from "../../client/ui/translate.js";
import { conversationPath } from "../admin/calls.js";
import { enDetails } from "../catalogue/en_details.js";
import { IconButton } from "../controls/buttons.js";
import { isWide } from "./details_shown.js";

addTexts(enDetails);

/**
 * Who the visitor is, and what their page said about the visit. Beside the log on a wide screen; over it on others, where
 * the browser keeps the focus inside.
 * @param {{
 *   conversationId: string, name: string, row?: InboxRow, open: AdminState["open"], admin: AdminEngine, me: Admin,
 *   onClose: () => void,
 * }} props
 */
export function Details({ conversationId, name, row, open, admin, me, onClose }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const before = useRef(document.activeElement);
  const id = useId();
  useEffect(() => {
    const { current } = dialog;
    if (!current) return;
    // `show` would take the focus, also when another conversation is opened beside it.
    if (isWide()) current.open = true;
    else current.showModal();
    return () => current.close();
  }, []);
  const close = () => {
    const inside = dialog.current?.contains(document.activeElement);
    dialog.current?.close();
    if (inside && before.current instanceof HTMLElement) before.current.focus();
    onClose();
  };
  // Only a modal dialog closes on Esc by itself. Keys pressed here are not the dashboard's shortcuts.
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
  };

  return html`
    <dialog class="details" ref=${dialog} aria-labelledby=${id} onKeyDown=${onKeyDown} onCancel=${close}>
      <header class="details-header">
        <h2 id=${id} dir="auto">${name}</h2>
        <${IconButton} label=${t("details.close")} icon=${CloseIcon} onClick=${close} />
      </header>
      <${Part} title=${t("details.visitor")}>
        <${Facts}
          facts=${[
            ["verified_id", row?.verified_id],
            ["email", row?.email],
            ["name", row?.contact?.name !== name && row?.contact?.name],
            ["contact", row?.contact?.email],
            ["started", row && fullTime(row.created_at)],
            ["conversation", conversationId],
          ]}
        />
      <//>
      <${Visit}
        conversationId=${conversationId}
        upTo=${open?.messages.findLast(({ mine, id }) => !mine && id)?.id ?? 0}
        admin=${admin}
        me=${me}
      />
    </dialog>
  `;
}

/**
 * Loaded again when the visitor has written: the page may have said something new.
 * @param {{conversationId: string, admin: AdminEngine, me: Admin, upTo: number}} props `upTo`: the visitor's last message
 */
function Visit({ conversationId, upTo, admin, me }) {
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

/** @param {{title: string, children?: ComponentChildren}} props */
function Part({ title, children }) {
  const id = useId();
  return html`
    <section class="details-part" aria-labelledby=${id}>
      <h3 id=${id}>${title}</h3>
      ${children}
    </section>
  `;
}

/** Those that are known. @param {{facts: [name: string, value: ComponentChildren][]}} props */
function Facts({ facts }) {
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

/** "German (Austria)". @param {string} tag */
export function languageName(tag, locale = language.locale) {
  if (!tag) return "";
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
