/**
 * The question after a conversation was closed: one tap is an answer, and a comment may follow.
 * @import {Env} from "../../client/delivery/types"
 * @import {Visitor} from "../extras/extras.js"
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { newId } from "../../client/delivery/new_id.js";
import { html } from "../../client/ui/html.js";
import { shared } from "../../client/ui/translate.js";
import { ratable } from "./closing.js";
import { t } from "./texts.js";

const CHOICES = [1, 2, 3, 4, 5];
/** What the card says of itself, in the language of the moment: the host page may change it. */
const SAYS = {
  closed: () => t("closing.closed"),
  thanks: () => t("rating.thanks"),
  failed: () => shared("contact.failed", "This could not be saved. Please try again."),
};

/** The mouth, from the corners down to up. @param {{value: number}} props */
const Face = ({ value }) => html`
  <svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
    <circle cx="16" cy="16" r="12" />
    <path d=${`M12 12.500v1m8-1v1M11 ${22 - value / 2}q5 ${(value - 3) * 3} 10 0`} />
  </svg>
`;

/** @param {{env: Env, visitor: Visitor}} parts */
export function createRating({ env, visitor }) {
  /** @type {{client_id: string, id: number, rating: number, comment: string} | null} what was sent last */
  let last = null;

  /** The same answer again, after a failure, is the same entry. @param {number} id @param {number} rating @param {string} comment */
  async function send(id, rating, comment) {
    if (last?.id !== id || last.rating !== rating || last.comment !== comment)
      last = { client_id: newId(env), id, rating, comment };
    await visitor.call("POST", "/chatbot/rating", { ...last, after: visitor.state.cursor });
  }

  /** Nothing if the conversation is open, or cannot be rated any more. */
  function RatingCard() {
    const { extras, messages, loaded } = visitor.state;
    const found = extras?.rating && loaded ? ratable(messages, env.now()) : null;
    return (
      found &&
      html`<${Card} key=${found.id} id=${found.id} rating=${found.given?.rating} comment=${found.given?.body} send=${send} />`
    );
  }
  return RatingCard;
}

/**
 * @param {{
 *   id: number, rating?: number, comment?: string, send: (id: number, rating: number, comment: string) => Promise<void>,
 * }} props `rating`, `comment`: what is stored
 */
function Card({ id, rating = 0, comment = "", send }) {
  const [chosen, setChosen] = useState(rating);
  const [status, setStatus] = useState(/** @type {keyof typeof SAYS | null} */ (null));
  const box = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  // Another tab's answer.
  useEffect(() => {
    if (rating) setChosen(rating);
  }, [rating]);
  // Where screen readers do not announce the log's quiet entries.
  useEffect(() => setStatus("closed"), []);

  const give = async (/** @type {number} */ value) => {
    setChosen(value);
    try {
      await send(id, value, box.current?.value.trim() ?? comment);
      setStatus("thanks");
    } catch {
      setChosen(rating);
      setStatus("failed");
    }
  };
  const title = `rating-${id}`;

  return html`
    <div class="rating" aria-live="off">
      <p id=${title}>${t("rating.title")}</p>
      <div class="rating-choices" role="group" aria-labelledby=${title}>
        ${CHOICES.map(
          (value) => html`
            <button
              type="button"
              key=${value}
              aria-label=${t(`rating.${value}`)}
              title=${t(`rating.${value}`)}
              aria-pressed=${chosen === value}
              onClick=${() => give(value)}
            >
              <${Face} value=${value} />
            </button>
          `,
        )}
      </div>
      ${
        chosen > 0 &&
        html`<form
          onSubmit=${(/** @type {Event} */ event) => {
            event.preventDefault();
            give(chosen);
          }}
        >
          <label>
            ${t("rating.comment")}
            <textarea rows="2" maxlength="1000" dir="auto" ref=${box} defaultValue=${comment}></textarea>
          </label>
          <button type="submit">${shared("contact.save", "Save")}</button>
        </form>`
      }
      <p class=${status === "closed" ? "pl-hidden-text" : "rating-status"} role="status">${status && SAYS[status]()}</p>
    </div>
  `;
}
