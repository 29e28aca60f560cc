import { createEngine } from "../../wasm/load.ts";
import type { Item } from "./naive-value.ts";
import { placeholdersIn } from "./random-expressions.ts";

export type Answer = { status: number; body: { __type?: string; message?: string; Item?: Item; Attributes?: Item } };

/** An engine with one table "tab". Requests carry the placeholders that their expressions use. */
export async function expressionEngine() {
  const engine = await createEngine();
  const call = (operation: string, body: object): Answer => {
    const request = { TableName: "tab", ...body };
    const answer = engine.handle({ region: "us-east-1", target: `DynamoDB_20120810.${operation}`, body: JSON.stringify(request) });
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
  call("CreateTable", {
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  const placeholders = (...expressions: string[]) => {
    const { names, values } = placeholdersIn(expressions.join(" "));
    return {
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    };
  };
  return { call, placeholders };
}

/** Strips a refusal of its context and of what this reading leaves open: where a syntax error is, which bounds are wrong. */
export function refusalIn(message: string): string {
  const text = message.replace(/^1 validation error detected: /, "").replace(/^Invalid \w+Expression: /, "");
  return text.startsWith("Syntax error") || text.startsWith("The BETWEEN operator") ? text.replace(/;.*/s, "") : text;
}
