import { t } from "../../client/ui/catalogue.js";
import { NAMELESS } from "../admin/inbox.js";

/** A visitor's name as it is shown: the server stores an English word for a visitor without one. @param {string} name */
export const shownName = (name) => (name === NAMELESS ? t("thread.somebody") : name);
