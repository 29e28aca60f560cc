import type { Page } from "playwright-core";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { book } from "./browser.ts";
import { notebookOf } from "./notebook-of.ts";

export type LoopLanguage = "javascript" | "python";

/** Endless puts into one table; after each, its number goes out on a BroadcastChannel, which no Stop silences. */
const LOOPS: Record<LoopLanguage, (table: string, size: number) => string> = {
  javascript: (table, size) => `import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
const client = new DynamoDBClient({ region: "us-east-1" }), told = new BroadcastChannel("finished");
for (let n = 0; ; n++) {
  await client.send(new PutItemCommand({ TableName: "${table}", Item: { pk: { S: String(n) }, v: { S: "x".repeat(${size}) } } }));
  told.postMessage(n);
}`,
  python: (table, size) => `import boto3, itertools, js
client, told = boto3.client("dynamodb", region_name="us-east-1"), js.BroadcastChannel.new("finished")
for n in itertools.count():
    client.put_item(TableName="${table}", Item={"pk": {"S": str(n)}, "v": {"S": "x" * ${size}}})
    told.postMessage(n)`,
};

const call = (page: Page, operation: string, body: object) =>
  book(page).evaluate((element: ShardBook, [target, content]) => element.call(target as string, content), [
    `DynamoDB_20120810.${operation}`,
    body,
  ] as const) as Promise<{ status: number; body: { Count: number; LastEvaluatedKey?: object } }>;

/** Runs the loop, stops it in the middle, and counts what its program saw finished and what the tables kept. */
export async function stopPutLoop(page: Page, language: LoopLanguage, size: number, delay: number) {
  const table = `t${Math.random().toString(36).slice(2)}`;
  await call(page, "CreateTable", {
    TableName: table,
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  const notebook = notebookOf([language, LOOPS[language](table, size)]);
  const took = await book(page).evaluate(
    async (element: ShardBook, { notebook, delay }) => {
      const finished = { count: 0 };
      Object.assign(globalThis, { finished });
      new BroadcastChannel("finished").onmessage = ({ data }) => {
        finished.count = Math.max(finished.count, (data as number) + 1);
      };
      await element.load(notebook);
      void element.runCell(0);
      while (finished.count === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, delay));
      const pressed = performance.now();
      await element.stop();
      return performance.now() - pressed;
    },
    { notebook, delay },
  );
  await page.waitForTimeout(300); // whatever the stopped cell might still do
  const finished = await page.evaluate(() => (globalThis as unknown as { finished: { count: number } }).finished.count);
  let kept = 0;
  let start: object | undefined;
  do {
    const { body } = await call(page, "Scan", { TableName: table, Select: "COUNT", ...(start && { ExclusiveStartKey: start }) });
    kept += body.Count;
    start = body.LastEvaluatedKey;
  } while (start);
  await call(page, "DeleteTable", { TableName: table });
  return { finished, kept, took };
}
