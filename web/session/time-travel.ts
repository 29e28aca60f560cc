import type { CallRecord } from "../model/call-record.ts";
import { History } from "../model/history.ts";
import { emptyInspection, type InspectionState } from "../model/inspection.ts";
import type { TimelineState } from "../model/timeline-state.ts";

/** How long playback shows a step at speed 1, ms: a little longer than a record flies. */
const STEP_MS = 800;

/** The moment that the views show: now, or one of the past. */
export class TimeTravel {
  #history = new History();
  #live: InspectionState = emptyInspection;
  /** Undefined: now. */
  #past: { position: number; shown: InspectionState } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #speed = 1;
  #changed: () => void;
  #state: TimelineState | undefined;

  /** @param changed is called after each change */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What the views show when it is now. */
  get live(): InspectionState {
    return this.#live;
  }

  /** What the views show. */
  get shown(): InspectionState {
    return this.#past?.shown ?? this.#live;
  }

  /** The same object until something changes. */
  get state(): TimelineState {
    this.#state ??= {
      first: this.#history.first,
      length: this.#history.length,
      position: this.#past?.position ?? this.#history.length,
      step: this.#history.numberAt(this.#past?.position ?? this.#history.length),
      steps: this.#history.steps,
      isPast: this.#past !== undefined,
      moment: this.#past && this.#history.stepAt(this.#past.position),
      playing: this.#timer !== undefined,
      speed: this.#speed,
    };
    return this.#state;
  }

  /** Calls have happened, after which `live` is so. */
  add(calls: readonly CallRecord[], live: InspectionState): void {
    this.#live = live;
    this.#history.add(calls, live);
    if (this.#past && this.#past.position < this.#history.first) this.#show(this.#history.first);
    this.#tell();
  }

  /** Something else than a call has changed it. */
  setLive(live: InspectionState): void {
    this.#live = live;
    this.#tell();
  }

  /** Shows the moment after so many steps. The last one is now. */
  seek(position: number): void {
    this.#show(position);
    this.#tell();
  }

  /** Goes on step by step until now; from the beginning if it is now. */
  play(): void {
    if (this.#timer !== undefined) return;
    if (!this.#past) this.#show(this.#history.first);
    if (this.#past) this.#wait();
    this.#tell();
  }

  pause(): void {
    this.#stopTimer();
    this.#tell();
  }

  setSpeed(speed: number): void {
    if (!(speed > 0)) throw new RangeError("The speed must be above zero");
    this.#speed = speed;
    this.#tell();
  }

  returnToNow(): void {
    this.#stopTimer();
    this.seek(this.#history.length);
  }

  /** The moment shown becomes now: what came after it is forgotten. */
  branch(): void {
    this.#stopTimer();
    if (this.#past) {
      this.#history.cut(this.#past.position);
      this.#live = { ...this.#past.shown, effects: this.#live.effects };
      this.#past = undefined;
    }
    this.#tell();
  }

  /** Everything starts afresh. */
  clear(): void {
    this.#stopTimer();
    this.#history = new History();
    this.#live = emptyInspection;
    this.#past = undefined;
    this.#tell();
  }

  #show(position: number): void {
    const { first, length } = this.#history;
    const wanted = Math.max(first, Math.min(length, Math.floor(position) || 0));
    this.#past = wanted === length ? undefined : { position: wanted, shown: this.#history.stateAt(wanted, this.#live) };
    if (!this.#past) this.#stopTimer();
  }

  #wait(): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#show((this.#past?.position ?? 0) + 1);
      if (this.#past) this.#wait();
      this.#tell();
    }, STEP_MS / this.#speed);
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #tell(): void {
    this.#state = undefined;
    this.#changed();
  }
}
