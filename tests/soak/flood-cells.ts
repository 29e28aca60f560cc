import type { Language } from "../../web/model/notebook.ts";
import { notebookOf } from "../page/notebook-of.ts";

/** A cell that never ends, and the one to run before it. */
export interface Flood {
  name: string;
  language: Language;
  before?: string;
  source: string;
}

const PYTHON_TABLE = `import boto3, time
client = boto3.client("dynamodb")
client.create_table(TableName="books", KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}], BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"})`;

const JAVASCRIPT_TABLE = `const m = await import("@aws-sdk/client-dynamodb");
const client = new m.DynamoDBClient({});
await client.send(new m.CreateTableCommand({ TableName: "books", BillingMode: "PAY_PER_REQUEST",
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }], AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } }));`;

export const floods: readonly Flood[] = [
  { name: "print", language: "python", source: "while True: print('x')" },
  { name: "stdout and stderr in turn", language: "python", source: "import sys\nwhile True:\n  print('a')\n  print('b', file=sys.stderr)" },
  { name: "display", language: "python", source: "while True: display(1)" },
  {
    name: "display of HTML",
    language: "python",
    source:
      "class Table:\n  def _repr_html_(self): return '<table><tr><td>1</td><td>2</td></tr></table>' * 20\nwhile True: display(Table())",
  },
  { name: "long lines", language: "python", source: "while True: print('x' * 1_000_000)" },
  { name: "console.log and console.error in turn", language: "javascript", source: "for (;;) { console.log('a'); console.error('b'); }" },
  { name: "console.log awaited", language: "javascript", source: "for (let n = 0; ; n++) { console.log({ n }); await null; }" },
  { name: "sleep", language: "python", before: PYTHON_TABLE, source: "while True: time.sleep(1)" },
  {
    name: "puts from JavaScript",
    language: "javascript",
    before: JAVASCRIPT_TABLE,
    source: `for (let n = 0; ; n++) await client.send(new m.PutItemCommand({ TableName: "books", Item: { pk: { S: "k" + n % 1000 }, v: { S: "x".repeat(1000) } } }));`,
  },
  {
    name: "puts from Python",
    language: "python",
    before: PYTHON_TABLE,
    source: "n = 0\nwhile True:\n  client.put_item(TableName='books', Item={'pk': {'S': str(n)}, 'v': {'S': 'x' * 1000}})\n  n += 1",
  },
];

/** The flood is the second cell. */
export const notebookOfFlood = ({ language, before = "1", source }: Flood) => notebookOf([language, before], [language, source]);
