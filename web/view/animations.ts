/** Animations that can be held and let go together. */
export class Animations {
  #running = new Set<Animation>();

  /** Does nothing without an element. `done` runs at the end. */
  start(element: Element | null, frames: Keyframe[], timing: KeyframeAnimationOptions, done?: () => void): void {
    const animation = element?.animate(frames, timing);
    if (!animation) return;
    this.#running.add(animation);
    const end = () => {
      this.#running.delete(animation);
      done?.();
    };
    animation.addEventListener("finish", end);
    animation.addEventListener("cancel", end);
  }

  /** Shows where all of them lead to. */
  finish(): void {
    for (const animation of this.#running) animation.finish();
  }

  hold(): void {
    for (const animation of this.#running) animation.pause();
  }

  letGo(): void {
    for (const animation of this.#running) animation.play();
  }
}
