/** The requests sent to every subject, as JSON text: items of 1 KB, or small ones, in a table with a composite key. */

export const ITEMS_A_KEY = 100;
export const TABLE = "bench";

export const createTable = JSON.stringify({
  TableName: TABLE,
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

const partitionKey = (index: number) => ({ S: `author-${Math.floor(index / ITEMS_A_KEY)}` });
const key = (index: number) => ({ pk: partitionKey(index), sk: { S: `title-${String(index % ITEMS_A_KEY).padStart(4, "0")}` } });
const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

export const smallItem = (index: number) => ({ ...key(index), name: { S: "Moby Dick" }, rating: { N: `${index % 5}.5` } });
export const item = (index: number) => ({ ...smallItem(index), fill: { S: "x".repeat(950) } });

export const putItem = (index: number) => JSON.stringify({ TableName: TABLE, Item: item(index) });
export const getItem = (index: number) => JSON.stringify({ TableName: TABLE, Key: key(index) });
export const updateItem = (index: number) =>
  JSON.stringify({
    TableName: TABLE,
    Key: key(index),
    UpdateExpression: "SET rating = :rating",
    ExpressionAttributeValues: { ":rating": { N: `${index % 7}.25` } },
  });
/** One page: all items of one partition key. */
export const query = (index: number) =>
  JSON.stringify({
    TableName: TABLE,
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": partitionKey(index) },
  });
export const scan = () => JSON.stringify({ TableName: TABLE });
export const batchWriteItem = (from: number, make: (index: number) => object = item) =>
  JSON.stringify({ RequestItems: { [TABLE]: range(from, 25).map((index) => ({ PutRequest: { Item: make(index) } })) } });
export const batchGetItem = (from: number) => JSON.stringify({ RequestItems: { [TABLE]: { Keys: range(from, 100).map(key) } } });
export const transactWriteItems = (from: number) =>
  JSON.stringify({ TransactItems: range(from, 10).map((index) => ({ Put: { TableName: TABLE, Item: item(index) } })) });

/** A measured call; `calls` of them make a round. */
export interface Task {
  title: string;
  operation: string;
  body: (index: number) => string;
  calls: number;
}

export const TASKS: Task[] = [
  { title: "PutItem, 1 KB", operation: "PutItem", body: putItem, calls: 60 },
  { title: "GetItem, 1 KB", operation: "GetItem", body: getItem, calls: 60 },
  { title: "UpdateItem, 1 KB", operation: "UpdateItem", body: updateItem, calls: 60 },
  { title: "Query, page of 100", operation: "Query", body: query, calls: 8 },
  { title: "BatchWriteItem, 25", operation: "BatchWriteItem", body: (index) => batchWriteItem(index), calls: 8 },
  { title: "BatchGetItem, 100", operation: "BatchGetItem", body: batchGetItem, calls: 8 },
  { title: "TransactWriteItems, 10", operation: "TransactWriteItems", body: transactWriteItems, calls: 8 },
  { title: "Scan, page of 1 MB", operation: "Scan", body: scan, calls: 2 },
];
