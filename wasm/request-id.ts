const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const ORIGIN = Array.from({ length: 41 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join("");
let requests = 0;

/** 52 letters and digits, as the service's are; no two alike in this process. Not part of the state. */
export function requestId(): string {
  return ORIGIN + (++requests).toString(36).toUpperCase().padStart(11, "0");
}
