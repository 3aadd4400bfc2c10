/** @import {TargetedSubmitEvent} from "preact" */
/** @import {Time} from "../../client/wire" */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { clockTime, format } from "../../client/ui/time.js";
import { language } from "../../client/ui/translate.js";
import { enDeskMenus } from "../catalogue/en_desk_menus.js";
import { Options } from "./options.js";
import { localInput, snoozeChoices } from "./snooze_times.js";

addTexts(enDeskMenus);

/**
 * Until when a conversation is out of the way, or that it is back.
 * @param {{until: Time | null, onChoose: (until: Time | null) => void, onClose: () => void}} props
 */
export function SnoozeMenu({ until, onChoose, onClose }) {
  const [choices] = useState(() => snoozeChoices(Date.now()));
  const [picking, setPicking] = useState(false);
  /** @param {Time | null} at */
  const choose = (at) => {
    onClose();
    onChoose(at);
  };
  if (picking) return html`<${PickTime} from=${until ?? choices[0].at} onChoose=${choose} />`;

  const options = [
    ...(until ? [{ key: "end", text: t("snooze.end"), hint: when(until) }] : []),
    ...choices.map(({ name, at }) => ({ key: name, text: t(`snooze.${name}`), hint: when(at) })),
    { key: "pick", text: t("snooze.pick") },
  ];
  return html`<${Options}
    label=${t("snooze.label")}
    options=${options}
    empty=""
    onPick=${(/** @type {string} */ key) => {
      if (key === "pick") return setPicking(true);
      choose(choices.find(({ name }) => name === key)?.at ?? null);
    }}
  />`;
}

/** @param {{from: Time, onChoose: (at: Time) => void}} props */
function PickTime({ from, onChoose }) {
  const [problem, setProblem] = useState(false);
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  useLayoutEffect(() => input.current?.focus(), []);

  const submit = (/** @type {TargetedSubmitEvent<HTMLFormElement>} */ event) => {
    event.preventDefault();
    const at = new Date(input.current?.value ?? "").getTime();
    if (at > Date.now()) return onChoose(at);
    setProblem(true);
    input.current?.focus();
  };
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ");
  return html`
    <form class="snooze-pick" onSubmit=${submit} novalidate>
      <label for="snooze-at">${t("snooze.at")}</label>
      <input
        class="input"
        id="snooze-at"
        type="datetime-local"
        ref=${input}
        defaultValue=${localInput(from)}
        aria-describedby="snooze-hint"
        aria-invalid=${problem ? "true" : undefined}
      />
      <p class="snooze-hint" id="snooze-hint" data-problem=${problem} role=${problem ? "alert" : undefined}>
        ${problem ? t("snooze.past") : zone}
      </p>
      <button class="button button-primary button-small" type="submit">${t("snooze.submit")}</button>
    </form>
  `;
}

/** "Fri 9:00", with the day of the month if it is not within six days. @param {Time} at */
function when(at) {
  /** @type {Intl.DateTimeFormatOptions} */
  const date = at - Date.now() > 6 * 86_400_000 ? { day: "numeric", month: "short" } : {};
  // With a date, one formatter for both would write the hour in another way than without.
  return `${format(language.locale, { weekday: "short", ...date }, at)} ${clockTime(at)}`;
}
