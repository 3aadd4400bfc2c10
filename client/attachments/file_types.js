/** The media types that the server accepts (chalicelib/chat/file_types.py), each with the endings of its files' names. */
const LIST =
  "image/png png,image/jpeg jpg jpeg,image/gif gif,image/webp webp,image/avif avif,image/heic heic heif," +
  "application/pdf pdf,application/zip zip," +
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document docx," +
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx," +
  "application/vnd.openxmlformats-officedocument.presentationml.presentation pptx," +
  "application/vnd.oasis.opendocument.text odt,application/vnd.oasis.opendocument.spreadsheet ods," +
  "application/vnd.oasis.opendocument.presentation odp," +
  "application/msword doc,application/vnd.ms-excel xls,application/vnd.ms-powerpoint ppt," +
  "audio/mpeg mp3,audio/mp4 m4a,audio/ogg ogg,audio/wav wav," +
  "video/mp4 mp4,video/quicktime mov,video/webm webm," +
  "text/plain txt log,text/csv csv,text/markdown md,text/html html htm," +
  "image/svg+xml svg,application/xml xml,application/json json";
const TYPES = LIST.split(",").map((each) => each.split(" "));

/**
 * By the ending: systems do not agree on the types of a CSV or ZIP file, and have none for others.
 * @param {{name: string, type: string}} file
 * @returns {string | undefined} nothing if the server does not accept it
 */
export function typeOf({ name, type }) {
  const ending = name.toLowerCase().split(".").at(-1) ?? "";
  const found =
    TYPES.find(([, ...endings]) => endings.includes(ending)) ?? TYPES.find(([own]) => own === type);
  return found?.[0];
}
