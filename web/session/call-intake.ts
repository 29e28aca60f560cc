/** Taking in a report should keep the page busy for about this long, ms; what is drawn then costs the same for few calls and many. */
const BRIEF = 5;
const LONG = 12;
const MOST = 1_000;
/** A frame takes no longer than this, ms. */
const LONGEST_FRAME = 250;

/** Decides how many calls the page takes at a time, from how long the last ones took. */
export class CallIntake {
  #limit = 64;

  /** Has `take` take them in. Resolves, once the page has drawn and had time for something else, to how many may come next. */
  async take<T>(calls: readonly T[], take: (calls: readonly T[]) => void): Promise<number> {
    const began = performance.now();
    take(calls);
    const ms = performance.now() - began;
    if (ms > LONG) this.#limit = Math.max(16, Math.floor(this.#limit / 2));
    else if (ms < BRIEF && calls.length >= this.#limit) this.#limit = Math.min(MOST, 2 * this.#limit);
    await drawn();
    return this.#limit;
  }
}

/** Resolves after the next frame. A hidden page has none; there a message's task does, which unlike a timer's is not put off. */
async function drawn(): Promise<void> {
  if (document.visibilityState === "visible") {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
      setTimeout(resolve, LONGEST_FRAME); // or it has been hidden in the meantime
    });
  }
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(undefined);
  });
  port1.close();
}
