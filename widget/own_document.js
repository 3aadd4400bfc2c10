/**
 * `document`, as the widget's files see it: the build puts this in the place of the global of that name.
 *
 * An element with a name (`<img name="currentScript">`) shadows the property of `document` that has the same name, any
 * of them, methods included. A page that shows what its visitors write may hold such elements. What the prototypes have
 * cannot be shadowed. Nor can globals that the browser has, `window.document` among them.
 */
const page = window.document;

const safe = new Proxy(Document.prototype, {
  get(prototype, name) {
    const value = Reflect.get(prototype, name, page);
    return typeof value === "function" ? value.bind(page) : value;
  },
});

export { safe as document };
