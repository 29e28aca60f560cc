/** How far a runtime has got: bytes while it loads, never a bare spinner. */
export type RuntimeState =
  | { state: "idle" }
  | { state: "loading"; loaded: number; total: number }
  | { state: "starting" }
  | { state: "ready" }
  | { state: "failed"; message: string };
