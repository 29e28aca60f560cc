/** How far a language is: bytes while loading, never a bare spinner. */
export type RuntimeState =
  | { state: "idle" }
  | { state: "loading"; loaded: number; total: number }
  | { state: "starting" }
  | { state: "ready" }
  | { state: "failed"; message: string };
