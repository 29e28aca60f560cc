import type { ItemJson } from "../../wasm/events.ts";
import type { CallRecord } from "../../web/model/call-record.ts";
import { type Charge, created, type Happening, Journal, part, TABLE_ID, tableStatus, WHOLE } from "./journal.ts";

interface Book {
  shard: number;
  hash: string;
  item: ItemJson;
}

const book = (author: string, title: string, place: number, more: ItemJson = {}): Book => {
  const digits = Math.floor(place * 2 ** 52).toString(16);
  const hash = `${digits.padStart(13, "0")}a3f`;
  return { shard: 2 + Math.floor(place * 4), hash, item: { Author: { S: author }, Title: { S: title }, ...more } };
};
const rating = (text: string): ItemJson => ({ Rating: { N: text } });
const editions = (...SS: string[]): ItemJson => ({ Editions: { SS } });

/** The books of the introduction notebook, in the order its cells write them. */
export const BOOKS = [
  book("Heiwad", "The Guide to Travel and Crab Cakes", 0.65, { Year: { N: "2022" } }),
  book("Jill", "Ice Cream Part 2", 0.11),
  book("Mary Wollstonecraft Shelley", "Frankenstein", 0.17, { Year: { N: "1997" } }),
  book("H.G. Wells", "The Time Machine", 0.36, { ...rating("5"), ...editions("Audiobook", "Kindle") }),
  book("H.G. Wells", "The War of the Worlds", 0.36, { ...rating("5"), ...editions("Paperback") }),
  book("H.G. Wells", "The Invisible Man", 0.36, { ...rating("4"), ...editions("Kindle", "Paperback") }),
  book("Herman Melville", "Moby Dick", 0.93, { ...rating("3"), ...editions("Hardcover", "Kindle", "Paperback") }),
  book("Charlotte Brontë", "Jane Eyre", 0.8, { ...rating("4"), ...editions("Audiobook", "Kindle") }),
  book("Oscar Wilde", "The Picture of Dorian Gray", 0.31, { ...rating("4"), ...editions("Hardcover", "Kindle") }),
  book("Jane Austen", "Pride and Prejudice", 0.06, { ...rating("5"), ...editions("Kindle") }),
  book("Jane Austen", "Emma", 0.06, rating("3")),
  book("Franz Kafka", "The Castle", 0.55),
  book("Mark Twain", "Adventures of Huckleberry Finn", 0.72, { ...rating("5"), Big: { N: "1234567890123456789012345678901234567.8" } }),
  book("Lewis Carroll", "Alice in Wonderland", 0.97, { Tags: { L: [{ S: "dream" }, { BOOL: true }, { NULL: true }] } }),
] as const;

const keysOf = ({ Author, Title }: ItemJson): ItemJson => ({ Author, Title }) as ItemJson;
const insert = (journal: Journal, { shard, hash, item }: Book, transaction?: number): Happening[] =>
  journal.write("INSERT", shard, hash, { keys: keysOf(item), new: item }, transaction);

/** What the introduction's cells do: create, split, put, batch, update, fail an update, transact, delete, read the stream. */
export function seedCourse(): CallRecord[] {
  const journal = new Journal();
  openTable(journal);
  writeBooks(journal);
  changeBooks(journal);
  readStream(journal);
  return journal.records;
}

function openTable(journal: Journal): void {
  journal.call("CreateTable", [...created, journal.opened(1, WHOLE)], { cell: "create" });
  journal.call("DescribeTable", [tableStatus("ACTIVE")], { cell: "create" });
  const quarters = [0, 1, 2, 3].map((at) => ({ number: at + 2, range: part(at, 4) }));
  const partitions = quarters.map(
    ({ number, range }): Happening => ({
      type: "partition-opened",
      table: "books",
      tableId: TABLE_ID,
      partition: String(number),
      parent: "1",
      items: 0,
      ...range,
    }),
  );
  const shards = quarters.map(({ number, range }) => journal.opened(number, range, 1));
  journal.call("UpdateTable", [...partitions, journal.closed(1), ...shards], { cell: "on-demand" });
}

function writeBooks(journal: Journal): void {
  for (const [at, cell] of ["put", "put-condition", "put-year"].entries()) {
    const written = BOOKS[at] as Book;
    const request = JSON.stringify({ TableName: "books", Item: written.item });
    journal.call("PutItem", insert(journal, written), { cell, consumed: [[String(written.shard), 0, 1]], request });
  }
  const batch = BOOKS.slice(3);
  journal.call(
    "BatchWriteItem",
    batch.flatMap((each) => insert(journal, each)),
    { cell: "batch", consumed: [2, 3, 4, 5].map((at): Charge => [String(at), 0, batch.filter(({ shard }) => shard === at).length]) },
  );
}

function changeBooks(journal: Journal): void {
  const moby = BOOKS[6];
  const better = { ...moby.item, ...rating("5"), Version: { N: "2" } };
  const best = { ...moby.item, ...rating("1"), Version: { N: "3" } };
  const keys = keysOf(moby.item);
  journal.call("GetItem", [], { cell: "get", consumed: [["3", 0.5, 0]], counts: [1, 1] });
  journal.call("Query", [], { cell: "query", consumed: [["3", 0.5, 0]], counts: [2, 3] });
  journal.call("Scan", [], { cell: "scan", consumed: [2, 3, 4, 5].map((at): Charge => [String(at), 0.5, 0]), counts: [5, 14] });
  journal.call("UpdateItem", journal.write("MODIFY", 5, moby.hash, { keys, old: moby.item, new: better }), {
    cell: "update",
    consumed: [["5", 0, 1]],
  });
  journal.call("UpdateItem", journal.write("MODIFY", 5, moby.hash, { keys, old: better, new: best }), {
    cell: "condition",
    consumed: [["5", 0, 1]],
  });
  const response =
    '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed"}';
  journal.call("UpdateItem", [], {
    cell: "condition",
    consumed: [["5", 0, 1]],
    error: "ConditionalCheckFailedException",
    response,
  });
  const ahab = book("Captain Ahab", "Tales from the bottom of the Sea", 0.58, rating("3"));
  const whale = book("The Whale", "Winning", 0.79, rating("5"));
  journal.call("TransactWriteItems", [...insert(journal, ahab, 1), ...insert(journal, whale, 1)], {
    cell: "transaction",
    consumed: [
      ["4", 0, 3],
      ["5", 0, 3],
    ],
  });
  const castle = BOOKS[11];
  journal.call("DeleteItem", journal.write("REMOVE", 4, castle.hash, { keys: keysOf(castle.item), old: castle.item }), {
    cell: "delete",
    consumed: [["4", 0, 1]],
  });
}

function readStream(journal: Journal): void {
  const jill = BOOKS[1];
  journal.call("GetShardIterator", [journal.reader("A", 2, "TRIM_HORIZON")], { cell: "read" });
  journal.call("GetRecords", [journal.reader("A", 2, "TRIM_HORIZON", "100000000000000000009", 2)], { cell: "read", counts: [2, 2] });
  journal.call("GetShardIterator", [journal.reader("B", 5, "LATEST")], { cell: "read" });
  journal.call("DeleteItem", journal.write("REMOVE", 2, jill.hash, { keys: keysOf(jill.item), old: jill.item }), {
    cell: "read",
    consumed: [["2", 0, 1]],
  });
}

/** Returns the table's items at the end, in hash order. */
export function seedItems(): { hash: string; partition: string; item: ItemJson }[] {
  const items = new Map<string, { hash: string; partition: string; item: ItemJson }>();
  for (const event of seedCourse().flatMap(({ events }) => events)) {
    if (event.type !== "item-written") continue;
    const key = JSON.stringify(event.keys);
    if (event.new) items.set(key, { hash: event.hash, partition: event.partition, item: event.new });
    else items.delete(key);
  }
  return [...items.values()].sort((left, right) => (left.hash < right.hash ? -1 : 1));
}
