// The panel's Preact, without what the widget does not use.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transformAsync } from "@babel/core";

/**
 * @import { NodePath, PluginObject } from "@babel/core"
 * @import { Plugin } from "esbuild"
 */

const FOLDER = fileURLToPath(new URL("../../node_modules/preact/", import.meta.url));
const FILES = /[\\/]preact[\\/](hooks[\\/])?src[\\/].*\.js$/;

/**
 * Attributes, elements and methods of components that no view of the widget has: tests/client/preact.test.js reads them
 * all. What Preact does for them is left out.
 */
export const UNUSED = [
  "componentDidMount",
  "componentDidUpdate",
  "componentWillMount",
  "componentWillReceiveProps",
  "componentWillUnmount",
  "componentWillUpdate",
  "contextType",
  "dangerouslySetInnerHTML",
  "debounceRendering",
  "foreignObject",
  "getChildContext",
  "getDerivedStateFromProps",
  "getSnapshotBeforeUpdate",
  "math",
  "template",
];

/** The same for names of Preact's own: hydration of a server's HTML, Suspense, and portals. */
const INTERNAL = ["_excess", "_hydrationMismatch", "then"];
/** Variables that are never anything else. @type {Record<string, null | undefined>} */
const VARIABLES = {
  excessDomChildren: null,
  isHydrating: undefined,
  provider: undefined,
  resumed: undefined,
};
const FLAGS = ["MODE_HYDRATE", "MODE_SUSPENDED"];
/** A portal's container, hooks of debuggers, and the document of the elements that Preact renders into. */
const EXPRESSIONS =
  /^(?:.*(?:newProps|\.props)\._parentDom|options\.(?:event|vnode)|parentDom\.ownerDocument)$/;
const CONSTANTS = ["MATH_NAMESPACE"];
/** The widget renders into elements of its own, which contain neither comments nor documents. */
const NODE_TYPES = [8, 9];

/** Properties of Preact's own, which its releases have under short names. */
export const PREACT_NAMES = "_[a-z]\\w*|__hooks";

const never = new Set([...UNUSED, ...INTERNAL]);

/**
 * Preact's source with a constant in place of what never happens. The minifier removes the rest.
 *
 * Preact also takes `document` from the elements that it renders into, which would bypass the widget's own
 * (widget/own_document.js).
 * @param {string} source
 */
export async function withoutUnused(source) {
  const result = await transformAsync(source, { babelrc: false, configFile: false, plugins: [constants] });
  return result?.code ?? source;
}

/** @param {{types: any}} babel @returns {PluginObject} */
const constants = ({ types }) => {
  const nothing = () => types.unaryExpression("void", types.numericLiteral(0));
  /** @param {NodePath<any>} path */
  const isWritten = ({ parent, node }) =>
    (parent.type === "AssignmentExpression" && parent.left === node) || parent.type === "UpdateExpression";

  return {
    visitor: {
      /** @param {NodePath<any>} path */
      MemberExpression(path) {
        if (isWritten(path) || path.node.computed) return;
        if (!EXPRESSIONS.test(path.toString()) && !never.has(path.node.property.name)) return;
        // In a condition such as `a && (b = c._excess)`, the variable is not read if there is nothing.
        const whole = path.parentPath?.parent.type === "LogicalExpression" ? path.parentPath : path;
        (whole.isAssignmentExpression() ? whole : path).replaceWith(nothing());
      },
      /** @param {NodePath<any>} path */
      Identifier(path) {
        if (!(path.node.name in VARIABLES) || !path.isReferencedIdentifier() || isWritten(path)) return;
        path.replaceWith(VARIABLES[path.node.name] === null ? types.nullLiteral() : nothing());
      },
      /** @param {NodePath<any>} path */
      BinaryExpression(path) {
        const { operator, left, right } = path.node;
        const compared = [left, right].map(({ value }) => value);
        if (operator === "&" && FLAGS.includes(right.name)) path.replaceWith(types.numericLiteral(0));
        if (operator === "in" && never.has(left.value)) path.replaceWith(types.booleanLiteral(false));
        if (operator !== "==" && operator !== "!=") return;
        const isNodeType = left.property?.name === "nodeType" && NODE_TYPES.includes(right.value);
        if (isNodeType || CONSTANTS.includes(right.name) || compared.some((value) => never.has(value)))
          path.replaceWith(types.booleanLiteral(operator === "!="));
      },
    },
  };
};

/** Builds the panel's Preact from its source. @type {Plugin} */
export const smallPreact = {
  name: "small-preact",
  setup(build) {
    build.onResolve({ filter: /^preact(\/hooks)?$/ }, ({ path }) => ({
      path: `${FOLDER}${path === "preact" ? "" : "hooks/"}src/index.js`,
      sideEffects: path !== "preact",
    }));
    build.onLoad({ filter: FILES }, async ({ path }) => ({
      contents: await withoutUnused(await readFile(path, "utf8")),
    }));
  },
};
