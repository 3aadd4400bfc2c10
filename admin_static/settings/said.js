import { useEffect, useRef } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { problemText } from "./problem.js";

/** What came of an action. It takes the focus, because what was pressed has gone with what it was pressed for. */
export function Said({ action, done }) {
  const said = useRef(null);
  useEffect(() => {
    if (action.done) said.current.focus();
  }, [action.done]);
  return html`
    <p class="card-said" role="status" tabindex="-1" ref=${said} data-problem=${Boolean(action.problem)}>
      ${action.problem && problemText(action.problem)}${action.done && done}
    </p>
  `;
}
