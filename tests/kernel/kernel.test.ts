import assert from "node:assert/strict";
import { test } from "node:test";
import { CUT_NOTICE, TEXT_LIMIT } from "../../web/model/outputs.ts";
import { TestKernel } from "./notebook-kernel.ts";

const CREATE = JSON.stringify({
  TableName: "books",
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  BillingMode: "PAY_PER_REQUEST",
});
const LIST = ["us-east-2", "DynamoDB_20120810.ListTables", "{}"] as const;

test("a kernel started from another's export has its tables and continues at its time", async () => {
  const first = await TestKernel.start();
  await first.kernel.call("us-east-2", "DynamoDB_20120810.CreateTable", CREATE);
  const now = await first.kernel.advance(3_600_000);
  const state = await first.kernel.export();
  await first.kernel.dispose();
  const second = await TestKernel.start({ state, now });
  assert.deepEqual(JSON.parse((await second.kernel.call(...LIST)).body), { TableNames: ["books"] });
  assert.ok((await second.kernel.now()) >= now);
  await second.kernel.dispose();
});

test("a raw request gets a response and is journaled without a cell", async () => {
  const { kernel, journal } = await TestKernel.start();
  const { status, body } = await kernel.call("us-east-2", "DynamoDB_20120810.DescribeTable", '{"TableName":"books"}');
  assert.equal(status, 400);
  assert.match(body, /ResourceNotFoundException/);
  assert.deepEqual(
    journal.map(({ cell, entry }) => [cell, entry.kind]),
    [[undefined, "call"]],
  );
  await kernel.dispose();
});

test("advance moves the clock that cells see", async () => {
  const { kernel, ...started } = await TestKernel.start();
  const before = await kernel.now();
  assert.ok((await kernel.advance(60_000)) >= before + 60_000);
  assert.deepEqual(
    started.journal.map(({ entry }) => entry.kind),
    ["advance"],
  );
  await kernel.dispose();
});

test("cells of both languages are counted together, including failed ones, and a new kernel starts at 1", async () => {
  const first = await TestKernel.start();
  const ran = [await first.javascript("'a'"), await first.python("nowhere"), await first.python("'b'"), await first.javascript("'c'")];
  assert.deepEqual(
    ran.map(({ executionCount }) => executionCount),
    [1, 2, 3, 4],
  );
  assert.deepEqual(
    ran.flatMap(({ outputs }) => outputs.flatMap((each) => (each.output_type === "execute_result" ? [each.execution_count] : []))),
    [1, 3, 4],
  );
  await first.kernel.dispose();
  const second = await TestKernel.start();
  assert.equal((await second.javascript("1")).executionCount, 1);
  await second.kernel.dispose();
});

test("calls are journaled with the cell and run that made them", async () => {
  const { kernel, journal } = await TestKernel.start();
  const source = `import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
await new DynamoDBClient({}).send(new ListTablesCommand({}))`;
  for (const run of [7, 8]) await kernel.runCell({ id: "list", run, number: 1, language: "javascript", source });
  assert.deepEqual(
    journal.map(({ cell, run }) => [cell, run]),
    [
      ["list", 7],
      ["list", 8],
    ],
  );
  await kernel.dispose();
});

test("Python reports the bytes it has loaded, in order", async () => {
  const started = await TestKernel.start();
  await started.python("1");
  const states = started.events.flatMap((event) => (event.type === "runtime" && event.runtime === "python" ? [event.state] : []));
  const last = states.filter((state) => state.state === "loading").at(-1);
  assert.ok(last && last.loaded === last.total && last.total > 10_000_000);
  assert.deepEqual([...new Set(states.map(({ state }) => state))], ["loading", "starting", "ready"]);
  await started.kernel.dispose();
});

test("files without a place in the working directory are refused by name, and both languages go on", async () => {
  const tested = await TestKernel.start();
  const write = (...names: string[]) => tested.kernel.writeFiles(Object.fromEntries(names.map((name) => [name, new Uint8Array([49])])));
  await assert.rejects(write(".."), /"\.\." is no name for a file/);
  await assert.rejects(write("fine", "a", "a/b"), /both a file "a" and a file "a\/b"/);
  await write("kept/x", "__proto__");
  await assert.rejects(write("kept"), /both a file "kept" and a file "kept\/x"/);
  assert.equal((await tested.python("[open(name).read() for name in ('__proto__', 'kept/x')]")).text, "['1', '1']");
  assert.equal((await tested.javascript("[await readFile('__proto__', 'utf8')]")).text, "[ '1' ]");
  await tested.python("open('made', 'w').close()");
  await assert.rejects(write("made/x"), /no place for the file "made\/x": cells have made/);
  assert.equal((await tested.python("1 + 1")).text, "2");
  await tested.kernel.dispose();
});

test("a failure of the language itself is an error of the cell, with the reason", async () => {
  const tested = await TestKernel.start();
  const { error, executionCount } = await tested.python(
    "from shardbook import cell\n_emit = cell.emit\ndef broken(output):\n  cell.emit = _emit\n  raise MemoryError('no room for this')\ncell.emit = broken\n1",
  );
  assert.match(error.evalue, /no room for this/);
  assert.equal(executionCount, 1);
  assert.equal((await tested.python("1 + 1")).text, "2");
  await tested.kernel.dispose();
});

test("a value or a message of millions of characters is cut, in both languages", async () => {
  const tested = await TestKernel.start();
  for (const ran of [await tested.python("'x' * 3_000_000"), await tested.javascript("'x'.repeat(3_000_000)")]) {
    assert.ok(ran.text?.startsWith("'xxx"));
    assert.equal(ran.text?.slice(TEXT_LIMIT), CUT_NOTICE);
  }
  const long = [
    await tested.python("raise ValueError('x' * 3_000_000)"),
    await tested.javascript("throw new Error('x'.repeat(3_000_000))"),
  ];
  for (const { error } of long) {
    assert.equal(error.evalue.slice(TEXT_LIMIT), CUT_NOTICE);
    assert.ok(error.traceback.join("\n").length <= TEXT_LIMIT + CUT_NOTICE.length);
  }
  await tested.kernel.dispose();
});

test("without a usable snapshot boto3 is imported from the compiled packages", async () => {
  const broken = new TestKernel((host) => ({
    ...host,
    site: (base) => {
      const site = host.site(base);
      const read: typeof site.read = (file, ...rest) =>
        file.endsWith("snapshot.bin") ? Promise.reject(new Error("cut off")) : site.read(file, ...rest);
      return { ...site, read };
    },
  }));
  await broken.start();
  const { text } = await broken.python('import boto3\nboto3.client("dynamodb").list_tables()');
  assert.equal(text, "{'TableNames': []}");
  await broken.kernel.dispose();
});

test("if Python cannot load, its cells say so", async () => {
  const absent = new TestKernel((host) => ({
    ...host,
    site: (base) => ({ ...host.site(base), read: () => Promise.reject(new Error("py/manifest.json: the server answered 404")) }),
  }));
  await absent.start();
  const { error, executionCount } = await absent.python("1");
  assert.equal(executionCount, null);
  assert.match(error.evalue, /Python did not load.*404/);
  assert.equal((await absent.javascript("1")).text, "1");
  await absent.kernel.dispose();
});
