/**
 * @typedef {{text: string, field: "email" | "password" | "code" | null, wait: number}} Problem `text`: a key of the
 *   catalogue; `wait`: for how many seconds the button is disabled
 */

/**
 * Describes why signing in failed.
 * @param {{status?: number, code?: string, field?: string | null, retryAfter?: number | null}} error
 */
export function signInProblem({ status, code, field, retryAfter }) {
  if (code === "credentials_wrong") return problem("sign_in.wrong", "password");
  if (code === "second_factor_required") return problem("sign_in.code_needed", "code");
  if (code === "second_factor_wrong" || field === "code") return problem("sign_in.code_wrong", "code");
  if (code === "sign_in_slowed") return problem("sign_in.too_many", null, retryAfter ?? 30);
  if (!status) return problem("sign_in.offline", null);
  // Any other 429 is about the server's load.
  if (status === 429 || (status > 500 && status < 505)) return problem("sign_in.busy", null, retryAfter ?? 0);
  if (status === 400 && field === "email") return problem("sign_in.email_bad", "email");
  return problem("sign_in.failed", null);
}

/** Returns whether password and code together may still sign in. @param {Problem | null} problem */
export const canUseCode = (problem) => problem?.text === "sign_in.too_many";

/**
 * The first field that is empty, checked before the request is sent.
 * @param {{email: string, password: string, code?: string}} values `code`: undefined if it is not requested
 */
export function missingField({ email, password, code }) {
  if (email.trim() === "") return problem("sign_in.email_missing", "email");
  if (password === "") return problem("sign_in.password_missing", "password");
  if (code?.trim() === "") return problem("sign_in.code_needed", "code");
  return null;
}

/** @param {string} text @param {Problem["field"]} field @returns {Problem} */
function problem(text, field, wait = 0) {
  return { text, field, wait };
}
