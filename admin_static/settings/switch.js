import { useId, useState } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { problemText } from "./problem.js";
import { useAction } from "./use_action.js";

/** On or off, at once. What the server refuses is put back. */
export function Switch({ label, hint, on, able = true, onChange }) {
  const action = useAction(onChange);
  const [turned, setTurned] = useState(null); // while the server is asked
  const id = useId();
  const turn = async ({ target }) => {
    setTurned(target.checked);
    await action.run(target.checked);
    setTurned(null);
  };
  return html`
    <label class="switch card-switch">
      <input
        type="checkbox"
        role="switch"
        checked=${turned ?? on}
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
