/** The share of the time that drawing may take: one part in three. */
const REST = 2;

/** Draws what has changed, at most once a frame, and rests after drawing for long, so that clicks are answered in between. */
export class Frames {
  readonly #draw: () => void;
  #asked = false;
  #restUntil = 0;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  request(): void {
    if (this.#asked) return;
    this.#asked = true;
    const rest = this.#restUntil - performance.now();
    if (rest > 0) setTimeout(() => requestAnimationFrame(this.#frame), rest);
    else requestAnimationFrame(this.#frame);
  }

  #frame = (): void => {
    const began = performance.now();
    this.#asked = false;
    this.#draw();
    // Runs after the frame's layout and painting.
    setTimeout(() => {
      const now = performance.now();
      this.#restUntil = now + REST * (now - began);
    });
  };
}
