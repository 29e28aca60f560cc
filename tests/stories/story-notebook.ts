import { parseNotebook } from "../../web/model/nbformat.ts";

const code = (id: string, source: string, language = "python") => ({
  id,
  cell_type: "code",
  metadata: { shardbook: { language } },
  source,
  outputs: [],
  execution_count: null,
});
const text = (id: string, source: string) => ({ id, cell_type: "markdown", metadata: {}, source });

const CELLS = [
  text(
    "intro",
    "## Introduction to DynamoDB\n\nIn this notebook we provide an introduction to DynamoDB by doing the following:\n\n- Create a new table and expose a **stream**\n- Put items in the table\n- Review the [stream](https://docs.aws.amazon.com/amazondynamodb/) for the sequence of changes\n\n<script>document.title='no'</script><img src=x onerror=alert(1)>",
  ),
  code(
    "create",
    "# Lets create table that uses a compound key AND exposes a dynamodb stream\ntable = dynamodb.create_table(\n    TableName='books',\n    KeySchema=[\n        {'AttributeName': 'Author', 'KeyType': 'HASH'},\n        {'AttributeName': 'Title', 'KeyType': 'RANGE'},\n    ],\n    StreamSpecification={'StreamEnabled': True, 'StreamViewType': 'NEW_AND_OLD_IMAGES'},\n)\ntable.wait_until_exists()",
  ),
  text("demand-text", "DynamoDB tables can operate in a purely on-demand fashion such that Dynamo handles the scaling of the table."),
  code("on-demand", "table.update(BillingMode='PAY_PER_REQUEST') # or 'PROVISIONED'"),
  code("put", "table.put_item(Item= { 'Author': 'Heiwad', 'Title': 'The Guide to Travel and Crab Cakes', 'Year': 2022})"),
  code(
    "put-condition",
    "table.put_item(Item= { 'Author': 'Jill', 'Title': 'Ice Cream Part 2'},\n               ConditionExpression='attribute_not_exists(Title)')",
  ),
  code("put-year", "table.put_item(Item= { 'Author': 'Mary Wollstonecraft Shelley', 'Title': 'Frankenstein', 'Year':1997})"),
  code(
    "batch",
    "with table.batch_writer() as batch:\n    for book in books:\n        batch.put_item(Item=book)\nprint('Done loading table')",
  ),
  code("get", "res = table.get_item(Key={'Author': 'H.G. Wells', 'Title': 'The Invisible Man'})\nres['Item']"),
  code(
    "query",
    "res = table.query(KeyConditionExpression=Key('Author').eq('H.G. Wells'),\n                  FilterExpression=Attr('Editions').contains('Kindle'))",
  ),
  code("scan", "res = table.scan(FilterExpression=Attr('Rating').gte(5))\nres['Items']"),
  code(
    "update",
    "response = table.update_item(\n    Key={'Title': 'Moby Dick', 'Author': 'Herman Melville'},\n    UpdateExpression='SET Rating = :rating, Version=:ver',\n    ExpressionAttributeValues={':rating': 5, ':ver': 2},\n)",
  ),
  code(
    "condition",
    "response = table.update_item(\n    Key={'Title': 'Moby Dick', 'Author': 'Herman Melville'},\n    UpdateExpression='SET #score = :rating, Version = :newver',\n    ConditionExpression='Version = :ver',\n)",
  ),
  text("transaction-text", "### Multi-Item Transaction"),
  code("transaction", "client.transact_write_items(TransactItems=[{'Put': {'TableName': 'books', 'Item': item}}])"),
  code("delete", "await books.delete({ TableName: 'books', Key: { Author: 'Franz Kafka', Title: 'The Castle' } })", "javascript"),
  text("stream-text", "### Read while you write\n\nOne task reads a shard. Another deletes a book."),
  code(
    "read",
    "const page = await streams.getRecords({ ShardIterator: it, Limit: 2 })\npage.Records.forEach(show)\nawait books.delete({ TableName: 'books', Key })",
    "javascript",
  ),
  code("last", 'print("Done!")'),
];

export const storyNotebook = parseNotebook({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: CELLS });
