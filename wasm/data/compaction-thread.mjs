/** The thread of ThreadCompactor. Threads don't inherit tsx's hooks. */
import { parentPort, workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const { runCompaction } = await import("./compaction.ts");
await runCompaction(workerData);
parentPort.postMessage("done");
