import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { arrivals } from "./arrivals.js";

/** Tells a screen reader of a new conversation, once. Messages of the open one are the log's to tell. */
export function ArrivalStatus({ inbox }) {
  const before = useRef(inbox);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const [first, ...others] = arrivals(before.current, inbox);
    before.current = inbox;
    if (others.length > 0) setSaid(t("inbox.arrived_many", { count: others.length + 1 }));
    else if (first) setSaid(t("inbox.arrived", first));
  }, [inbox]);
  return html`<p class="pl-hidden-text" role="status">${said}</p>`;
}
