import type { NotebookSession } from "../session/notebook-session.ts";

/** Each call and each move of the clock is a step; a position is a number of steps. */
export interface Timeline {
  /** How many steps there are. */
  readonly length: number;
  /** What the views show: the moment after so many steps. It is now if all of them. */
  readonly position: number;
  /** Goes to a position. One that is out of range, or not kept any more, becomes the nearest. */
  seek(position: number): void;
  /** Shows step after step until now; from the beginning if it is now. */
  play(): void;
  pause(): void;
  /** The moment shown becomes now, in a new kernel: what came after it is forgotten, and variables are gone. Rejects if it is not kept. */
  branch(): Promise<void>;
  /** 1 is about one step a second. Above zero. */
  speed: number;
}

export function timelineOf(session: () => NotebookSession): Timeline {
  return {
    get length() {
      return session().timeline.length;
    },
    get position() {
      return session().timeline.position;
    },
    seek: (position) => session().seek(position),
    play: () => session().play(),
    pause: () => session().pause(),
    branch: () => session().branchHere(),
    get speed() {
      return session().timeline.speed;
    },
    set speed(speed) {
      session().setSpeed(speed);
    },
  };
}
