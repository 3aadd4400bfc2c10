/**
 * What the log and the header show when the chat is on the screen already: pictures of the team, and how long ago a
 * message was sent. Both replace what is there, in the same place.
 *
 * @import {Env, ViewMessage} from "../../client/delivery/types"
 * @import {Language} from "../../client/ui/translate.js"
 * @import {AvatarView, Visitor} from "../extras/extras.js"
 * @import {PreactFunctions} from "../extras/preact.js"
 */
import { html } from "../../client/ui/html.js";
import { createMessageTimes } from "../../client/ui/message_times.js";
import picturedCss from "../../client/ui/pictured.css";
import { pictured } from "../../client/ui/pictured.js";
import { share } from "../../client/ui/translate.js";
import { provide } from "../extras/preact.js";
import { adopt } from "../style.js";
import css from "./log.css";

/** @param {string} name of a picture's file */
const addressOf = (name) => new URL(`sites/pictures/${name}`, import.meta.url).href;

/**
 * @param {{
 *   preact: PreactFunctions, language: Language, Avatar: AvatarView, env: Env, root: ShadowRoot, visitor: Visitor,
 *   removal: AbortController,
 * }} parts
 */
export function start({ preact, language, Avatar, env, root, visitor, removal }) {
  provide(preact);
  share(language);
  removal.signal.addEventListener("abort", adopt(root, picturedCss, css));
  const shown = () => visitor.state.extras?.pictures;
  const { site } = shown() ?? {};
  if (site)
    removal.signal.addEventListener(
      "abort",
      adopt(root, `.header-mark::after{background:url("${addressOf(site)}") center/cover}`),
    );

  return {
    /** @param {unknown} avatar @param {string | null | undefined} name of the picture's file */
    pictured: (avatar, name) => pictured(avatar, name && addressOf(name)),
    /** Of who is online, if nobody else there has this name. @param {string} name */
    pictureOf(name) {
      const { online = [], pictures } = visitor.state.extras?.presence ?? {};
      const at = online.indexOf(name);
      return at === online.lastIndexOf(name) ? pictures?.[at] : null;
    },
    /** Beside the last message of a group. @param {ViewMessage} message */
    face({ sender_name: name, sender_type: type, face }) {
      const picture = face && shown()?.faces?.[face];
      return picture && pictured(html`<${Avatar} name=${name} type=${type} />`, addressOf(picture));
    },
    time: createMessageTimes(env),
  };
}
