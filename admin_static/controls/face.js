/** @import {ViewMessage} from "../../client/delivery/types" */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Avatar } from "../../client/ui/avatar.js";
import { html } from "../../client/ui/html.js";
import { pictured } from "../../client/ui/pictured.js";

/** Names of the admins' pictures by face, as the session has them. @type {import("preact").Context<Record<string, string>>} */
export const Pictures = createContext({});

/** What a message has of its admin's id. @param {string} id */
export const faceOf = (id) => id.slice(-8);

/** Beside the dashboard, where the widget's script is. @param {string | undefined} name */
export const addressOf = (name) => name && `/widget/sites/pictures/${name}`;

/** An admin's picture, or the first letter of the name. @param {{id: string, name: string}} props */
export function Face({ id, name }) {
  const picture = useContext(Pictures)[faceOf(id)];
  return pictured(html`<${Avatar} name=${name} seed=${id} />`, addressOf(picture));
}

/** Beside a colleague's name, if there is a picture. @param {{message: ViewMessage}} props */
export function ColleaguesFace({ message: { face = "", sender_name: name } }) {
  const picture = useContext(Pictures)[face];
  return picture
    ? html`<span class="colleague">${pictured(html`<${Avatar} name=${name} />`, addressOf(picture))}</span>`
    : null;
}
