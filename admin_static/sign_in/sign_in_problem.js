/**
 * What the sign-in page says about a refusal, and how long it keeps the button shut.
 * @param {{status?: number, code?: string, field?: string, retryAfter?: number}} error
 * @returns {{text: string, field: "email" | "password" | "code" | null, wait: number}}  wait in seconds
 */
export function signInProblem({ status, code, field, retryAfter }) {
  if (code === "credentials_wrong") return problem("sign_in.wrong", "password");
  if (code === "second_factor_required") return problem("sign_in.code_needed", "code");
  if (code === "second_factor_wrong" || field === "code") return problem("sign_in.code_wrong", "code");
  // A 429 without this code is about the server's load, not about these credentials.
  if (code === "sign_in_slowed") return problem("sign_in.too_many", null, retryAfter ?? 30);
  if (status === 429 || (status > 500 && status < 505)) return problem("sign_in.busy", null, retryAfter ?? 0);
  if (status === 400 && field === "email") return problem("sign_in.email_bad", "email");
  if (!status) return problem("sign_in.offline", null);
  return problem("sign_in.failed", null);
}

/** What is not filled in yet, if anything: said before the server is asked. */
export function missingField({ email, password, code }) {
  if (email.trim() === "") return problem("sign_in.email_missing", "email");
  if (password === "") return problem("sign_in.password_missing", "password");
  if (code?.trim() === "") return problem("sign_in.code_needed", "code");
  return null;
}

function problem(text, field, wait = 0) {
  return { text, field, wait };
}
