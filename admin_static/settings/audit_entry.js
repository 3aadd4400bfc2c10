import { html } from "../../client/ui/html.js";
import { clockTime, fullTime } from "../../client/ui/time.js";
import { conversationHref } from "../route.js";
import { auditText } from "./audit_text.js";

/** One deed, as a sentence; a conversation that it was done to is a link. */
export function AuditEntry({ entry, names }) {
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
