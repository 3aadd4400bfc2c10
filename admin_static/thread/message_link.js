/** @import {AdminState} from "../admin/admin.js" */
/** @import {ViewMessage} from "../../client/delivery/types" */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { LinkIcon } from "../controls/icons.js";
import { offerUndo } from "../controls/undo.js";
import { messageHref } from "../route.js";
import { BEFORE } from "./earlier.js";
import { reveal } from "./reveal.js";

/** Copies an address of this page, and says so. @param {string} href */
export async function copyLink(href) {
  const address = new URL(href, location.href).href;
  await navigator.clipboard.writeText(address).then(
    () => offerUndo({ text: t("link.copied") }),
    () => offerUndo({ text: t("link.not_copied", { address }) }),
  );
}

/**
 * For MessageList's `detail`: a link to the message. Of all links the last one is a stop of the Tab key; arrows lead to the
 * others.
 * @param {string} conversationId @param {ViewMessage[] | undefined} messages
 */
export function useMessageLinks(conversationId, messages) {
  const last = useRef(/** @type {number | null} */ (null));
  last.current = messages?.findLast(({ id, kind }) => id !== null && !kind)?.id ?? null;
  return useCallback(
    (/** @type {ViewMessage & {earlier?: string, linked?: boolean}} */ { id, earlier, linked }) =>
      id !== null &&
      html`<${MessageLink}
        href=${messageHref(earlier ?? conversationId, id)}
        order=${linked ? undefined : earlier ? id - BEFORE : id}
        isLast=${!earlier && id === last.current}
      />`,
    [conversationId],
  );
}

/** @param {{href: string, order?: number, isLast: boolean}} props `order`: see reveal.js; none of another log among this one */
function MessageLink({ href, order, isLast }) {
  const onClick = (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // the browser opens it elsewhere
    event.preventDefault();
    copyLink(href);
  };
  const onKeyDown = (/** @type {{key: string, currentTarget: HTMLElement}} */ { currentTarget, key }) => {
    const step = /** @type {Record<string, number>} */ ({ ArrowUp: -1, ArrowDown: 1 })[key];
    if (!step) return;
    const links = [...(currentTarget.closest(".pl-log")?.querySelectorAll(".message-link") ?? [])];
    const next = links[links.indexOf(currentTarget) + step];
    if (next instanceof HTMLElement) next.focus();
  };
  return html`
    <a
      class="message-link"
      href=${href}
      data-order=${order}
      tabindex=${isLast ? 0 : -1}
      aria-live="off"
      aria-label=${t("link.copy")}
      title=${t("link.copy")}
      onClick=${onClick}
      onKeyDown=${onKeyDown}
    >
      <${LinkIcon} />
    </a>
  `;
}

/**
 * Scrolls to the message in the address, once it is loaded, and marks it for a moment.
 * @param {{messageId: string | null, open: AdminState["open"]}} props
 */
export function LinkedMessage({ messageId, open }) {
  const [problem, setProblem] = useState("");
  const loaded = Boolean(open?.loaded);
  useEffect(() => {
    setProblem("");
    if (!messageId || !loaded) return undefined;
    const wanted = Number(messageId);
    const message = open?.messages.find(({ id, kind }) => id === wanted && !kind);
    if (!message) {
      setProblem("link.missing");
      return undefined;
    }
    if (message.deleted) setProblem("link.deleted");
    const removal = new AbortController();
    reveal(wanted, removal.signal).then((row) => row && !removal.signal.aborted && mark(row));
    return () => removal.abort();
  }, [messageId, loaded]);

  if (!problem) return null;
  return html`
    <p class="link-notice" role="alert">
      <span>${t(problem)}</span>
      <button class="button button-small" type="button" onClick=${() => setProblem("")}>${t("link.dismiss")}</button>
    </p>
  `;
}

const MARKED_MS = 3_000;

/** @param {HTMLElement} row */
function mark(row) {
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.dataset.linked = "true";
  setTimeout(() => delete row.dataset.linked, MARKED_MS);
}
