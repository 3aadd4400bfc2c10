import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { NAMELESS } from "../admin/inbox.js";
import { withTexts } from "../language/part_texts.js";

/**
 * The canned replies above the text box, loaded after the conversation, which does not wait for them.
 * @returns {typeof import("../canned/canned_list.js").CannedList | undefined}
 */
export function useCanned() {
  const [part, setPart] = useState(
    /** @type {typeof import("../canned/canned_list.js") | undefined} */ (undefined),
  );
  useEffect(() => {
    withTexts("desk", () => import("../canned/canned_list.js")).then(setPart, console.info);
  }, []);
  return part?.CannedList;
}

/** What fills a canned reply's placeholders. @param {{name: string, me: {name: string}, site: {name: string}}} of */
export const namesOf = ({ name, me, site }) => ({
  visitor: [NAMELESS, t("thread.somebody")].includes(name) ? "" : name,
  admin: me.name,
  site: site.name,
});
