/** node --import tsx examples/node-script.ts: uses the engine as a package, through the AWS SDK and without a server. */
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { createEngine } from "../wasm/load.ts";
import { engineRequestHandler } from "../wasm/sdk-handler.ts";

const TableName = "measurements";

const engine = await createEngine();
const client = new DynamoDBClient({
  region: "eu-central-1",
  credentials: { accessKeyId: "any", secretAccessKey: "any" },
  requestHandler: engineRequestHandler(engine),
});
const documents = DynamoDBDocumentClient.from(client);

await client.send(
  new CreateTableCommand({
    TableName,
    AttributeDefinitions: [
      { AttributeName: "Station", AttributeType: "S" },
      { AttributeName: "Hour", AttributeType: "N" },
    ],
    KeySchema: [
      { AttributeName: "Station", KeyType: "HASH" },
      { AttributeName: "Hour", KeyType: "RANGE" },
    ],
    BillingMode: "PAY_PER_REQUEST",
  }),
);
await waitUntilTableExists({ client, maxWaitTime: 60 }, { TableName });

for (const Station of ["Zürich", "Łódź"]) {
  for (let Hour = 0; Hour < 24; Hour++) {
    await documents.send(new PutCommand({ TableName, Item: { Station, Hour, Celsius: 10 - Math.abs(Hour - 14) } }));
  }
}

const { Items = [], ConsumedCapacity } = await documents.send(
  new QueryCommand({
    TableName,
    KeyConditionExpression: "Station = :station AND #hour BETWEEN :from AND :to",
    ExpressionAttributeNames: { "#hour": "Hour" },
    ExpressionAttributeValues: { ":station": "Zürich", ":from": 12, ":to": 15 },
    ReturnConsumedCapacity: "TOTAL",
  }),
);
for (const { Hour, Celsius } of Items) console.log(`Zürich, ${Hour}:00, ${Celsius} °C`);
console.log(`${Items.length} items for ${ConsumedCapacity?.CapacityUnits} read units`);

engine.dispose();
