import type { JournalEntry } from "../engine.ts";
import { HEAD_BYTES } from "./record.ts";

export type Call = Extract<JournalEntry, { kind: "call" }>;

/**
 * What a journal's record carries: a call, as little-endian numbers and UTF-8.
 *
 *     0  now, 6 bytes
 *     6  status of the call before, 2 bytes; 0 if it is the first since the program started
 *     8  size of the region, 2 bytes; 10: of the target, 2 bytes
 *    12  region, target, body
 */
const STATUS_AT = 6;
const REGION_SIZE_AT = 8;
const TARGET_SIZE_AT = 10;
const TEXT_AT = 12;
const NOW_BYTES = 6;
/** The year 6429. Time never goes back, so that after a later call no other could be written. */
const END_OF_TIME = 2 ** 47;

/** Returns a record whose head is still empty. */
export function encodeCall({ now, region, target, body }: Call, statusBefore: number): Buffer {
  if (now >= END_OF_TIME) throw new Error("the time is beyond the year 6429");
  const regionBytes = Buffer.from(region);
  const targetBytes = Buffer.from(target);
  const bodyBytes = typeof body === "string" ? Buffer.from(body) : body;
  const record = Buffer.allocUnsafe(HEAD_BYTES + TEXT_AT + regionBytes.length + targetBytes.length + bodyBytes.length);
  const payload = record.subarray(HEAD_BYTES);
  payload.writeUIntLE(now, 0, NOW_BYTES);
  payload.writeUInt16LE(statusBefore, STATUS_AT);
  payload.writeUInt16LE(regionBytes.length, REGION_SIZE_AT);
  payload.writeUInt16LE(targetBytes.length, TARGET_SIZE_AT);
  payload.set(regionBytes, TEXT_AT);
  payload.set(targetBytes, TEXT_AT + regionBytes.length);
  payload.set(bodyBytes, TEXT_AT + regionBytes.length + targetBytes.length);
  return record;
}

/** Returns undefined if the payload is none. */
export function decodeCall(payload: Buffer): { call: Call; statusBefore: number } | undefined {
  if (payload.length < TEXT_AT) return undefined;
  const now = payload.readUIntLE(0, NOW_BYTES);
  const regionEnd = TEXT_AT + payload.readUInt16LE(REGION_SIZE_AT);
  const targetEnd = regionEnd + payload.readUInt16LE(TARGET_SIZE_AT);
  if (targetEnd > payload.length || now >= END_OF_TIME) return undefined;
  const call: Call = {
    kind: "call",
    now,
    region: payload.toString("utf8", TEXT_AT, regionEnd),
    target: payload.toString("utf8", regionEnd, targetEnd),
    body: payload.subarray(targetEnd),
  };
  return { call, statusBefore: payload.readUInt16LE(STATUS_AT) };
}
