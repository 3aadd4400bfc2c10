/** @import {AnswerOf} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { unformatted } from "../../client/ui/formatting.js";
import { html } from "../../client/ui/html.js";
import { briefTime, fullTime } from "../../client/ui/time.js";
import { conversationHref } from "../route.js";

/**
 * Links to the other conversations of the same visitor; nothing where there are none, or they could not be loaded.
 * @param {{conversationId: string, links: readonly string[], admin: AdminEngine}} props `links`: those that are shown elsewhere
 */
export function OtherConversations({ conversationId, links, admin }) {
  const [found, setFound] = useState(
    /** @type {AnswerOf<"POST", `/admin/chatbot/${string}/others`> | null} */ (null),
  );
  useEffect(() => {
    let wanted = true;
    setFound(null);
    admin.others(conversationId).then(
      (answer) => wanted && setFound(answer),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [admin, conversationId]);

  const others = found?.conversations.filter(({ id }) => !links.includes(id)) ?? [];
  const count = others.length;
  if (!found || count === 0) return null;
  return html`
    <details class="others">
      <summary>${t(found.has_more ? "thread.others_latest" : "thread.others", { count })}</summary>
      <ul>
        ${others.map(
          ({ id, preview, last_at, last_sender }) => html`
            <li key=${id}>
              <a href=${conversationHref(id)}>
                <span class="others-preview" dir="auto">
                  ${last_sender === "visitor" ? preview : unformatted(preview)}
                </span>
                <time datetime=${new Date(last_at).toISOString()} title=${fullTime(last_at)}>
                  ${briefTime(last_at, Date.now())}
                </time>
              </a>
            </li>
          `,
        )}
      </ul>
    </details>
  `;
}
