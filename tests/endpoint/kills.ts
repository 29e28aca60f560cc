import assert from "node:assert/strict";
import { Agent, request } from "node:http";
import { Command } from "./command.ts";
import { signed } from "./signed.ts";

const TABLE = {
  TableName: "kept",
  KeySchema: [{ AttributeName: "k", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "k", AttributeType: "S" }],
  BillingMode: "PAY_PER_REQUEST",
};

export interface Kills {
  data: string;
  args?: readonly string[];
  writers?: number;
  /** The longest time, in milliseconds, that an endpoint is left alive. */
  atMost?: number;
  /** Whether to go on, after so many rounds. */
  while: (rounds: number) => boolean;
}

interface Answer {
  status: number;
  body: string;
}

/** Calls over connections that are kept. */
class Client {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  call(operation: string, input: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sending = request(this.#url, { method: "POST", agent: this.#agent, headers: signed(operation) }, (response) => {
        let body = "";
        response.on("data", (chunk) => (body += chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
        response.on("error", reject);
      });
      sending.on("error", reject);
      sending.end(JSON.stringify(input));
    });
  }
}

/** Writes items and counts them in another, one call after the other, until the endpoint is killed. */
class Writer {
  readonly #name: string;
  /** Calls that were answered. */
  items: number;
  count: number;
  #newItems: string[] = [];

  constructor(name: string) {
    this.#name = name;
    this.items = 0;
    this.count = 0;
  }

  async write(client: Client): Promise<void> {
    try {
      for (;;) {
        const key = `${this.#name}-${this.items}`;
        const size = this.items % 40 === 0 ? 100_000 : this.items % 300;
        const put = await client.call("PutItem", { TableName: "kept", Item: { k: { S: key }, v: { S: "x".repeat(size) } } });
        assert.equal(put.status, 200, put.body);
        this.items += 1;
        this.#newItems.push(key);
        const added = await client.call("UpdateItem", {
          TableName: "kept",
          Key: { k: { S: this.#name } },
          UpdateExpression: "ADD n :1",
          ExpressionAttributeValues: { ":1": { N: "1" } },
        });
        assert.equal(added.status, 200, added.body);
        this.count += 1;
      }
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
    }
  }

  /** What was under way may have happened or not. */
  async check(client: Client): Promise<void> {
    const item = await client.call("GetItem", { TableName: "kept", Key: { k: { S: this.#name } } });
    const count = Number(JSON.parse(item.body).Item?.n.N ?? 0);
    assert.ok(count === this.count || count === this.count + 1, `${this.#name}: ${this.count} additions answered, ${count} found`);
    this.count = count;
    for (const key of this.#newItems) {
      const { body } = await client.call("GetItem", { TableName: "kept", Key: { k: { S: key } }, ProjectionExpression: "k" });
      assert.equal(body, `{"Item":{"k":{"S":"${key}"}}}`);
    }
    this.#newItems = [];
  }
}

/** Kills an endpoint while clients write, and checks after each start that no answered call is lost and none was made twice. */
export async function killAgainAndAgain(kills: Kills): Promise<{ rounds: number; answered: number }> {
  const { data, args = [], writers = 4, atMost = 700 } = kills;
  const start = async () => {
    const command = new Command("--port", "0", "--data", data, ...args);
    return { command, client: new Client(await command.url()) };
  };
  let { command, client } = await start();
  await client.call("CreateTable", TABLE);
  const all = Array.from({ length: writers }, (_, index) => new Writer(`w${index}`));
  let rounds = 0;
  for (; kills.while(rounds); rounds += 1) {
    const writing = Promise.all(all.map((writer) => writer.write(client)));
    await new Promise((resolve) => setTimeout(resolve, atMost * (0.2 + 0.8 * Math.random())));
    const [{ errors }] = await Promise.all([command.end("SIGKILL"), writing]);
    assert.equal(errors, "");
    ({ command, client } = await start());
    for (const writer of all) await writer.check(client);
  }
  const { code, errors } = await command.end("SIGTERM");
  assert.equal(code, 0, errors);
  return { rounds, answered: all.reduce((sum, { items, count }) => sum + items + count, 0) };
}
