/** All parts are drawn in one frame as long as that takes less, ms. */
const HEAVY = 30;
/** The share of the time that drawing may take: one part in three. */
const REST = 2;

/**
 * Draws what has changed, at most once a frame, and rests after drawing, so that clicks are answered in between. When drawing takes long,
 * each part gets a frame of its own.
 */
export class Frames {
  readonly #parts: readonly (() => void)[];
  #waiting: (() => void)[] = [];
  #asked = false;
  #cost = 0;
  #restUntil = 0;

  constructor(...parts: (() => void)[]) {
    this.#parts = parts;
  }

  /** Everything has changed. */
  request(): void {
    this.#waiting.push(...this.#parts.filter((part) => !this.#waiting.includes(part)));
    this.#ask();
  }

  #ask(): void {
    if (this.#asked || this.#waiting.length === 0) return;
    this.#asked = true;
    const rest = this.#restUntil - performance.now();
    if (rest > 0) setTimeout(() => requestAnimationFrame(this.#frame), rest);
    else requestAnimationFrame(this.#frame);
  }

  #frame = (): void => {
    const began = performance.now();
    const share = this.#cost > HEAVY ? 1 : this.#parts.length;
    for (const draw of this.#waiting.splice(0, share)) draw();
    // Runs after the frame's layout and painting.
    setTimeout(() => {
      const now = performance.now();
      this.#cost = ((now - began) * this.#parts.length) / share;
      this.#restUntil = now + REST * (now - began);
      this.#asked = false;
      this.#ask();
    });
  };
}
