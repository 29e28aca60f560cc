/** From opening the page to the first calls, in Chromium: a first visit, then one with a warm HTTP cache. */
import type { IOutput } from "@jupyterlab/nbformat";
import type { BrowserContext } from "playwright-core";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { startSealedKernel } from "../../web/headless/process.ts";
import { book, openSite } from "../page/browser.ts";
import { atMost, type Section } from "./report.ts";

const LIST_TABLES = {
  javascript: `import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
(await new DynamoDBClient({ region: "us-east-2" }).send(new ListTablesCommand({}))).TableNames`,
  python: `import boto3
boto3.client("dynamodb", region_name="us-east-2").list_tables()["TableNames"]`,
};
/** Shows the median and the sum of their times, in milliseconds. */
const THOUSAND_PUTS = `import boto3, time
client = boto3.client("dynamodb", region_name="us-east-2")
client.create_table(TableName="bench", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
                    AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}])
times = []
for i in range(1000):
    started = time.perf_counter()
    client.put_item(TableName="bench", Item={"pk": {"S": str(i)}})
    times.append(time.perf_counter() - started)
[sorted(times)[len(times) // 2] * 1000, sum(times) * 1000]`;

const MOST_AGAINST_NODE = 1.5;

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
  cells: [
    cell("js", "javascript", LIST_TABLES.javascript),
    cell("py", "python", LIST_TABLES.python),
    cell("puts", "python", THOUSAND_PUTS),
  ],
};

interface Visit {
  /** Milliseconds. */
  javascript: number;
  boto3: number;
  put: number;
  puts: number;
  stop: number;
}

/** The same kernel, without a page that shows what it does. */
async function putsInNode(): Promise<number> {
  let shown = "";
  const kernel = await startSealedKernel((event) => {
    if (event.type === "outputs") shown += event.outputs.map(plainText).join("");
  }, false);
  await kernel.call.start({ base: kernel.base, python: "eager" });
  await kernel.call.runCell({ id: "puts", run: 1, number: 1, language: "python", source: THOUSAND_PUTS });
  kernel.end();
  return timesIn(shown)[1];
}

function plainText({ data }: IOutput): string {
  return (data as Record<string, string> | undefined)?.["text/plain"] ?? "";
}

const timesIn = (shown: string) => JSON.parse(shown) as [median: number, sum: number];

export async function page(): Promise<Section> {
  const site = await openSite();
  const context = await site.browser.newContext();
  await context.addInitScript("globalThis.__name = (value) => value");
  const first = await visit(context, site.url);
  const again = await visit(context, site.url);
  await site.close();
  const inNode = await putsInNode();
  const slower = Math.min(first.puts, again.puts) / inNode;
  const row = (title: string, figure: keyof Visit, most: number, mostCached = most) => ({
    title,
    figures: [first[figure], again[figure]],
    budgets: [atMost("first", first[figure], most, " ms"), atMost("cached", again[figure], mostCached, " ms")],
  });
  return {
    title: "Page: milliseconds",
    columns: ["first visit", "HTTP cache"],
    rows: [
      row("opened to first JavaScript call", "javascript", 1000),
      row("opened to first boto3 call", "boto3", 2000, 1200),
      row("boto3 PutItem, median", "put", 1.5),
      {
        title: "1,000 boto3 PutItem",
        figures: [first.puts, again.puts],
        budgets: [atMost("against Node's", slower, MOST_AGAINST_NODE, " x")],
      },
      row("Stop to boto3 again", "stop", 1200),
    ],
    notes: [`Node, without a page, takes ${Math.round(inNode)} ms for 1,000 PutItem.`],
  };
}

async function visit(context: BrowserContext, url: string): Promise<Visit> {
  const page = await context.newPage();
  await page.goto(url);
  const times = await book(page).evaluate(async (element: ShardBook, content) => {
    await element.load(content);
    await element.runCell(0);
    const javascript = performance.now();
    await element.runCell(1);
    const boto3 = performance.now();
    const { outputs } = await element.runCell(2);
    const before = performance.now();
    await element.stop();
    await element.runCell(1);
    return { javascript, boto3, output: outputs[0], stop: performance.now() - before };
  }, notebook);
  await page.close();
  const { output, ...others } = times;
  const [put, puts] = timesIn(plainText(output as IOutput));
  return { ...others, put, puts };
}
