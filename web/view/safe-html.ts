import DOMPurify, { type Config } from "dompurify";
import { marked } from "marked";
import { isDrawableHtml, isDrawableMarkdown } from "../model/markup-limits.ts";

const TAGS =
  "a abbr b blockquote br caption cite code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd " +
  "li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr";
const ATTRIBUTES = "align alt colspan dir height href lang rowspan scope src start title width";

const CONFIG = {
  ALLOWED_TAGS: TAGS.split(" "),
  ALLOWED_ATTR: ATTRIBUTES.split(" "),
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#|data:image\/(?:png|jpeg|gif|webp);base64,)/i,
  RETURN_DOM_FRAGMENT: true,
} satisfies Config;

const purify = DOMPurify(window);
purify.addHook("afterSanitizeAttributes", (element) => {
  if (element instanceof HTMLImageElement && !element.src.startsWith("data:image/")) element.replaceWith(element.alt);
  if (element instanceof HTMLAnchorElement) keepLink(element);
});

/**
 * Markup from notebooks and outputs as nodes: no script, style, form or class; images only from the text itself; links open in a new tab.
 * Undefined if it is too much to draw.
 */
export function safeHtml(markup: string): DocumentFragment | undefined {
  return isDrawableHtml(markup) ? purify.sanitize(markup, CONFIG) : undefined;
}

/** Undefined if it is too much to draw. */
export function safeMarkdown(source: string): DocumentFragment | undefined {
  if (!isDrawableMarkdown(source)) return undefined;
  try {
    return safeHtml(marked.parse(source, { async: false, gfm: true }));
  } catch {
    return undefined; // the parser follows each level of nesting by a call
  }
}

function keepLink(link: HTMLAnchorElement): void {
  if (!/^(?:https?|mailto):/.test(link.getAttribute("href") ?? "")) link.removeAttribute("href");
  link.target = "_blank";
  link.rel = "noopener noreferrer";
}
