import type { ReaderState } from "./inspection.ts";

/** How much of a reader's state its flag has room for. */
export type FlagForm = "full" | "count" | "letter";

export interface ReaderReading {
  readonly reader: ReaderState;
  /** Records of its shard that it has yet to read. */
  readonly unread: number;
}

/** "A · TRIM_HORIZON · 4 of 7 · 3 empty polls · 14:12 left", "A · 4 of 7", "A". */
export function readerText({ reader, unread }: ReaderReading, form: FlagForm, now: number): string {
  const { reader: name, iteratorType, emptyPolls } = reader;
  if (form === "letter") return name;
  const count = progress(reader, unread);
  if (form === "count") return `${name} · ${count}`;
  return [name, iteratorType, count, ...pollsText(emptyPolls), lifeText(reader, now)].join(" · ");
}

/** "8 of 8, 19 empty polls": what it has done, whatever the time. */
export function readText({ reader, unread }: ReaderReading): string {
  return [progress(reader, unread), ...pollsText(reader.emptyPolls)].join(", ");
}

export function isExpired({ expires, atEnd }: ReaderState, now: number): boolean {
  return expires <= now && !atEnd;
}

/** Whoever began at LATEST does not read what was there before. */
function progress({ iteratorType, records, startedAt }: ReaderState, unread: number): string {
  return iteratorType === "LATEST" ? `${records} since ${clockText(startedAt)}` : `${records} of ${records + unread}`;
}

function pollsText(count: number): string[] {
  return count > 0 ? [`${count} empty ${count === 1 ? "poll" : "polls"}`] : [];
}

/** The iterator's rest of life in table time. */
function lifeText(reader: ReaderState, now: number): string {
  if (reader.atEnd) return "at end";
  if (isExpired(reader, now)) return "expired";
  const seconds = Math.ceil((reader.expires - now) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} left`;
}

/** "16:59", in UTC like all times. */
const clockText = (at: number): string => new Date(at).toISOString().slice(11, 16);
