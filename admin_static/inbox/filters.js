/** @import {ComponentChildren, TargetedEvent} from "preact" */
/** @import {Colleague} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
/** @import {List} from "../admin/views.js" */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CloseIcon } from "../../client/ui/icons.js";
import { tagsIn } from "../bulk/tags.js";
import { languageName } from "../controls/language_name.js";

/**
 * Narrows a view. Each filter is a chip, which can be taken away once it is set.
 * @param {{list: List, conversations: InboxRow[], admin: AdminEngine, onList: (list: List) => void}} props
 */
export function Filters({ list, conversations, admin, onList }) {
  const { view, tag, assignee, unread, language: spoken } = list;
  const tags = useMemo(() => tagsIn(conversations, tag), [conversations, tag]);
  const spokenOnes = useMemo(() => languagesIn(conversations, spoken), [conversations, spoken]);
  const people = useColleagues(admin);
  const name = assignee && (people.find(({ id }) => id === assignee)?.name ?? admin.desk.nameOf(assignee));

  return html`
    <div class="filters" role="group" aria-label=${t("filter.label")}>
      <button
        class="filter"
        type="button"
        aria-pressed=${unread}
        onClick=${() => onList({ ...list, unread: !unread })}
      >
        ${t("filter.unread")}
      </button>
      <${Choice}
        label=${t("filter.tag")}
        value=${tag}
        none=${t("filter.any_tag")}
        remove=${t("filter.remove", { name: tag ?? "" })}
        onChange=${(/** @type {string | null} */ chosen) => onList({ ...list, tag: chosen })}
      >
        ${tags.map((each) => html`<option key=${each} value=${each}>${each}</option>`)}
      <//>
      ${
        view !== "mine" &&
        view !== "unassigned" &&
        html`<${Choice}
          label=${t("filter.person")}
          value=${assignee}
          none=${t("filter.anybody")}
          remove=${t("filter.remove", { name: name ?? t("filter.person") })}
          onChange=${(/** @type {string | null} */ chosen) => onList({ ...list, assignee: chosen })}
        >
          ${withChosen(people, assignee, name).map((each) => html`<option key=${each.id} value=${each.id}>${each.name}</option>`)}
        <//>`
      }
      ${
        spokenOnes.length > 0 &&
        html`<${Choice}
          label=${t("filter.language")}
          value=${spoken}
          none=${t("filter.any_language")}
          remove=${t("filter.remove", { name: spoken ? languageName(spoken) : "" })}
          onChange=${(/** @type {string | null} */ chosen) => onList({ ...list, language: chosen })}
        >
          ${spokenOnes.map(([tag, name]) => html`<option key=${tag} value=${tag}>${name}</option>`)}
        <//>`
      }
    </div>
  `;
}

/**
 * The languages of the loaded conversations, by their names.
 * @param {InboxRow[]} conversations @param {string | null} chosen may be of none of them
 */
export const languagesIn = (conversations, chosen) =>
  [...new Set([...conversations.flatMap(({ language: tag }) => tag ?? []), ...(chosen ? [chosen] : [])])]
    .map((tag) => /** @type {const} */ ([tag, languageName(tag)]))
    .sort(([, one], [, other]) => one.localeCompare(other));

/**
 * A native choice, which phones show in their own way, with a button that takes it back.
 * @param {{
 *   label: string, value: string | null, none: string, remove: string, onChange: (value: string | null) => void,
 *   children?: ComponentChildren,
 * }} props
 */
function Choice({ label, value, none, remove, onChange, children }) {
  const select = useRef(/** @type {HTMLSelectElement | null} */ (null));
  return html`
    <span class="filter filter-choice" data-set=${value !== null}>
      <select
        ref=${select}
        aria-label=${label}
        value=${value ?? ""}
        onChange=${(/** @type {TargetedEvent<HTMLSelectElement>} */ { currentTarget }) => onChange(currentTarget.value || null)}
      >
        <option value="">${none}</option>
        ${children}
      </select>
      ${
        value !== null &&
        html`<button
          class="filter-remove"
          type="button"
          aria-label=${remove}
          title=${remove}
          onClick=${() => {
            onChange(null);
            select.current?.focus();
          }}
        >
          <${CloseIcon} />
        </button>`
      }
    </span>
  `;
}

/** @param {AdminEngine} admin @returns {Colleague[]} empty until they are loaded */
function useColleagues(admin) {
  const [people, setPeople] = useState(/** @type {Colleague[]} */ ([]));
  useEffect(() => {
    let wanted = true;
    admin.desk.colleagues().then(
      (found) => wanted && setPeople(found),
      () => {}, // the other filters work without
    );
    return () => {
      wanted = false;
    };
  }, [admin, admin.desk.teamChanges]);
  return people;
}

/** Somebody who has left the team may still be the filter. @param {Colleague[]} people @param {string | null} id @param {string | null} name */
const withChosen = (people, id, name) =>
  id === null || people.some((each) => each.id === id) ? people : [...people, { id, name: name ?? id }];
