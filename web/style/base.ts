import { type CSSResult, unsafeCSS } from "lit";
import sheet from "./base.css?inline";

/** Controls and resets that every element of the page shares. */
export const base: CSSResult = unsafeCSS(sheet);
