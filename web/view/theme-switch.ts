import { html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../style/base.ts";
import { type IconName, icon } from "./icon.ts";

export type Theme = "system" | "light" | "dark";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const ICONS: Record<Theme, IconName> = { system: "system", light: "sun", dark: "moon" };

/** Cycles through system, light and dark; fires "theme" with the new one in `theme`. */
@customElement("shardbook-theme-switch")
export class ThemeSwitch extends LitElement {
  static override styles = base;
  @property() theme: Theme = "system";

  protected override render(): TemplateResult {
    const label = `Theme: ${this.theme}. Change to ${NEXT[this.theme]}.`;
    return html`<button class="button bare" title=${label} aria-label=${label} @click=${this.#next}>${icon(ICONS[this.theme])}</button>`;
  }

  #next() {
    this.theme = NEXT[this.theme];
    this.dispatchEvent(new Event("theme"));
  }
}

const KEY = "shardbook-theme";

/** Returns the theme chosen before, or "system" if storage is blocked. */
export function savedTheme(): Theme {
  try {
    const saved = localStorage.getItem(KEY);
    return saved === "light" || saved === "dark" ? saved : "system";
  } catch {
    return "system";
  }
}

export function saveTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // With storage blocked, the choice lasts as long as the page.
  }
}
