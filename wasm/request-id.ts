const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const ORIGIN = Array.from({ length: 41 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join("");
const ENDS = Array.from(LETTERS, (first) => Array.from(LETTERS, (second) => first + second)).flat();
let requests = 0;
let start = "";

/** Returns 52 letters and digits, like the service's ids, unique within this process. Not part of the state. */
export function requestId(): string {
  const end = requests++ % ENDS.length;
  if (end === 0)
    start =
      ORIGIN +
      Math.floor(requests / ENDS.length)
        .toString(36)
        .toUpperCase()
        .padStart(9, "0");
  return start + ENDS[end];
}
