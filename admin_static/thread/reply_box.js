import { useEffect, useRef } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { Composer } from "../../client/ui/composer.js";
import { html } from "../../client/ui/html.js";

/** Where the answer is written. It has the focus as soon as a conversation opens, except where that raises a keyboard. */
export function ReplyBox({ conversationId, name, admin, drafts }) {
  const input = useRef(null);
  useEffect(() => {
    const raisesKeyboard = matchMedia("(pointer: coarse)").matches;
    const target = raisesKeyboard ? document.getElementById("thread-name") : input.current;
    target.focus({ preventScroll: true });
  }, []);

  return html`
    <footer class="reply">
      <${Composer}
        draft=${drafts.read(conversationId)}
        onDraft=${(text) => drafts.write(conversationId, text)}
        onSend=${admin.send}
        label=${t("reply.label", { name })}
        placeholder=${t("reply.placeholder", { name })}
        inputRef=${input}
      />
      <p class="reply-hint">${t("reply.hint")}</p>
    </footer>
  `;
}
