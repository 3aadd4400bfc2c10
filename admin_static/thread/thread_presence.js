/** @import {AdminState} from "../admin/admin.js" */
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Face } from "../controls/face.js";

/** @typedef {{presence: AdminState["presence"], conversationId: string}} Props */

/** Colleagues who have the conversation open. @param {Props} props */
export function Viewers({ presence, conversationId }) {
  const viewers = presence.viewers(conversationId);
  if (viewers.length === 0) return null;
  const text =
    viewers.length === 1
      ? t("presence.viewing_one", { name: viewers[0].name })
      : t("presence.viewing_many", { name: viewers[0].name, count: viewers.length - 1 });
  return html`
    <span class="viewers" title=${viewers.map(({ name }) => name).join(", ")}>
      ${viewers.slice(0, 3).map(({ id, name }) => html`<${Face} key=${id} id=${id} name=${name} />`)}
      <span class="viewers-text">${text}</span>
    </span>
  `;
}

/**
 * Who writes at the moment. That a colleague answers stands out, before both do.
 * @param {Props & {name: string}} props `name`: the visitor's
 */
export function TypingLine({ presence, conversationId, name }) {
  const { admins, visitor } = presence.typists(conversationId);
  const names = admins.map((admin) => admin.name);
  return html`
    <p class="typing" role="status">
      ${visitor && html`${dots}${t("presence.typing_one", { name })}`}
    </p>
    <p class="answering" role="status">
      ${
        names.length > 0 &&
        html`<span class="answering-line">
          ${admins.slice(0, 3).map((admin) => html`<${Face} key=${admin.id} id=${admin.id} name=${admin.name} />`)}
          ${
            names.length === 1
              ? t("presence.answering_one", { name: names[0] })
              : t("presence.answering_many", { names: names.join(", ") })
          }
        </span>`
      }
    </p>
  `;
}

const dots = html`<span class="typing-dots" aria-hidden="true"><i /><i /><i /></span>`;
