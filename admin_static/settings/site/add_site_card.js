/** @import {AdminSession} from "../../../client/wire" */
/** @import {createAdmin} from "../../admin/admin.js" */
import { useState } from "preact/hooks";
import { newId } from "../../../client/delivery/new_id.js";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { Field } from "../../controls/fields.js";
import { Card } from "../controls/card.js";
import { Form } from "../controls/form.js";

/**
 * A further site of the same owner, with a team and settings of its own. The dashboard goes on there.
 * @param {{
 *   admin: ReturnType<typeof createAdmin>, env: Parameters<typeof newId>[0], onSite: (siteId: string) => Promise<void>,
 *   session: AdminSession,
 * }} props
 */
export function AddSiteCard({ admin, env, onSite }) {
  const [clientId] = useState(() => newId(env)); // a second attempt finds the site of the first one
  const add = async (/** @type {Record<string, string>} */ { name, origins }) => {
    const fields = {
      client_id: clientId,
      name: name.split(/\s+/).join(" ").trim(),
      origins: [origins.trim().replace(/\/+$/, "")],
    };
    const { site } = await admin.call("POST", "/admin/sites", fields);
    await onSite(site.id);
  };

  return html`
    <${Card} title=${t("add_site.title")} text=${t("add_site.text")}>
      <${Form} onSubmit=${add} submit=${t("add_site.submit")}>
        <${Field} label=${t("add_site.name")} name="name" maxlength="80" autocomplete="off" />
        <${Field}
          label=${t("add_site.address")}
          hint=${t("add_site.hint")}
          name="origins"
          type="url"
          inputmode="url"
          autocomplete="off"
          placeholder="https://www.example.com"
        />
      <//>
    <//>
  `;
}
