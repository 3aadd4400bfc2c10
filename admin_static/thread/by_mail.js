/** @import {ViewMessage} from "../../client/delivery/types" */
/** @import {AdminEngine} from "../admin/admin.js" */
import { useCallback, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { conversationPath } from "../admin/calls.js";

/**
 * For MessageList's `detail`: below a message that arrived by e-mail, a button that downloads the mail as it was sent.
 * @param {string} conversationId @param {AdminEngine} admin
 */
export function useMailDetail(conversationId, admin) {
  return useCallback(
    (/** @type {ViewMessage} */ { by_mail, id }) =>
      by_mail &&
      id &&
      html`<${ByMail} path=${`${conversationPath(conversationId)}/original?id=${id}`} admin=${admin} />`,
    [conversationId, admin],
  );
}

/** @param {{path: `/admin/chatbot/${string}/original?id=${number}`, admin: AdminEngine}} props */
function ByMail({ path, admin }) {
  const [failed, setFailed] = useState(false);

  async function show() {
    setFailed(false);
    try {
      const { url } = await admin.call("GET", path);
      location.assign(url); // the answer is a file to save, so the page stays
    } catch {
      setFailed(true);
    }
  }

  return html`
    <p class="by-mail" aria-live="off">
      <span>${t("thread.by_mail")}</span>
      <button class="by-mail-link" type="button" onClick=${show}>${t("thread.original")}</button>
      <span role="status">${failed && t("thread.original_failed")}</span>
    </p>
  `;
}
