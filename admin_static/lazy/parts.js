import { lazily } from "./lazily.js";
import { withStyles } from "./with_styles.js";

const later = () => import("./later.js");
const styled = () => withStyles("settings.css", later());

export const Settings = lazily(async () => (await styled()).Settings);
export const EraseDialog = lazily(async () => (await styled()).EraseDialog);
export const LinkPage = lazily(async () => (await later()).LinkPage);
