/** The requests that every peer answers, as JSON text: items of 1 KB in a table with a compound key. */

export const ITEMS_A_KEY = 100;

export const createTable = JSON.stringify({
  TableName: "bench",
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "sk", AttributeType: "S" },
  ],
  BillingMode: "PAY_PER_REQUEST",
});

export const item = (index: number) => ({
  ...key(index),
  name: { S: "Moby Dick" },
  rating: { N: `${index % 5}.5` },
  fill: { S: "x".repeat(950) },
});

const key = (index: number) => ({
  pk: { S: `author-${Math.floor(index / ITEMS_A_KEY)}` },
  sk: { S: `title-${String(index % ITEMS_A_KEY).padStart(4, "0")}` },
});

export const putItem = (index: number) => JSON.stringify({ TableName: "bench", Item: item(index) });
export const getItem = (index: number) => JSON.stringify({ TableName: "bench", Key: key(index) });
export const query = (index: number) =>
  JSON.stringify({
    TableName: "bench",
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": { S: `author-${Math.floor(index / ITEMS_A_KEY)}` } },
  });
export const batchWriteItem = (from: number) =>
  JSON.stringify({ RequestItems: { bench: Array.from({ length: 25 }, (_, at) => ({ PutRequest: { Item: item(from + at) } })) } });
