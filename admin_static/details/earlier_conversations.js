/** @import {Conversation, StoredContext} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { unformatted } from "../../client/ui/formatting.js";
import { html } from "../../client/ui/html.js";
import { briefTime, fullTime } from "../../client/ui/time.js";
import { conversationPath } from "../admin/calls.js";
import { languageName } from "../controls/language_name.js";
import { conversationHref } from "../route.js";
import { Part } from "./part.js";

/** For how many of the other conversations the page requests the visitor context. */
const MOST_DEVICES = 5;

/**
 * The visitor's other conversations, each of which can be read above the present one; and, of a verified visitor, the
 * devices that they were written on.
 * @param {{
 *   conversationId: string, row?: InboxRow, admin: AdminEngine, earlierId: string | null, earlierProblem: string,
 *   onEarlier: (id: string | null) => void, links: readonly string[], onLink: () => void,
 * }} props `earlierId`: the one that is shown above; `links`: those that an admin has said are with the same person
 */
export function EarlierConversations(props) {
  const { conversationId, row, admin, earlierId, earlierProblem, onEarlier, links, onLink } = props;
  const [others, setOthers] = useState(/** @type {Conversation[]} */ ([]));
  useEffect(() => {
    let wanted = true;
    admin.others(conversationId).then(
      ({ conversations }) => wanted && setOthers(conversations),
      () => {}, // the link above the log says the same; it is loaded again with the next conversation
    );
    return () => {
      wanted = false;
    };
  }, [admin, conversationId, links.join()]);

  return html`
    <${Part} title=${t("details.others")}>
      <ul class="details-others">
        ${others.map(
          ({ id, preview, last_at, last_sender, status }) => html`
            <li key=${id}>
              <a href=${conversationHref(id)}>
                <span class="details-preview" dir="auto">
                  ${(last_sender === "visitor" ? preview : unformatted(preview)) || t("details.no_text")}
                </span>
                <small>
                  <time datetime=${new Date(last_at).toISOString()} title=${fullTime(last_at)}>${briefTime(last_at, Date.now())}</time>
                  ${status === "closed" && ` · ${t("details.closed")}`}
                  ${links.includes(id) && ` · ${t("details.linked")}`}
                </small>
              </a>
              <button
                class="button button-small"
                type="button"
                aria-pressed=${id === earlierId}
                onClick=${() => onEarlier(id === earlierId ? null : id)}
              >
                ${t(id === earlierId ? "details.hide_above" : "details.show_above")}
              </button>
            </li>
          `,
        )}
      </ul>
      <button class="button button-small" type="button" onClick=${onLink}>${t("details.link")}</button>
      <p class="details-problem" role="status">${earlierProblem && t(earlierProblem)}</p>
    <//>
    ${row?.verified_id && others.length > 0 && html`<${Devices} admin=${admin} ids=${others.slice(0, MOST_DEVICES).map(({ id }) => id)} />`}
  `;
}

/** Loaded when it is opened. @param {{admin: AdminEngine, ids: string[]}} props */
function Devices({ admin, ids }) {
  const [contexts, setContexts] = useState(/** @type {StoredContext[] | null} */ (null));
  const load = () => {
    if (contexts) return;
    const asked = ids.map((id) =>
      admin.call("GET", `${conversationPath(id)}/context`).then(
        ({ context }) => context,
        () => null,
      ),
    );
    Promise.all(asked).then((all) => setContexts(all.flatMap((context) => context ?? [])));
  };
  return html`
    <section class="details-part">
      <details onToggle=${load}>
        <summary>${t("details.devices")}</summary>
        ${contexts === null ? html`<p class="details-note" role="status">${t("details.loading")}</p>` : html`<${DeviceList} contexts=${contexts} />`}
      </details>
    </section>
  `;
}

/** @param {{contexts: StoredContext[]}} props */
function DeviceList({ contexts }) {
  const devices = devicesOf(contexts);
  if (devices.length === 0) return html`<p class="details-note">${t("details.no_devices")}</p>`;
  return html`
    <ul class="details-paths">
      ${devices.map(({ viewport, language, time_zone, received_at }) => {
        const facts = [
          viewport && t(`viewport.${viewport}`),
          languageName(language),
          time_zone.replaceAll("_", " "),
        ];
        return html`<li title=${fullTime(received_at)}>
          ${[...facts.filter(Boolean), briefTime(received_at, Date.now())].join(" · ")}
        </li>`;
      })}
    </ul>
  `;
}

/** One for each kind of screen, language and time zone: the latest. @param {StoredContext[]} contexts */
export function devicesOf(contexts) {
  /** @type {Map<string, StoredContext>} */
  const latest = new Map();
  for (const context of contexts) {
    const { viewport, language, time_zone, received_at } = context;
    const key = [viewport, language, time_zone].join(" ");
    if ((latest.get(key)?.received_at ?? 0) < received_at) latest.set(key, context);
  }
  return [...latest.values()].sort((one, other) => other.received_at - one.received_at);
}
