/** From opening the page to the first calls, in Chromium: a first visit, then one with the HTTP cache. */
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { book, openSite } from "../page/browser.ts";

const LIST_TABLES = {
  javascript: `import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
(await new DynamoDBClient({ region: "us-east-2" }).send(new ListTablesCommand({}))).TableNames`,
  python: `import boto3
boto3.client("dynamodb", region_name="us-east-2").list_tables()["TableNames"]`,
};
const HUNDRED_PUTS = `import boto3, time
client = boto3.client("dynamodb", region_name="us-east-2")
client.create_table(TableName="bench", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
                    AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}])
times = []
for i in range(300):
    started = time.perf_counter()
    client.put_item(TableName="bench", Item={"pk": {"S": str(i)}})
    times.append(time.perf_counter() - started)
sorted(times)[len(times) // 2] * 1000`;

const cell = (id: string, language: string, source: string) => ({
  cell_type: "code" as const,
  id,
  source,
  metadata: { shardbook: { language } },
  outputs: [],
  execution_count: null,
});
const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [cell("js", "javascript", LIST_TABLES.javascript), cell("py", "python", LIST_TABLES.python), cell("puts", "python", HUNDRED_PUTS)],
};

const site = await openSite();
const context = await site.browser.newContext();
await context.addInitScript("globalThis.__name = (value) => value");
for (const visit of ["first visit", "HTTP cache"]) {
  const page = await context.newPage();
  await page.goto(site.url);
  const times = await book(page).evaluate(async (element: ShardBook, content) => {
    await element.load(content);
    await element.runCell(0);
    const javascript = performance.now();
    await element.runCell(1);
    const boto3 = performance.now();
    const { outputs } = await element.runCell(2);
    const put = Number((outputs[0]?.data as Record<string, string> | undefined)?.["text/plain"]);
    const before = performance.now();
    await element.stop();
    await element.runCell(1);
    return { javascript, boto3, put, stop: performance.now() - before };
  }, notebook);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  console.log(
    `Page, ${visit}: first JavaScript call ${seconds(times.javascript)}, first boto3 call ${seconds(times.boto3)}, ` +
      `boto3 PutItem ${times.put.toFixed(2)} ms (median), Stop to boto3 again ${seconds(times.stop)}`,
  );
  await page.close();
}
await site.close();
