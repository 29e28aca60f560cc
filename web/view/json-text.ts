import { parse, stringify } from "lossless-json";

/** Indents JSON, keeping every number's digits as sent. Text that is not JSON, or is truncated, is returned as is. */
export function prettyJson(text: string): string {
  try {
    return stringify(parse(text), null, 2) ?? text;
  } catch {
    return text;
  }
}
