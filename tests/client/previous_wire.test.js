// Today's pages with the server of the version before: after a rollback they are still open.
process.env.PORCHLIGHT_WIRE = "../../wire/previous/";
await import("./wire.test.js");
await import("./wire_settings.test.js");
