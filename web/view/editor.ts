import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { css, LitElement, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Language } from "../model/notebook.ts";
import { editorTheme } from "./editor-theme.ts";

const LANGUAGES: Record<Language | "markdown", Extension> = {
  python: [python(), indentUnit.of("    ")],
  javascript: [javascript(), indentUnit.of("  ")],
  markdown: EditorView.lineWrapping,
};

/** A cell's source. Fires "edit" (see `source`), "run" and "run-next". Escape followed by Tab leaves it. */
@customElement("shardbook-editor")
export class Editor extends LitElement {
  static override styles = css`
    :host {
      display: block;
      min-width: 0;
    }
  `;
  @property() source = "";
  @property() language: Language | "markdown" = "python";
  @property() label = "";
  @property({ type: Boolean }) readonly = false;
  #view?: EditorView;
  #language = new Compartment();
  #readonly = new Compartment();
  #label = new Compartment();

  override focus(): void {
    this.#view?.focus();
  }

  protected override firstUpdated(): void {
    const state = EditorState.create({ doc: this.source, extensions: this.#extensions() });
    this.#view = new EditorView({ state, parent: this.renderRoot, root: this.renderRoot as ShadowRoot });
  }

  protected override updated(changed: PropertyValues<this>): void {
    const view = this.#view;
    if (!view) return;
    if (this.source !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: this.source } });
    if (changed.has("language")) view.dispatch({ effects: this.#language.reconfigure(LANGUAGES[this.language]) });
    if (changed.has("readonly")) view.dispatch({ effects: this.#readonly.reconfigure(EditorState.readOnly.of(this.readonly)) });
    if (changed.has("label")) view.dispatch({ effects: this.#label.reconfigure(labelled(this.label)) });
  }

  #extensions(): Extension {
    return [
      Prec.highest(keymap.of(this.#runKeys())),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
      history(),
      drawSelection(),
      autocompletion(),
      closeBrackets(),
      bracketMatching(),
      indentOnInput(),
      search({ top: true }),
      placeholder(this.language === "markdown" ? "Text, in Markdown" : "Code"),
      editorTheme,
      this.#language.of(LANGUAGES[this.language]),
      this.#readonly.of(EditorState.readOnly.of(this.readonly)),
      this.#label.of(labelled(this.label)),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged && state.doc.toString() !== this.source) this.#edited(state.doc.toString());
      }),
    ];
  }

  #runKeys() {
    const fire = (name: string) => () => this.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
    return [
      { key: "Mod-Enter", run: fire("run") },
      { key: "Ctrl-Enter", run: fire("run") },
      { key: "Shift-Enter", run: fire("run-next") },
    ];
  }

  #edited(source: string): void {
    this.source = source;
    this.dispatchEvent(new Event("edit"));
  }
}

const labelled = (label: string) => EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" });
