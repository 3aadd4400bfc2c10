/**
 * What travels between the pages and the server: docs/protocol.md. The same shapes in Python are chalicelib/api/answers,
 * chalicelib/api/schemas and chalicelib/events. A test type-checks the fixtures of tests/wire against these types.
 */
export type * from "./wire/basics";
export type * from "./wire/calls";
export type * from "./wire/conversations";
export type * from "./wire/desk";
export type * from "./wire/event_webhooks";
export type * from "./wire/events";
export type * from "./wire/page_file";
export type * from "./wire/reports";
export type * from "./wire/search";
export type * from "./wire/sessions";
export type * from "./wire/sites";
export type * from "./wire/team";
export type * from "./wire/visitor_calls";
export type * from "./wire/webhooks";
