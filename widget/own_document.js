/**
 * `document` for the widget's files: the build replaces the global with this.
 *
 * An element with a name (`<img name="currentScript">`) shadows the property of `document` with the same name, methods
 * included. A page that shows what its visitors write may contain such elements. Properties of the prototypes cannot be
 * shadowed, and neither can the browser's own globals, such as `window.document`.
 */
const page = window.document;

const safe = new Proxy(Document.prototype, {
  get(prototype, name) {
    const value = Reflect.get(prototype, name, page);
    return typeof value === "function" ? value.bind(page) : value;
  },
});

export { safe as document };
