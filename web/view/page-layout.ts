export type PageLayout = "wide" | "medium" | "narrow";
export type Panel = "notebook" | "stream" | "tables" | "calls";

/** Wide: everything at once. Medium: the notebook and one panel of the inspector. Narrow: one panel. */
export function pageLayout(width: number): PageLayout {
  return width >= 1280 ? "wide" : width >= 900 ? "medium" : "narrow";
}

/** Returns whether a panel is visible, given the one chosen last. */
export function isShown(panel: Panel, layout: PageLayout, chosen: Panel): boolean {
  if (layout === "wide") return true;
  if (layout === "narrow") return panel === chosen;
  return panel === "notebook" || panel === (chosen === "notebook" ? "stream" : chosen);
}
