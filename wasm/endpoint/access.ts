import type { IncomingHttpHeaders } from "node:http";
import { isIP, isIPv4 } from "node:net";

/** Whom to let in besides everybody's clients and this machine's pages. "*" stands for all. */
export interface AccessOptions {
  /** Names that clients reach the endpoint by, without a port. */
  allowHosts?: readonly string[];
  /** Origins whose pages may call, as browsers write them: "http://app.example:3000". */
  allowOrigins?: readonly string[];
}

/** Returns why the request is refused; undefined if it isn't. */
export type AccessCheck = (headers: IncomingHttpHeaders) => string | undefined;

/**
 * Keeps out websites. Listening on 127.0.0.1 does not, because the developer's own browser sends their requests from this machine; but
 * it also sends two headers that a page cannot change:
 *
 * - Origin names the site that the page is from. Clients other than browsers send none.
 * - Host repeats the name in the URL. A site whose name resolves to 127.0.0.1 (DNS rebinding) has the same origin as the endpoint, and
 *   only that name tells. An IP address can't be rebound, so all are accepted: whoever reaches the endpoint of another machine by its
 *   address needs no option. Whether a name is ours we cannot know; such names must be given. No browser omits Host (HTTP/1.0).
 */
export function accessCheck({ allowHosts = [], allowOrigins = [] }: AccessOptions): AccessCheck {
  const hosts = new Set(allowHosts.map((name) => name.toLowerCase()));
  const origins = new Set(allowOrigins);
  return ({ host, origin }) => {
    if (host && !hosts.has("*")) {
      const name = hostName(host);
      if (!isAddress(name) && name !== "localhost" && !hosts.has(name)) return refusedHost(name);
    }
    if (origin === undefined || origins.has("*") || origins.has(origin) || isLoopback(origin)) return undefined;
    return `Pages of the origin ${origin} may not call this endpoint. To let them, start it with --allow-origin ${origin}`;
  };
}

/** Returns the host without its port, in lower case; an IPv6 address keeps its brackets. */
function hostName(host: string): string {
  return host.replace(/:\d*$/, "").toLowerCase();
}

function isAddress(name: string): boolean {
  return isIP(name.startsWith("[") && name.endsWith("]") ? name.slice(1, -1) : name) !== 0;
}

function isLoopback(origin: string): boolean {
  const host = /^https?:\/\/(.+)$/.exec(origin)?.[1];
  if (host === undefined) return false;
  const name = hostName(host);
  return name === "localhost" || name === "[::1]" || (name.startsWith("127.") && isIPv4(name));
}

function refusedHost(name: string): string {
  return `This endpoint does not know the host name ${name} as its own. If it is, start it with --allow-host ${name}`;
}

/** Returns whether the text can be the name in a Host header, or is "*". */
export function isHost(text: string): boolean {
  return text === "*" || /^[a-z\d._-]+$/i.test(text);
}

/** Returns the origin as browsers write it, also of "HTTP://App.Example:80/"; "*" and "null" as they are; undefined if it is none. */
export function toOrigin(text: string): string | undefined {
  if (text === "*" || text === "null") return text;
  const plain = /^[a-z][a-z\d+.-]*:\/\/[^\s/?#@*]+(?=\/?$)/i.exec(text)?.[0];
  if (plain === undefined || !URL.canParse(plain)) return undefined;
  const { origin } = new URL(plain);
  return origin === "null" ? plain : origin; // an extension's or an app's own scheme
}
