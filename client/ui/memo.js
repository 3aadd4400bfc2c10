import { Component, h } from "preact";
import { language } from "./translate.js";

/**
 * A component that is drawn again only when one of its props or the language changed: one new message does not draw two
 * thousand.
 * @template {object} P
 * @param {import("preact").ComponentType<P>} view
 */
export function memo(view) {
  /** @extends {Component<P>} */
  return class Memo extends Component {
    drawnIn = language.texts;

    /** @param {Readonly<P>} next */
    shouldComponentUpdate(next) {
      return this.drawnIn !== language.texts || !isShallowEqual(this.props, next);
    }

    render() {
      this.drawnIn = language.texts;
      return h(view, this.props);
    }
  };
}

/** @template {object} P @param {P} before @param {P} after */
function isShallowEqual(before, after) {
  const keys = /** @type {(keyof P)[]} */ (Object.keys(after));
  return keys.length === Object.keys(before).length && keys.every((key) => before[key] === after[key]);
}
