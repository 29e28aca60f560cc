/** What is drawn as markup. Anything beyond would keep the page busy for seconds, or overflow a parser, and is shown as text. */

const MARKDOWN_CHARACTERS = 100_000;
/** In one run of lines: some marks take a time quadratic in their number. */
const MARKDOWN_MARKS = 3_000;
/** Of quotes and lists, at the beginning of a line. */
const MARKDOWN_DEPTH = 100;
const NESTING = new RegExp(`^(?:[ \\t]*(?:>|(?:[-+*]|\\d{1,9}[.)])(?=[ \\t]))){${MARKDOWN_DEPTH}}`, "m");
const HTML_CHARACTERS = 2_000_000;
/** Beginnings and ends. */
const HTML_TAGS = 20_000;
const HTML_DEPTH = 50;

const MARKS = new Set([..."*_~.@["].map((mark) => mark.charCodeAt(0)));
const TAG = /<(\/?)([a-z][a-z0-9]*)/gi;
/** They have no end tag, or need none. */
const NOT_NESTING = new Set("br col colgroup dd dt hr img input li p tbody td tfoot th thead tr wbr".split(" "));

export function isDrawableMarkdown(source: string): boolean {
  if (source.length > MARKDOWN_CHARACTERS || NESTING.test(source)) return false;
  return source.split(/\n[ \t]*\n/).every((lines) => countMarks(lines) <= MARKDOWN_MARKS);
}

export function isDrawableHtml(markup: string): boolean {
  if (markup.length > HTML_CHARACTERS) return false;
  let tags = 0;
  let depth = 0;
  for (const [, end, name = ""] of markup.matchAll(TAG)) {
    if (!NOT_NESTING.has(name.toLowerCase())) depth = Math.max(0, depth + (end ? -1 : 1));
    if (++tags > HTML_TAGS || depth > HTML_DEPTH) return false;
  }
  return true;
}

function countMarks(text: string): number {
  let marks = 0;
  for (let at = 0; at < text.length; at++) if (MARKS.has(text.charCodeAt(at))) marks++;
  return marks;
}
