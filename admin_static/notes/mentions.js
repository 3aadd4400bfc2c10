/** @import {Colleague} from "../../client/wire" */
/** @import {AdminEngine, AdminState} from "../admin/admin.js" */
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Completion } from "../controls/completion.js";
import { Face } from "../controls/face.js";
import { matches } from "../desk_menus/options.js";

/** `@`, and a name or the beginning of one, at the end of what was typed. */
const BEGUN = /(?:^|[\s([])@([\p{L}\p{M}\p{N}'’.-]*(?: [\p{L}\p{M}\p{N}'’.-]*)?)$/u;
const MOST = 6;

/**
 * The colleagues whose name begins with what is typed after an @.
 * @param {{
 *   admin: AdminEngine, presence: AdminState["presence"], me: Colleague, input: {current: HTMLTextAreaElement | null},
 * }} props
 */
export function Mentions({ admin, presence, me, input }) {
  /** @param {string} query */
  async function find(query) {
    const colleagues = await admin.desk.colleagues();
    return colleagues
      .filter(({ id, name }) => id !== me.id && (!query || matches(name, query)))
      .sort((one, other) => one.name.localeCompare(other.name))
      .slice(0, MOST)
      .map(({ id, name }) => ({
        key: id,
        text: name,
        inserted: `@${name} `,
        picture: html`<span class="option-person">
          <${Face} id=${id} name=${name} />
          <span class="presence-dot" data-state=${presence.of(id)}></span>
        </span>`,
      }));
  }
  return html`<${Completion} input=${input} begun=${BEGUN} find=${find} label=${t("note.mention")} />`;
}
