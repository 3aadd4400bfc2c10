const KNOWN = new Set(["link_invalid", "password_invalid", "name_invalid", "account_exists"]);

/**
 * What the pages of a link say about a refusal.
 * @param {{status?: number, code?: string, field?: string | null}} error
 * @returns {{text: string, field: string | null, over: boolean}} `over`: trying again with this link is no use
 */
export function linkProblem({ status, code, field = null }) {
  if (KNOWN.has(code)) {
    return {
      text: `link_problem.${code}`,
      field,
      over: code === "link_invalid" || code === "account_exists",
    };
  }
  if (code === "secret_invalid") return { text: "link_problem.link_invalid", field: null, over: true };
  if (code === "sign_in_slowed") return { text: "link_problem.too_many", field: null, over: false };
  // Any other 429 is about the server's load.
  if (status === 429 || (status > 500 && status < 505))
    return { text: "link_problem.busy", field: null, over: false };
  if (status === 0) return { text: "link_problem.out_of_reach", field: null, over: false };
  return { text: "link_problem.something", field: null, over: false };
}
