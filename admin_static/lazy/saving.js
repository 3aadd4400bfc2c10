// The messages of a conversation as a file or on paper. Loaded when somebody asks for it.

export { saveJson, saveText } from "../saving/files.js";
export { print } from "../saving/printed.js";
