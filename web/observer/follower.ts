import type { InspectAnswer, InspectQuery } from "../../wasm/events.ts";
import type { CallRecord } from "../model/call-record.ts";
import { lowerFlag } from "../worker/flag.ts";
import type { Methods } from "../worker/rpc.ts";
import { CheckpointPlan } from "./checkpoint-plan.ts";
import { Log, type LogEntry } from "./log.ts";
import type { EntryMessage, KeptState, ReplicaCalls, ReplicaOptions, Trouble } from "./messages.ts";
import { Watchdog } from "./watchdog.ts";

/** A replica in its worker. */
export interface ReplicaHandle {
  readonly call: Methods<ReplicaCalls>;
  /** Ends it whatever it is doing; its pending calls are rejected. */
  terminate(): void;
}

export interface FollowerListener {
  /** Whether more calls may be repeated now; ask again with `resume`. */
  hasRoom(): boolean;
  /** Called once for each entry, in order. */
  repeated(record: CallRecord): void;
  trouble(trouble: Trouble): void;
}

/** Entries that the replica has been sent and has not repeated yet. */
const AHEAD = 32;
/** After this the replica hangs, ms: in an entry; in the last one, when the kernel was stopped in it; in an import or export. */
const PATIENCE = 10_000;
const LAST_PATIENCE = 2_000;
const COPY_PATIENCE = 60_000;
/** A call may take so many times as long here as it took in the kernel. */
const SLOWER = 10;
/** After so many calls that could not be repeated, no more are tried. */
const MOST_SKIPPED = 3;

/** Keeps a replica at the end of the journal, replacing it when a call hangs or breaks it. */
export class Follower {
  #options: ReplicaOptions;
  #startReplica: () => ReplicaHandle;
  #listener: FollowerListener;
  #replica: ReplicaHandle;
  /** The last checkpoint; there is none at first. */
  #kept: KeptState | undefined;
  /** What has happened since. */
  #log = new Log();
  /** How many of the log's entries the replica has been sent, and has repeated. */
  #sent = 0;
  #repeated = 0;
  /** How many entries were forgotten, ever. */
  #forgotten = 0;
  /** The log's last entry, if the replica waits before it. */
  #held: LogEntry | undefined;
  #skipped = 0;
  #isLost = false;
  #isEnded = false;
  #onSettled: (() => void) | undefined;
  #plan = new CheckpointPlan();
  #watchdog = new Watchdog<LogEntry | undefined>((entry) => this.#failed(entry, "it takes too long"));

  constructor(options: ReplicaOptions, startReplica: () => ReplicaHandle, listener: FollowerListener) {
    this.#options = options;
    this.#startReplica = startReplica;
    this.#listener = listener;
    this.#replica = startReplica();
  }

  /** Rejects if the engine cannot be loaded. */
  async start(): Promise<void> {
    await this.#watched(undefined, COPY_PATIENCE, this.#replica.call.start({ ...this.#options, ...(this.#kept && { kept: this.#kept }) }));
  }

  add(message: EntryMessage): void {
    if (this.#isLost) return lowerTicket(message);
    this.#log.add(message);
    this.#held = undefined; // if there was one, the kernel has finished it
    this.resume();
  }

  /** The kernel has finished the last entry's call after a long time. */
  finished(ms: number): void {
    const last = this.#log.at(-1);
    if (last) last.took = ms;
    this.#held = undefined;
    this.resume();
  }

  resume(): void {
    while (this.#canSend()) this.#send(this.#log.at(this.#sent++) as LogEntry);
    if (this.#isEnded && this.#repeated >= this.#log.length) this.#onSettled?.();
  }

  inspect<Q extends InspectQuery>(query: Q, step?: number): Promise<InspectAnswer<Q>> {
    return this.#ask((call) => this.#watched(undefined, PATIENCE, call.inspect(query, step)));
  }

  /** Repeats the rest of a journal that has ended, and returns the state, which is the new checkpoint. */
  async settle(): Promise<KeptState> {
    this.#isEnded = true;
    if (this.#held) this.#leaveOut(this.#held, "unfinished", "");
    await new Promise<void>((resolve) => {
      this.#onSettled = resolve;
      this.resume();
    });
    this.#isEnded = false;
    return this.#checkpoint().catch((error: Error) => this.#fallBack(error));
  }

  /** The state after an earlier step becomes the new checkpoint. The journal must have been settled. */
  async branch(step: number, number: number): Promise<KeptState> {
    const kept = await this.#watched(undefined, COPY_PATIENCE, this.#replica.call.branch(step, number));
    this.#kept = kept;
    this.#forget(this.#log.length);
    return kept;
  }

  /** The log's first entries are part of the checkpoint now. */
  #forget(count: number): void {
    if (count <= 0) return;
    this.#log.forget(count);
    this.#forgotten += count;
    this.#sent -= count;
    this.#repeated -= count;
  }

  /** The last checkpoint, if the state itself cannot be had. */
  #fallBack(error: Error): KeptState {
    if (!this.#kept) throw error;
    this.#listener.trouble({ operation: "", outcome: "lost", reason: error.message });
    this.#forget(this.#log.length);
    this.#replace();
    return this.#kept;
  }

  #canSend(): boolean {
    const next = this.#log.at(this.#sent);
    if (this.#sent >= this.#log.length || next === this.#held || this.#sent - this.#repeated >= AHEAD) return false;
    return this.#isEnded || next?.isReported || this.#listener.hasRoom();
  }

  #send(entry: LogEntry): void {
    const replica = this.#replica;
    this.#watched(entry, () => this.#patience(entry), replica.call.repeat(entry.message)).then(
      (record) => replica === this.#replica && this.#done(entry, record),
      (error: Error) => replica === this.#replica && this.#failed(entry, error.message),
    );
  }

  #patience(entry: LogEntry): number {
    if (entry.took !== undefined) return Math.max(PATIENCE, SLOWER * entry.took);
    return this.#isEnded && !this.#log.isFinished(entry) ? LAST_PATIENCE : PATIENCE;
  }

  #done(entry: LogEntry, record: CallRecord): void {
    this.#repeated++;
    this.#plan.repeated();
    lowerTicket(entry.message);
    if (!entry.isReported) this.#listener.repeated(record);
    entry.isReported = true;
    if (this.#plan.isDue(this.#log.size)) this.#checkpoint().catch(() => {}); // until there is one, the log remains
    this.resume();
  }

  /** @param entry what the replica hangs in or was broken by; undefined if it wasn't an entry. */
  #failed(entry: LogEntry | undefined, reason: string): void {
    if (entry && this.#log.isFinished(entry)) this.#skip(entry, reason);
    else if (entry && this.#isEnded) this.#leaveOut(entry, "unfinished", reason);
    else if (entry) this.#hold(entry, reason);
    this.#replace();
  }

  #skip(entry: LogEntry, reason: string): void {
    this.#isLost = ++this.#skipped >= MOST_SKIPPED;
    this.#leaveOut(entry, this.#isLost ? "lost" : "skipped", reason);
    while (this.#isLost && this.#log.length > this.#repeated) this.#drop(this.#log.at(-1) as LogEntry);
  }

  #hold(entry: LogEntry, reason: string): void {
    this.#held = entry;
    this.#tell(entry, "held", reason);
  }

  #leaveOut(entry: LogEntry, outcome: Trouble["outcome"], reason: string): void {
    this.#held = undefined;
    this.#drop(entry);
    this.#tell(entry, outcome, reason);
  }

  #drop(entry: LogEntry): void {
    this.#log.remove(entry);
    lowerTicket(entry.message);
  }

  #tell({ message: { entry, cell } }: LogEntry, outcome: Trouble["outcome"], reason: string): void {
    const operation = entry.kind === "call" ? entry.target.replace(/^.*\./, "") : "";
    this.#listener.trouble({ operation, outcome, reason, ...(cell !== undefined && { cell }) });
  }

  /** A fresh replica, which repeats everything since the checkpoint. */
  #replace(): void {
    this.#watchdog.clear();
    const broken = this.#replica;
    this.#replica = this.#startReplica();
    broken.terminate();
    this.#sent = this.#repeated = 0;
    this.start().catch(() => {}); // those who ask are told
    this.resume();
  }

  async #checkpoint(): Promise<KeptState> {
    const finish = this.#plan.begin();
    try {
      return await this.#ask(async (call) => {
        const replica = this.#replica;
        const through = this.#forgotten + this.#sent;
        const kept = await this.#watched(undefined, COPY_PATIENCE, call.export());
        if (replica !== this.#replica) throw new Error("replaced");
        this.#kept = kept;
        this.#forget(through - this.#forgotten); // another checkpoint may have forgotten some of them
        return kept;
      });
    } finally {
      finish(this.#kept?.state.length ?? 0);
    }
  }

  /** Asks again, once, if the replica is replaced before it answers. */
  async #ask<T>(run: (call: Methods<ReplicaCalls>) => Promise<T>): Promise<T> {
    const replica = this.#replica;
    try {
      return await run(replica.call);
    } catch (error) {
      if (replica === this.#replica) throw error;
      return run(this.#replica.call);
    }
  }

  async #watched<T>(entry: LogEntry | undefined, patience: number | (() => number), answer: Promise<T>): Promise<T> {
    const replica = this.#replica;
    this.#watchdog.asked(entry, typeof patience === "number" ? () => patience : patience);
    try {
      return await answer;
    } finally {
      if (replica === this.#replica) this.#watchdog.answered();
    }
  }
}

/** Tells the kernel that it may go on. */
function lowerTicket({ ticket }: EntryMessage): void {
  if (ticket !== undefined) lowerFlag(ticket);
}
