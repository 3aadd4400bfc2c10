/** @import {ComponentChildren} from "preact" */
/** @import {AdminSession} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
import { useEffect, useRef, useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CheckIcon } from "../../client/ui/icons.js";
import { createSite } from "../admin/settings_calls.js";
import { enFirstSteps } from "../catalogue/en_first_steps.js";
import { CopyButton } from "../controls/copy_button.js";
import { Mark } from "../controls/notice.js";
import { settingsHref } from "../route.js";
import { useInstalled } from "./installed.js";
import { embedSnippet } from "./snippet.js";

addTexts(enFirstSteps);

/**
 * Shown until somebody has written: how to add the widget to the site, whether it is there, and what to do next.
 * @param {{session: AdminSession, apiBase: string, admin: AdminEngine}} props
 */
export function FirstSteps({ session, apiBase, admin }) {
  const { site, admin: me } = session;
  const isOwner = me.role === "owner";
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const fileUrl = `${location.origin}/widget/sites/${site.widget_token}.json`;
  const installed = useInstalled(fileUrl, () => Boolean(place.current?.offsetParent));
  const page = usePage(admin, isOwner);
  const hasColleagues = useColleagues(admin);
  const code = embedSnippet({ origin: location.origin, api: apiBase, token: site.widget_token });

  return html`
    <div class="first-steps" ref=${place}>
      <header class="first-steps-header">
        <${Mark} />
        <h2 class="first-steps-title">${t("steps.title")}</h2>
        <p class="first-steps-text">${t("steps.text")}</p>
      </header>
      <ol class="first-steps-list">
        <${Step} number=${1} name="install" done=${installed === true}>
          <pre class="embed"><code>${code}</code></pre>
          <div class="step-actions">
            <${CopyButton} text=${code} label=${t("steps.copy")} />
            <p class="step-status" role="status" data-installed=${installed === true}>
              ${installed === true && html`<${CheckIcon} />`}
              ${installed === true ? t("steps.installed") : installed === false ? t("steps.waiting") : ""}
            </p>
          </div>
        <//>
        <${Step} number=${2} name="write" done=${false}>
          ${page && html`<a class="button button-small" href=${page} target="_blank" rel="noopener">${t("steps.open")}</a>`}
        <//>
        ${
          isOwner &&
          html`<${Step} number=${3} name="invite" done=${hasColleagues}>
            <a class="button button-small" href=${settingsHref("team")}>${t("steps.invite_link")}</a>
          <//>
          <${Step} number=${4} name="look" done=${false}>
            <a class="button button-small" href=${settingsHref("widget")}>${t("steps.look_link")}</a>
          <//>`
        }
      </ol>
    </div>
  `;
}

/** @param {{number: number, name: string, done: boolean, children?: ComponentChildren}} props */
function Step({ number, name, done, children }) {
  return html`
    <li class="step" data-done=${done}>
      <span class="step-number" aria-hidden="true">${done ? html`<${CheckIcon} />` : number}</span>
      <div class="step-body">
        <h3 class="step-title">
          ${t(`steps.${name}`)}${done && html`<span class="pl-hidden-text"> ${t("steps.done")}</span>`}
        </h3>
        <p class="step-text">${t(`steps.${name}_text`)}</p>
        ${children}
      </div>
    </li>
  `;
}

/** The site's page with the chat, which only owners can look up. @param {AdminEngine} admin @param {boolean} isOwner */
function usePage(admin, isOwner) {
  const [page, setPage] = useState("");
  useEffect(() => {
    if (!isOwner) return;
    createSite(admin.call)
      .read()
      .then(
        ({ chat_url: chat, origins: [first = ""] }) => setPage(chat || (first.includes("*") ? "" : first)),
        () => {}, // without the link
      );
  }, [isOwner]);
  return page;
}

/** @param {AdminEngine} admin */
function useColleagues(admin) {
  const [several, setSeveral] = useState(false);
  useEffect(() => {
    admin.desk.colleagues().then(
      (people) => setSeveral(people.length > 1),
      () => {}, // not marked as done
    );
  }, [admin.desk.teamChanges]);
  return several;
}
