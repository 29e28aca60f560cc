import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { book, openSite, type Site } from "./browser.ts";

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Calls the page's engine as a cell would; a refusal is an answer too. */
function call(page: Page, operation: string, body: object): Promise<Record<string, unknown>> {
  const service = /Stream|Shard|Records/.test(operation) ? "DynamoDBStreams_20120810" : "DynamoDB_20120810";
  return book(page).evaluate(
    async (element: ShardBook, [target, input]) => {
      await element.ready;
      const { body: answer } = await element.call(target, input, { region: "us-east-2" });
      return answer as Record<string, unknown>;
    },
    [`${service}.${operation}`, body] as const,
  );
}

const item = (id: string) => ({ TableName: "books", Item: { id: { S: id } } });
const stream = (page: Page): Locator => page.locator("shardbook-stream-drawing");
const settled = (page: Page) => page.waitForTimeout(1_200);

async function createBooks(page: Page, more: object = { BillingMode: "PAY_PER_REQUEST" }): Promise<void> {
  await call(page, "CreateTable", {
    TableName: "books",
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    ...more,
  });
  await call(page, "DescribeTable", { TableName: "books" });
  await settled(page);
}

async function putMany(page: Page, count: number): Promise<void> {
  for (let from = 0; from < count; from += 25) {
    const ids = [...Array(Math.min(25, count - from)).keys()].map((at) => `item ${from + at}`);
    await call(page, "BatchWriteItem", { RequestItems: { books: ids.map((id) => ({ PutRequest: { Item: { id: { S: id } } } })) } });
  }
}

async function shardsOf(page: Page): Promise<{ StreamArn: string; ids: string[] }> {
  const { Streams } = await call(page, "ListStreams", { TableName: "books" });
  const { StreamArn } = (Streams as { StreamArn: string }[])[0] ?? assert.fail("no stream");
  const { StreamDescription } = await call(page, "DescribeStream", { StreamArn });
  return { StreamArn, ids: (StreamDescription as { Shards: { ShardId: string }[] }).Shards.map(({ ShardId }) => ShardId) };
}

async function advance(page: Page, minutes: number): Promise<void> {
  await book(page).evaluate((element: ShardBook, ms) => element.clock.advance(ms), minutes * 60_000);
  await settled(page);
}

interface Frame {
  flights: { x: number; y: number }[];
  /** Where the flights began. */
  begun: { x: number; y: number }[];
  ghosts: { x: number; y: number }[];
  /** By order: the middle of each record that can be seen. */
  records: Record<string, { x: number; y: number }>;
  /** "read 3", "write 2", "refused 1". */
  lit: string[];
}

/** Puts an item in the page and looks at every frame of the time given. */
function frames(page: Page, operation: string, body: object, ms = 1_100): Promise<Frame[]> {
  return book(page).evaluate(
    async (element: ShardBook, { target, body, ms }) => {
      const find = (root: ParentNode, name: string): Element | undefined => {
        for (const each of root.querySelectorAll("*")) {
          const found = each.localName === name ? each : each.shadowRoot && find(each.shadowRoot, name);
          if (found) return found;
        }
        return undefined;
      };
      const root = find(document, "shardbook-stream-drawing")?.shadowRoot as ShadowRoot;
      const middle = (each: Element) => {
        const { x, y, width, height } = each.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      };
      const visible = (each: Element) => getComputedStyle(each).opacity !== "0";
      const beginning = (flight: Element) => {
        const frames = flight.getAnimations().flatMap(({ effect }) => (effect as KeyframeEffect).getKeyframes());
        const { e = 0, f = 0 } = (flight.parentElement as unknown as SVGGElement).getScreenCTM() ?? {};
        const [x = 0, y = 0] = (String(frames.find(({ transform }) => transform)?.transform).match(/-?[\d.]+/g) ?? []).map(Number);
        return { x: e + x, y: f + y };
      };
      const look = () => ({
        begun: [...root.querySelectorAll(".flight")].map(beginning),
        flights: [...root.querySelectorAll(".flight")].filter(visible).map(middle),
        ghosts: [...root.querySelectorAll(".ghost")].map(middle),
        records: Object.fromEntries(
          [...root.querySelectorAll<SVGElement>("[data-order]")].flatMap((each) => {
            const shape = each.querySelector(".shape");
            return shape && visible(shape) ? [[each.dataset.order ?? "", middle(shape)]] : [];
          }),
        ),
        lit: [...root.querySelectorAll<SVGElement>(".arc")].flatMap((arc) =>
          ["read", "write", "refused"]
            .filter((kind) => (arc.querySelector(`.${kind}`)?.getAnimations().length ?? 0) > 0)
            .map((kind) => `${kind} ${arc.dataset.partition}`),
        ),
      });
      const seen = [];
      const begin = performance.now();
      void element.call(target, body, { region: "us-east-2" });
      while (performance.now() - begin < ms) {
        await new Promise(requestAnimationFrame);
        seen.push(look());
      }
      return seen;
    },
    { target: `DynamoDB_20120810.${operation}`, body, ms },
  );
}

test("a new table shows neither trim horizon nor break; five minutes later there is a break before the next record", async () => {
  const { page, complaints } = await site.visit();
  await createBooks(page);
  await call(page, "PutItem", item("a"));
  await settled(page);
  assert.equal(await stream(page).locator(".trim, .break").count(), 0);
  assert.doesNotMatch(await stream(page).locator("svg").first().innerHTML(), /24 h/);
  await advance(page, 5);
  await call(page, "PutItem", item("b"));
  await settled(page);
  assert.deepEqual(await stream(page).locator(".break text").allTextContents(), ["5 min"]);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`a record flies from its arc to the slot where a ghost waits; nothing else moves (${width} px)`, async () => {
    const { page } = await site.visit({ width, height });
    if (width < 900) await page.getByRole("tab", { name: "Stream" }).click();
    await createBooks(page);
    for (const id of ["a", "b"]) await call(page, "PutItem", item(id));
    await settled(page);
    const seen = await frames(page, "PutItem", item("c"));
    const end = seen.at(-1) as Frame;
    const earlier = Object.keys(seen[0]?.records ?? {});
    const landed = Object.keys(end.records).find((order) => !earlier.includes(order)) ?? assert.fail("no new record");
    const slot = end.records[landed] ?? assert.fail("not drawn");
    const near = (place: { x: number; y: number } | undefined) => place && Math.hypot(place.x - slot.x, place.y - slot.y) < 3;
    for (const { records } of seen) for (const order of earlier) assert.deepEqual(records[order], seen[0]?.records[order]);
    for (const { records } of seen) assert.ok(!records[landed] || near(records[landed]), "it is drawn where it stays");
    const inFlight = seen.filter(({ flights }) => flights.length > 0);
    assert.ok(inFlight.length > 1, `${inFlight.length} frames of flight`);
    assert.ok(inFlight.every(({ ghosts }) => ghosts.length === 1 && near(ghosts[0])));
    const along = width < 900 ? "y" : "x";
    const arcs = await stream(page).locator("svg.arcs").boundingBox();
    assert.ok((inFlight[0]?.begun[0]?.[along] ?? 0) > (arcs?.[along] ?? 0), "it comes from the arc");
    assert.deepEqual([end.flights, end.ghosts], [[], []]);
    await page.context().close();
  });
}

test("Space holds flying records in their places, and lets them go on", async () => {
  const { page } = await site.visit();
  await createBooks(page);
  await stream(page).locator(".lanes").focus();
  await putMany(page, 25);
  await stream(page).locator(".flight").first().waitFor({ state: "attached" });
  await page.keyboard.press("Space");
  const flights = stream(page).locator(".flight");
  const places = async () => Promise.all((await flights.all()).map((flight) => flight.boundingBox()));
  const held = await places();
  await page.waitForTimeout(900);
  assert.deepEqual(await places(), held);
  assert.ok(held.length > 0);
  await page.keyboard.press("Space");
  await page.waitForTimeout(3_000);
  assert.equal(await stream(page).locator(".flight").count(), 0);
  await page.context().close();
});

test("a batch arrives one after the other in its order; reduced motion does without flights", async () => {
  const { page } = await site.visit();
  await createBooks(page);
  const requests = [...Array(20).keys()].map((at) => ({ PutRequest: { Item: { id: { S: `item ${at}` } } } }));
  const seen = await frames(page, "BatchWriteItem", { RequestItems: { books: requests } }, 3_500);
  const counts = seen.map(({ records }) => Object.keys(records).length);
  assert.ok(new Set(counts).size > 5, "not all at once");
  assert.equal(counts.at(-1), 20);
  for (const { records } of seen) {
    const orders = Object.keys(records).map(Number);
    assert.ok(orders.length === 0 || Math.max(...orders) - Math.min(...orders) === orders.length - 1, "in order");
  }
  await page.emulateMedia({ reducedMotion: "reduce" });
  const still = await frames(page, "PutItem", item("still"));
  assert.ok(still.every(({ flights, ghosts }) => flights.length + ghosts.length === 0));
  await page.context().close();
});

test("a split keeps its parent in sight, with its name, and says why the children came", async () => {
  const { page } = await site.visit();
  await createBooks(page, { ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } });
  await call(page, "UpdateTable", { TableName: "books", BillingMode: "PAY_PER_REQUEST" });
  await settled(page);
  const drawing = stream(page);
  assert.equal(await drawing.locator(".caption").textContent(), "P1 split into P2–P5: the table went on-demand");
  assert.equal(await drawing.locator(".cap").count(), 1);
  assert.match((await drawing.locator(".lane-label").first().textContent()) ?? "", /^\s*P1 ….{8}/);
  assert.match((await page.locator("shardbook-stream ol").textContent()) ?? "", /P1 split into P2–P5: the table went on-demand/);
  await page.context().close();
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`lanes carry their ids as the API's answers end, at the visible edge; the strip has them whole (${width} px)`, async () => {
    const { page } = await site.visit({ width, height });
    if (width < 900) await page.getByRole("tab", { name: "Stream" }).click();
    await createBooks(page);
    await putMany(page, 90);
    await settled(page);
    const { ids } = await shardsOf(page);
    const labels = stream(page).locator(".lane-label .id");
    assert.deepEqual(
      await labels.allTextContents(),
      ids.map((id) => `…${id.slice(-8)}`),
    );
    const lanes = (await stream(page).locator(".lanes").boundingBox()) ?? assert.fail("no lanes");
    for (const label of await labels.all()) {
      const box = (await label.boundingBox()) ?? assert.fail("no label");
      assert.ok(box.x >= lanes.x && box.y >= lanes.y && box.x < lanes.x + lanes.width && box.y < lanes.y + lanes.height);
    }
    assert.equal(await page.locator("shardbook-stream header").getByRole("button", { name: "Log" }).count(), 1);
    await labels.first().click();
    assert.equal(await page.locator("shardbook-stream .strip .copyable .mono").textContent(), ids[0]);
    await stream(page).locator("[data-order]").last().click();
    const strip = (await page.locator("shardbook-stream .strip").textContent()) ?? "";
    assert.match(strip, /SequenceNumber\s*\d{21}/);
    assert.ok(ids.some((id) => strip.includes(id)));
    await page.context().close();
  });
}

test("a reader out of sight is named at the edge, and a click goes there", async () => {
  const { page } = await site.visit();
  await createBooks(page);
  await putMany(page, 90);
  const { StreamArn, ids } = await shardsOf(page);
  const request = { StreamArn, ShardId: ids[0], ShardIteratorType: "TRIM_HORIZON" };
  const { ShardIterator } = await call(page, "GetShardIterator", request);
  await settled(page);
  await stream(page).getByRole("button", { name: "reader A earlier: go there" }).click();
  await settled(page);
  const cursor = (await stream(page).locator('[data-reader="A"] .cursor').boundingBox()) ?? assert.fail("no cursor");
  const lanes = (await stream(page).locator(".lanes").boundingBox()) ?? assert.fail("no lanes");
  assert.ok(cursor.x >= lanes.x && cursor.x < lanes.x + lanes.width);
  assert.equal(await stream(page).locator(".edge-chip.before").count(), 0);
  const { NextShardIterator } = await call(page, "GetRecords", { ShardIterator });
  await call(page, "GetRecords", { ShardIterator: NextShardIterator });
  await settled(page);
  await stream(page).locator('[data-reader="A"] .flag').click({ force: true });
  assert.match(
    (await page.locator("shardbook-stream .strip").textContent()) ?? "",
    /Reader A · TRIM_HORIZON · \d+ of \d+ · 1 empty poll · 1[45]:\d\d left/,
  );
  await page.context().close();
});

test("a day in which nothing was written is folded, says how many generations are in it, and opens by a click", async () => {
  const { page } = await site.visit();
  await createBooks(page);
  await call(page, "PutItem", item("a"));
  await advance(page, 16 * 60);
  const drawing = stream(page);
  assert.equal(await drawing.locator("g.shard").count(), 8);
  assert.equal(await drawing.locator(".fold text").textContent(), "12 h, 3 empty generations");
  await drawing.locator(".fold text").click();
  assert.equal(await drawing.locator("g.shard").count(), 20);
  await page.context().close();
});

test("Get lights one arc, Scan all; a refused write bounces off the one it was charged to, and is in the log", async () => {
  const { page } = await site.visit();
  await createBooks(page);
  await call(page, "PutItem", item("a"));
  await settled(page);
  const lit = async (operation: string, body: object) => {
    const seen = await frames(page, operation, { TableName: "books", ...body });
    assert.deepEqual(seen.at(-1)?.lit, [], "gone again");
    return [...new Set(seen.flatMap((frame) => frame.lit))].sort();
  };
  const [read, ...others] = await lit("GetItem", { Key: { id: { S: "a" } } });
  assert.match(read ?? "", /^read \d$/);
  assert.deepEqual(others, []);
  assert.deepEqual(await lit("Scan", {}), ["read 1", "read 2", "read 3", "read 4"]);
  const refused = await lit("PutItem", { ...item("a"), ConditionExpression: "attribute_not_exists(id)" });
  assert.deepEqual(refused, [read?.replace("read", "refused")]);
  assert.match((await page.locator("shardbook-stream ol").textContent()) ?? "", /PutItem refused: ConditionalCheckFailed/);
  assert.equal(await stream(page).locator("[data-order]").count(), 1);
  await page.context().close();
});

test("a deleted table's stream says that it can still be read, where the arcs were", async () => {
  const { page } = await site.visit();
  await createBooks(page);
  await call(page, "PutItem", item("a"));
  await call(page, "DeleteTable", { TableName: "books" });
  await call(page, "ListTables", {});
  await settled(page);
  const text = await stream(page).locator("svg.arcs text").allTextContents();
  assert.equal(text.join(" "), "Table deleted: the stream can be read for 24 h");
  await page.context().close();
});
