/** @import {ViewMessage} from "../../client/delivery/types" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {DeskView} from "../admin/desk_log.js" */
import { addTexts } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { enNotes } from "../catalogue/en_notes.js";
import { DeskLine } from "./desk_line.js";
import { Note } from "./note.js";

addTexts(enNotes);

const KINDS = new Set(["note", "assigned", "tagged", "snoozed", "linked", "unlinked"]);

/** Draws what the team did. @param {AdminEngine} admin */
export function startNotes(admin) {
  return {
    /** For MessageList's `entry`. @param {ViewMessage} message @returns {unknown} undefined: not an entry of the desk's */
    entry(message) {
      const entry = /** @type {DeskView} */ (/** @type {unknown} */ (message));
      if (!KINDS.has(entry.kind)) return undefined;
      return entry.kind === "note"
        ? html`<${Note} note=${entry} desk=${admin.desk} />`
        : html`<${DeskLine} entry=${entry} />`;
    },
  };
}
