/** @import {ListedSession} from "../../../client/wire" */
/** @import {Account} from "./account_section.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { fullTime } from "../../../client/ui/time.js";
import { Tag } from "../../controls/tags.js";
import { relativeTime } from "../../inbox/relative_time.js";
import { Card, RowButton } from "../controls/card.js";
import { ConfirmDialog } from "../controls/dialog.js";
import { ActionStatus, Loaded, useAction, useQuery } from "../controls/requests.js";

/**
 * The browsers in which this account is signed in.
 * @param {{account: Account, unsent: number, onLeave: () => void}} props `unsent`: how many replies are not sent yet
 */
export function SessionsCard({ account, unsent, onLeave }) {
  const sessions = useQuery(account.sessions);
  const [confirming, setConfirming] = useState(false);
  const ending = useAction(async (/** @type {string} */ id) => {
    await account.endSession(id);
    sessions.setData((sessions.data ?? []).filter((session) => session.id !== id));
  });
  const endAll = async () => {
    await account.endAllSessions();
    onLeave();
  };

  return html`
    <${Card} title=${t("sessions.title")} text=${t("sessions.text")}>
      <${Loaded} query=${sessions}>
        ${(/** @type {ListedSession[]} */ all) => html`
          <ul class="list">
            ${all.map(
              (session) => html`<${SessionRow}
                key=${session.id}
                session=${session}
                onEnd=${() => ending.run(session.id)}
              />`,
            )}
          </ul>
        `}
      <//>
      <${ActionStatus} action=${ending} done=${t("sessions.ended")} />
      <footer class="card-actions">
        <button class="button" type="button" onClick=${() => setConfirming(true)}>${t("sessions.end_all")}</button>
      </footer>
      ${
        confirming &&
        html`<${ConfirmDialog}
          title=${t("sessions.end_all_title")}
          text=${unsent > 0 ? t("sessions.end_all_unsent", { count: unsent }) : t("sessions.end_all_text")}
          submit=${t("sessions.end_all")}
          onConfirm=${endAll}
          onClose=${() => setConfirming(false)}
        />`
      }
    <//>
  `;
}

/** @param {{session: ListedSession, onEnd: () => void}} props */
function SessionRow({ session, onEnd }) {
  const { device, address, used_at, current } = session;
  const [browser, system] = device.split(" on ");
  const name = system ? t("sessions.device", { browser, system }) : device || t("sessions.unknown");
  return html`
    <li class="list-row">
      <div class="list-main">
        <p class="list-title"><span>${name}</span>${current && html`<${Tag} tone="good">${t("sessions.here")}<//>`}</p>
        <p class="list-facts">
          <span class="mono">${address}</span>
          <time datetime=${new Date(used_at).toISOString()} title=${fullTime(used_at)}>
            ${t("sessions.used", { time: relativeTime(used_at, Date.now()) })}
          </time>
        </p>
      </div>
      ${
        !current &&
        html`<${RowButton} label=${t("sessions.end_named", { name })} text=${t("sessions.end")} onClick=${onEnd} />`
      }
    </li>
  `;
}
