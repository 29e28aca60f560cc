import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: [tags.comment, tags.meta], color: "var(--ink-3)" },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: "var(--c-str)" },
  { tag: [tags.keyword, tags.bool, tags.null, tags.operatorKeyword, tags.self], color: "var(--c-key)" },
  { tag: tags.number, color: "var(--c-num)" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.className], color: "var(--c-fn)" },
]);

const sheet = EditorView.theme({
  "&": { color: "var(--ink)", fontSize: "12.5px", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "19px", fontFeatureSettings: '"calt" 0', scrollbarWidth: "none" },
  ".cm-content": { padding: "10px 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 14px" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "& ::selection, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--focus) 24%, transparent)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--line-2)", color: "inherit" },
  ".cm-placeholder": { color: "var(--ink-3)" },
  ".cm-searchMatch": { backgroundColor: "var(--changed)", outline: "1px solid var(--modify)" },
  ".cm-panels": { backgroundColor: "var(--raise)", color: "var(--ink)", borderColor: "var(--line)" },
  ".cm-panel.cm-search": { fontFamily: "var(--sans)", fontSize: "12px" },
  ".cm-textfield": { backgroundColor: "var(--panel)", border: "1px solid var(--line-2)", borderRadius: "var(--r1)" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--hover)", border: "1px solid var(--line-2)", borderRadius: "var(--r1)" },
  ".cm-tooltip": { backgroundColor: "var(--raise)", color: "var(--ink)", border: "1px solid var(--line-2)", borderRadius: "var(--r2)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--hover)", color: "var(--ink)" },
});

/** All colours are variables of the page, so one theme serves light and dark. */
export const editorTheme: Extension = [sheet, syntaxHighlighting(colours)];
