import { Component, h } from "preact";

/** Draws again only when a property is another one: two thousand messages, one new. */
export function memo(view) {
  return class Memo extends Component {
    shouldComponentUpdate(next) {
      return !isShallowEqual(this.props, next);
    }

    render(props) {
      return h(view, props);
    }
  };
}

export function isShallowEqual(before, after) {
  const keys = Object.keys(after);
  return keys.length === Object.keys(before).length && keys.every((key) => before[key] === after[key]);
}
