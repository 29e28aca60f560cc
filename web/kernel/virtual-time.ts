type TimerCallback = (...args: unknown[]) => void;

interface Timer {
  run: TimerCallback;
  due: number;
  every?: number;
}

/** The globals that tell time or wait. */
interface TimeScope {
  Date: DateConstructor;
  setTimeout: unknown;
  setInterval: unknown;
  clearTimeout: unknown;
  clearInterval: unknown;
}

/** Where virtual time comes from: the engine, so that all clocks agree. */
export interface TimeSource {
  now(): number;
  advance(ms: number): void;
}

const scope = globalThis as unknown as TimeScope;
const real = {
  Date: globalThis.Date,
  setTimeout: globalThis.setTimeout.bind(globalThis) as (run: () => void, ms: number) => unknown,
  setInterval: globalThis.setInterval.bind(globalThis) as (run: () => void, ms: number) => unknown,
  clearTimeout: globalThis.clearTimeout.bind(globalThis) as (id: unknown) => void,
};

/** Real milliseconds since the epoch, even where `Date` is virtual. */
export const realNow: () => number = real.Date.now.bind(real.Date);

/** Calls `run` after so many real milliseconds, even where timers are virtual. Returns a function that cancels it. */
export function realTimeout(run: () => void, ms: number): () => void {
  const id = real.setTimeout(run, ms);
  return () => real.clearTimeout(id);
}

/** Makes this global scope's `Date` (and so Python's clocks) follow `source`. Returns a function that undoes it. */
export function installVirtualDate(source: TimeSource): () => void {
  scope.Date = new Proxy(real.Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [source.now()], newTarget) as Date,
    apply: () => new real.Date(source.now()).toString(),
    get: (target, key) => (key === "now" ? source.now : (Reflect.get(target, key) as unknown)),
  });
  return () => {
    scope.Date = real.Date;
  };
}

/**
 * Timers that fire in the order of their virtual time, each in its own task, moving the clock instead of waiting.
 * Only while a cell is awaited: a timer that outlives its cell continues in real time.
 */
export class VirtualTimers {
  #source: TimeSource;
  #timers = new Map<number, Timer>();
  #outlived = new Map<number, unknown>();
  #last = 0;
  #armed = false;
  #active = false;

  constructor(source: TimeSource) {
    this.#source = source;
  }

  async whileAwaited<T>(run: () => Promise<T>): Promise<T> {
    const { setTimeout, setInterval, clearTimeout, clearInterval } = scope;
    const clear = (id: unknown) => this.#clear(id);
    scope.setTimeout = (callback: TimerCallback, ms?: number, ...args: unknown[]) => this.#add(callback, ms, args, false);
    scope.setInterval = (callback: TimerCallback, ms?: number, ...args: unknown[]) => this.#add(callback, ms, args, true);
    scope.clearTimeout = scope.clearInterval = clear;
    this.#active = true;
    try {
      return await run();
    } finally {
      this.#active = false;
      Object.assign(scope, { setTimeout, setInterval, clearTimeout, clearInterval });
      this.#release();
    }
  }

  #add(callback: TimerCallback, ms: number | undefined, args: unknown[], repeats: boolean): number {
    const delay = Math.max(repeats ? 1 : 0, Number(ms) || 0);
    const timer: Timer = { run: () => callback(...args), due: this.#source.now() + delay };
    if (repeats) timer.every = delay;
    this.#timers.set(++this.#last, timer);
    this.#arm();
    return this.#last;
  }

  #clear(id: unknown): void {
    if (typeof id === "number" && this.#timers.delete(id)) return;
    real.clearTimeout(this.#outlived.get(id as number) ?? id);
    this.#outlived.delete(id as number);
  }

  #arm(): void {
    if (this.#armed || this.#timers.size === 0) return;
    this.#armed = true;
    real.setTimeout(() => this.#fire(), 0);
  }

  #fire(): void {
    this.#armed = false;
    if (!this.#active) return;
    const [id, timer] = [...this.#timers].reduce((first, next) => (next[1].due < first[1].due ? next : first));
    const wait = timer.due - this.#source.now();
    if (wait > 0) this.#source.advance(wait);
    if (timer.every === undefined) this.#timers.delete(id);
    else timer.due += timer.every;
    this.#arm();
    timer.run();
  }

  #release(): void {
    for (const [id, { run, due, every }] of this.#timers) {
      const started = every === undefined ? real.setTimeout(run, due - this.#source.now()) : real.setInterval(run, every);
      this.#outlived.set(id, started);
    }
    this.#timers.clear();
  }
}
