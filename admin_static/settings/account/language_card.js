/** @import {AdminSession} from "../../../client/wire" */
/** @import {Account} from "./account_section.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { directionOf } from "../../../client/ui/choose_language.js";
import { html } from "../../../client/ui/html.js";
import { Field } from "../../controls/fields.js";
import { LANGUAGES } from "../../language/languages.js";
import { Card } from "../controls/card.js";
import { errorText, useAction } from "../controls/requests.js";

/** As its readers write it: Deutsch, português (Brasil). @param {string} tag */
export const ownName = (tag) => new Intl.DisplayNames(tag, { type: "language" }).of(tag) ?? tag;

/**
 * The dashboard's language, saved and shown at once. If the server refuses the change, the choice goes back.
 * @param {{account: Account, chosen: string, onSession: (changes: Partial<AdminSession>) => void}} props
 */
export function LanguageCard({ account, chosen, onSession }) {
  const [pending, setPending] = useState(chosen);
  const action = useAction(async (/** @type {string} */ wanted) =>
    onSession(await account.chooseLanguage(wanted)),
  );
  const change = (/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget: { value } }) => {
    setPending(value);
    action.run(value);
  };
  return html`
    <${Card} title=${t("language.title")} text=${t("language.text")}>
      <div class="form-fields card-field">
        <${Field}
          as="select"
          label=${t("language.label")}
          name="language"
          dir=${undefined}
          value=${action.busy ? pending : chosen}
          disabled=${action.busy}
          problem=${action.error ? errorText(action.error) : undefined}
          onChange=${change}
        >
          <option value="">${t("language.browser")}</option>
          ${LANGUAGES.map(
            (tag) => html`<option value=${tag} lang=${tag} dir=${directionOf(tag)}>${ownName(tag)}</option>`,
          )}
        <//>
      </div>
      <p class="card-status" role="status">${action.done && t("language.saved")}</p>
    <//>
  `;
}
