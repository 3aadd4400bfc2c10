import { language } from "../ui/translate.js";

const MOST_WIDTH = 240;
const MOST_HEIGHT = 260;

/** @param {number} bytes @returns {string} such as "1.4 MB" */
export function sizeText(bytes) {
  const [unit, amount] = bytes < 1e6 ? ["kilobyte", Math.ceil(bytes / 1e3)] : ["megabyte", bytes / 1e6];
  return amount.toLocaleString(language.locale, { style: "unit", unit, maximumSignificantDigits: 2 });
}

/** The size at which a picture is drawn: never larger than it is. @param {number} width @param {number} height */
export function fitted(width, height) {
  const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height);
  return { width: Math.max(24, Math.round(width * scale)), height: Math.max(24, Math.round(height * scale)) };
}
