import { useId } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { problemText } from "./problem.js";
import { useAction } from "./use_action.js";

/** On or off, at once. What the server refuses is put back. */
export function Switch({ label, hint, on, able = true, onChange }) {
  const action = useAction(onChange);
  const id = useId();
  const turn = async (event) => {
    const { target } = event;
    if (!(await action.run(target.checked))) target.checked = on;
  };
  return html`
    <label class="switch card-switch">
      <input
        type="checkbox"
        role="switch"
        checked=${on}
        disabled=${!able}
        onChange=${turn}
        aria-describedby=${id}
      />
      <span>${label}</span>
      <small id=${id}>${hint}</small>
      <small class="switch-problem" role="alert">${action.problem && problemText(action.problem)}</small>
    </label>
  `;
}
