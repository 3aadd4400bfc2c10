/** The texts of the card about API tokens. */
export const enApiTokens = {
  "api_tokens.title": "API tokens",
  "api_tokens.text":
    "For your own programs: a shop that tells customers where their parcel is, or a nightly export. A program writes under the name of its token.",
  "api_tokens.create": "Create token",
  "api_tokens.create_title": "Create an API token",
  "api_tokens.create_text":
    "Whoever has the token can do what you choose here, until you revoke it. So confirm with your password.",
  "api_tokens.name": "Name",
  "api_tokens.name_hint": "Visitors see it beside the program's messages, for example Order desk.",
  "api_tokens.scopes": "The program may",
  "api_tokens.full": "A site has up to 20 tokens. Revoke one first.",
  "api_tokens.used": "Last used {time}",
  "api_tokens.unused": "Never used",
  "api_tokens.revoke": "Revoke",
  "api_tokens.revoke_named": "Revoke {name}",
  "api_tokens.revoke_title": "Revoke {name}?",
  "api_tokens.revoke_text":
    "Programs that use this token stop working within a minute. Nobody can undo this.",
  "api_tokens.secret_title": "Copy the token now",
  "api_tokens.secret_text":
    "It is not shown again. Keep it with your server's other secrets, never in a page.",
  "api_tokens.secret_label": "API token",
  "api_scope.conversations:read": "Read conversations",
  "api_scope.conversations:write": "Answer conversations, close, assign and tag them",
  "problem.api_tokens_full": "A site has up to 20 API tokens. Revoke one first.",
  "problem.scopes_invalid": "Choose what the program may do.",
};
