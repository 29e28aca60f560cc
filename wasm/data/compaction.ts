import { Worker } from "node:worker_threads";
import { createEngine } from "../load.ts";
import { writeCheckpoint } from "./checkpoint.ts";
import { type Disk, nodeDisk } from "./disk.ts";
import { type CreateReplica, type Replica, recover, removeSegments } from "./recovery.ts";
import type { ReplayOptions } from "./segment.ts";

/** Lets the file hold the state with the id `until`, and removes the segments that lead to it. */
export interface Compaction {
  path: string;
  until: string;
  options: ReplayOptions;
}

/** Makes a compaction. Whenever it is interrupted, the file and its journal hold the same state as before. */
export interface Compactor {
  start(compaction: Compaction): Promise<void>;
  /** Ends what is under way, at any point. */
  stop(): Promise<void>;
}

/** Needs an engine of its own, so as much memory again. */
export async function compact(disk: Disk, createEngine: CreateReplica<Replica>, { path, until, options }: Compaction): Promise<void> {
  const { engine, segments, surplus, id } = await recover(disk, path, { createEngine, options, until });
  if (id !== until) throw new Error("a part of the journal is missing");
  writeCheckpoint(disk, path, until, engine.exportPieces());
  removeSegments(disk, [...surplus, ...segments]);
}

/** Compacts in another thread, so that nobody waits. The thread ends with the process. */
export class ThreadCompactor implements Compactor {
  #worker: Worker | undefined;

  start(compaction: Compaction): Promise<void> {
    const worker = new Worker(new URL("./compaction-thread.mjs", import.meta.url), { workerData: compaction });
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      worker.on("message", () => resolve()); // that it is done
      worker.on("error", reject);
      worker.on("exit", () => reject(new Error("its thread has ended")));
    });
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }
}

export const runCompaction = (compaction: Compaction): Promise<void> => compact(nodeDisk, createEngine, compaction);
