/** "9:12:44", in UTC like the service's own times. */
export function timeText(now: number): string {
  return new Date(now).toISOString().slice(11, 19).replace(/^0/, "");
}

/** "Mon 23 Nov 2026". */
export function dateText(now: number): string {
  return new Date(now).toUTCString().slice(0, 16).replace(",", "");
}

/** "4.1 MB", "312 KB". */
export function bytesText(bytes: number): string {
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.round(bytes / 1e3)} KB`;
}
