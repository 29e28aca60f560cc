import { isRaised, pause, raiseFlag } from "../worker/flag.ts";
import { JOURNAL_LEASE, type JournaledEntry, type JournalMessage, type JournalRecord } from "./messages.ts";

/** A ticket goes with this many entries or characters. */
const TICKET_ENTRIES = 128;
const TICKET_SIZE = 2 ** 21;
/** How many tickets may be with the observer. */
const TICKETS = 4;
/** How often a waiting kernel looks, ms. */
const POLL = 2;

/**
 * The kernel's end of the journal. An entry that `write` has returned from is in the port, and was written before the kernel was stopped;
 * so whatever a cell has seen the answer of, the observer has. `write` blocks while the observer is too far behind, and for ever once the
 * kernel is stopped: terminating a busy worker may take a browser two seconds.
 */
export class JournalWriter {
  #port: MessagePort;
  /** Undefined where flags do not work. */
  #lease: string | undefined;
  #checked = performance.now();
  #tickets: string[] = [];
  #entries = 0;
  #size = 0;
  #number = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    const lease = raiseFlag();
    if (isRaised(lease)) this.#lease = lease;
    this.#post({ type: "begin", ...(this.#lease && { lease }) });
  }

  write(record: JournalRecord): void {
    if (record.type === "finished") return this.#post(record);
    const ticket = this.#ticket(record);
    this.#post({ ...record, number: ++this.#number, ...(ticket && { ticket }) });
    if (this.#lease !== undefined) this.#waitForCredit();
    else if (ticket) pause(TICKET_ENTRIES); // a slower pace at least, where it can't hear the observer
  }

  #post(message: JournalMessage): void {
    this.#port.postMessage(message);
  }

  #ticket({ entry }: JournaledEntry): string | undefined {
    this.#entries += 1;
    this.#size += entry.kind === "call" ? entry.body.length : 0;
    if (this.#entries < TICKET_ENTRIES && this.#size < TICKET_SIZE) return undefined;
    this.#entries = this.#size = 0;
    const ticket = raiseFlag();
    this.#tickets.push(ticket);
    return ticket;
  }

  #waitForCredit(): void {
    while (this.#tickets.length > TICKETS) {
      if (!isRaised(this.#tickets[0] as string)) this.#tickets.shift();
      else pause(POLL);
      this.#renewLease();
    }
    this.#renewLease();
  }

  #renewLease(): void {
    const now = performance.now();
    if (now - this.#checked <= JOURNAL_LEASE) return;
    this.#checked = now;
    while (!isRaised(this.#lease as string)) pause(POLL); // stopped; a browser ends a worker promptly in the middle of a request
  }
}
