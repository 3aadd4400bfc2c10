import { language as reader } from "../../../client/ui/translate.js";

/** The languages that an owner can write texts for visitors in: those of most visitors of the web. */
export const LANGUAGES =
  "en de fr es it pt pt-BR nl sv da nb fi pl cs sk hu ro bg el tr uk ru ar fa he ur hi bn id vi th ja ko zh-CN zh-TW".split(
    " ",
  );

/** @param {string} tag */
export const nameOf = (tag) => new Intl.DisplayNames(reader.locale, { type: "language" }).of(tag) ?? tag;
