// What draws the notes of a conversation, and helps to write them: in a file that is loaded when a note is there or begun.
export { Mentions } from "../notes/mentions.js";
export { startNotes } from "../notes/notes.js";
