import { parse, stringify } from "lossless-json";

/** Indented, with every number's digits as they were sent; text that is no JSON, or was cut, as it is. */
export function prettyJson(text: string): string {
  try {
    return stringify(parse(text), null, 2) ?? text;
  } catch {
    return text;
  }
}
