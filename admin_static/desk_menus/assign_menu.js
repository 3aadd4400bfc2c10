/** @import {Admin, Colleague} from "../../client/wire" */
/** @import {AdminEngine, AdminState} from "../admin/admin.js" */
/** @import {Option} from "./options.js" */
import { useEffect, useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { enDeskMenus } from "../catalogue/en_desk_menus.js";
import { Face } from "../controls/face.js";
import { matches, Options } from "./options.js";

addTexts(enDeskMenus);

const NOBODY = "-";

/**
 * Whose conversation it is: oneself, a colleague or nobody.
 * @param {{
 *   admin: AdminEngine, me: Pick<Admin, "id" | "name">, presence: AdminState["presence"],
 *   assigneeId: string | null | undefined, onChoose: (id: string | null) => void, onClose: () => void,
 * }} props `assigneeId`: null for nobody, undefined if several conversations have different ones
 */
export function AssignMenu({ admin, me, presence, assigneeId, onChoose, onClose }) {
  const [query, setQuery] = useState("");
  const [colleagues, setColleagues] = useState(/** @type {Colleague[] | null} */ (null));
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    admin.desk.colleagues().then(
      (found) => wanted && setColleagues(found),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [admin, admin.desk.teamChanges]);

  const options = assignees({ me, colleagues: colleagues ?? [], query, assigneeId }).map(
    (option) =>
      /** @type {Option} */ ({
        ...option,
        picture: html`<${Picture} id=${option.key} name=${option.name} presence=${presence} />`,
      }),
  );
  return html`
    <${Options}
      label=${t("assign.label")}
      placeholder=${t("assign.search")}
      options=${options}
      query=${query}
      onSearch=${setQuery}
      empty=${t("assign.none")}
      onPick=${(/** @type {string} */ key) => {
        onClose();
        onChoose(key === NOBODY ? null : key);
      }}
    />
    <p class="options-note" role="status">
      ${failed ? t("assign.failed") : colleagues === null && t("assign.loading")}
    </p>
  `;
}

/** @param {{id: string, name: string, presence: AdminState["presence"]}} props */
function Picture({ id, name, presence }) {
  if (id === NOBODY) return html`<span class="option-nobody" aria-hidden="true"></span>`;
  const state = presence.of(id);
  return html`
    <span class="option-person">
      <${Face} id=${id} name=${name} />
      <span class="presence-dot" data-state=${state}></span>
      <span class="pl-hidden-text">${t(`presence.${state}`)}: </span>
    </span>
  `;
}

/**
 * Oneself first, then nobody, then the colleagues by name.
 * @param {{me: Colleague, colleagues: Colleague[], query: string, assigneeId: string | null | undefined}} found
 */
export function assignees({ me, colleagues, query, assigneeId }) {
  const others = colleagues
    .filter(({ id }) => id !== me.id)
    .sort((one, other) => one.name.localeCompare(other.name));
  return [
    { key: me.id, name: me.name, text: t("assign.me", { name: me.name }), chosen: assigneeId === me.id },
    { key: NOBODY, name: "", text: t("assign.nobody"), chosen: assigneeId === null },
    ...others.map(({ id, name }) => ({ key: id, name, text: name, chosen: assigneeId === id })),
  ].filter(({ text }) => !query.trim() || matches(text, query));
}
