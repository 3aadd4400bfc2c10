import avatar from "../client/ui/avatar.css";
import base from "../client/ui/base.css";
import composer from "../client/ui/composer.css";
import banner from "../client/ui/connection_banner.css";
import message from "../client/ui/message.css";
import log from "../client/ui/message_list.css";
import tokens from "../client/ui/tokens.css";
import touch from "../client/ui/touch.css";
import greeting from "./greeting.css";
import header from "./header.css";
import notice from "./notice.css";
import panel from "./panel.css";
import skeleton from "./skeleton.css";

/** The panel's style sheets, in the order of the cascade. Next to each other they compress better. */
export const SHEETS = [
  tokens,
  base,
  avatar,
  message,
  log,
  composer,
  touch,
  banner,
  panel,
  header,
  greeting,
  skeleton,
  notice,
];
