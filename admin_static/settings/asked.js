import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { problemText } from "./problem.js";

/** What was asked for, once it is there; `children` makes it from the answer. */
export function Asked({ asked, children }) {
  if (asked.answer !== null) return children(asked.answer);
  if (asked.problem) {
    return html`
      <div class="asked-problem" role="alert">
        <p>${problemText(asked.problem)}</p>
        <button class="button" type="button" onClick=${asked.again}>${t("settings.again")}</button>
      </div>
    `;
  }
  return html`<div class="asked-bones" role="status">
    <span class="pl-hidden-text">${t("settings.loading")}</span><i /><i /><i />
  </div>`;
}
