/**
 * @import {Block, Inline} from "./formatting.js"
 * @import {linkedText, MessageBody} from "./message.js"
 */
import { format } from "./formatting.js";
import { html } from "./html.js";

/**
 * Draws the text of a message. People of the site and bots format theirs; a visitor's text is what was typed.
 * @type {MessageBody}
 */
export const formattedBody = ({ sender_type: type, body }, linked) => {
  if (type !== "admin" && type !== "bot") return linked(body);
  const blocks = format(body);
  if (blocks.length === 1 && blocks[0].kind === "text") return toNodes(blocks[0].inside, linked);
  return blocks.map((block) => toBlock(block, linked));
};

/** @param {Block} block @param {typeof linkedText} linked */
function toBlock(block, linked) {
  if (block.kind === "code") return html`<pre class="pl-code" dir="ltr">${block.text}</pre>`;
  if (block.kind === "text")
    return html`<p class="pl-paragraph" dir="auto">${toNodes(block.inside, linked)}</p>`;
  const items = block.items.map((item) => html`<li dir="auto">${toNodes(item, linked)}</li>`);
  return block.start === null ? html`<ul>${items}</ul>` : html`<ol start=${block.start}>${items}</ol>`;
}

/** @param {Inline[]} parts @param {typeof linkedText} linked @returns {unknown} */
function toNodes(parts, linked) {
  return parts.map((part) => {
    if (typeof part === "string") return linked(part);
    if (part.kind === "code") return html`<code dir="ltr">${part.text}</code>`;
    if (part.kind === "strong") return html`<strong>${toNodes(part.inside, linked)}</strong>`;
    if (part.kind === "em") return html`<em>${toNodes(part.inside, linked)}</em>`;
    // The address is shown on hover: the words of the link may be anything.
    return html`<a href=${part.href} title=${part.href} target="_blank" rel="noopener nofollow">${part.text}</a>`;
  });
}
