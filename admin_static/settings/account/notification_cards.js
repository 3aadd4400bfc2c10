/** @import {ComponentChildren} from "preact" */
/** @import {Admin, Notifications, NotificationSettings} from "../../../client/wire" */
/** @import {Account} from "./account_section.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { Field } from "../../controls/fields.js";
import { Card, CardSwitch } from "../controls/card.js";
import { Form } from "../controls/form.js";
import { Loaded, useQuery } from "../controls/requests.js";
import { expiryText } from "../controls/secrets.js";
import { browserZone, timeZones } from "./time_zones.js";

const DEFAULT_NIGHT = { from: "22:00", until: "07:00" };

/** @typedef {(changes: Partial<NotificationSettings>) => Promise<void>} Change */

/**
 * How the admin is alerted of visitors who wait, and when not. `push`: whether this browser gets push notifications, null
 * where the server has none; `children`: what else this browser does.
 * @param {{account: Account, me: Admin, push: ComponentChildren, children?: ComponentChildren}} props
 */
export function NotificationCards({ account, me, push, children }) {
  const query = useQuery(account.notifications);
  const change = async (/** @type {Partial<NotificationSettings>} */ changes) =>
    query.setData(await account.changeNotifications(changes));

  return html`
    <${Card} title=${t("notifications.title")} text=${t("notifications.text")}>
      <${Loaded} query=${query}>
        ${(/** @type {Notifications} */ loaded) => html`
          <${MailSwitch} loaded=${loaded} me=${me} change=${change} />
          ${push && html`<${PushAlertSwitch} on=${loaded.notifications.alert_by_push} change=${change} />`}
        `}
      <//>
      ${query.data?.notifications.alert_by_push !== false && push}
      ${children}
    <//>
    ${query.data && html`<${QuietHoursCard} settings=${query.data.notifications} change=${change} />`}
  `;
}

/** @param {{loaded: Notifications, me: Admin, change: Change}} props */
function MailSwitch({ loaded, me, change }) {
  const { notifications, mail_set_up, mail_refused } = loaded;
  return html`
    <${CardSwitch}
      label=${t("notifications.mail")}
      hint=${t(mail_set_up ? "notifications.mail_hint" : "notifications.mail_off", { email: me.email })}
      on=${mail_set_up && notifications.alert_by_mail}
      disabled=${!mail_set_up}
      onChange=${(/** @type {boolean} */ alert_by_mail) => change({ alert_by_mail })}
    />
    ${
      mail_refused &&
      html`<p class="card-status" data-problem="true">
        ${t(`own_mail.${mail_refused.code}`, {
          time: expiryText(mail_refused.at),
          reason: mail_refused.reason,
        })}
      </p>`
    }
  `;
}

/**
 * Of all browsers at once. Each one also has a switch of its own, which is shown only while this one is on.
 * @param {{on: boolean, change: Change}} props
 */
function PushAlertSwitch({ on, change }) {
  return html`
    <${CardSwitch}
      label=${t("notifications.push")}
      hint=${t(on ? "notifications.push_hint" : "notifications.push_off")}
      on=${on}
      onChange=${(/** @type {boolean} */ alert_by_push) => change({ alert_by_push })}
    />
  `;
}

/** @param {{settings: NotificationSettings, change: Change}} props */
function QuietHoursCard({ settings, change }) {
  const [quiet, setQuiet] = useState(settings.quiet_from !== "");
  const zone = settings.quiet_zone || browserZone();
  const save = (/** @type {Record<string, string>} */ { quiet_from, quiet_until, quiet_zone }) =>
    change(quiet ? { quiet_from, quiet_until, quiet_zone } : { quiet_from: "", quiet_until: "" });

  return html`
    <${Card} title=${t("quiet.title")} text=${t("quiet.text")}>
      <${Form} onSubmit=${save} submit=${t("settings.save")} done=${t("settings.saved")}>
        <fieldset class="choices">
          <legend class="pl-hidden-text">${t("quiet.title")}</legend>
          ${[false, true].map(
            (choice) => html`
              <label class="choice">
                <input
                  type="radio"
                  name="quiet"
                  checked=${quiet === choice}
                  onChange=${() => setQuiet(choice)}
                />
                <span>${t(choice ? "quiet.on" : "quiet.off")}</span>
                <small>${t(choice ? "quiet.on_hint" : "quiet.off_hint")}</small>
              </label>
            `,
          )}
        </fieldset>
        ${
          quiet &&
          html`
            <div class="form-grid">
              <${Field}
                label=${t("quiet.from")}
                name="quiet_from"
                type="time"
                required
                defaultValue=${settings.quiet_from || DEFAULT_NIGHT.from}
              />
              <${Field}
                label=${t("quiet.until")}
                name="quiet_until"
                type="time"
                required
                defaultValue=${settings.quiet_until || DEFAULT_NIGHT.until}
              />
            </div>
            <${Field} as="select" label=${t("quiet.zone")} name="quiet_zone">
              ${timeZones(zone).map(
                (name) =>
                  html`<option value=${name} selected=${name === zone}>${name.replaceAll("_", " ")}</option>`,
              )}
            <//>
          `
        }
      <//>
    <//>
  `;
}
