// The menus of what a team does with conversations, in one file that is loaded when one of them is opened.
export { AssignMenu } from "./assign_menu.js";
export { SnoozeMenu } from "./snooze_menu.js";
export { TagMenu } from "./tag_menu.js";
