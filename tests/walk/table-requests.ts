import type { Context, Maker } from "./context.ts";
import { definitions, type IndexSchema, keySchema, projection, type TableSchema } from "./schemas.ts";

const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "dynamodb:GetItem", Resource: "*" }],
});

const units = (c: Context): object => ({
  ReadCapacityUnits: c.dice.usually(1 + c.dice.below(20), 4_000, 12_000, 0),
  WriteCapacityUnits: c.dice.usually(1 + c.dice.below(20), 2_500, 9_000),
});

const stream = (c: Context): object => ({
  StreamEnabled: true,
  StreamViewType: c.dice.pick(["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "NEW_AND_OLD_IMAGES"]),
});

function indexDefinition(c: Context, index: IndexSchema, provisioned: boolean): object {
  const throughput = provisioned && !index.local ? { ProvisionedThroughput: units(c) } : {};
  return { IndexName: index.name, KeySchema: keySchema(index), Projection: projection(c.dice), ...throughput };
}

function creation(c: Context, table: TableSchema): object {
  const provisioned = c.dice.chance(0.5);
  const globals = table.indexes.filter(({ local }) => !local && c.dice.chance(0.8));
  const locals = table.indexes.filter(({ local }) => local);
  const define = (indexes: IndexSchema[]) => indexes.map((index) => indexDefinition(c, index, provisioned));
  return {
    TableName: table.name,
    KeySchema: keySchema(table),
    AttributeDefinitions: definitions([table, ...globals, ...locals]),
    ...(globals.length > 0 && { GlobalSecondaryIndexes: define(globals) }),
    ...(locals.length > 0 && { LocalSecondaryIndexes: define(locals) }),
    ...(provisioned ? { ProvisionedThroughput: units(c) } : { BillingMode: "PAY_PER_REQUEST" }),
    ...c.dice.maybe(0.8, () => ({ StreamSpecification: stream(c) })),
    ...c.dice.maybe(0.2, () => ({ Tags: [{ Key: "t0", Value: "first" }] })),
    ...c.dice.maybe(0.1, () => ({ TableClass: "STANDARD_INFREQUENT_ACCESS" })),
    ...c.dice.maybe(0.1, () => ({ SSESpecification: { Enabled: true } })),
    ...c.dice.maybe(0.05, () => ({ WarmThroughput: { ReadUnitsPerSecond: 15_000, WriteUnitsPerSecond: 5_000 } })),
    ...(!provisioned && c.dice.maybe(0.1, () => ({ OnDemandThroughput: { MaxReadRequestUnits: 5, MaxWriteRequestUnits: 5 } }))),
  };
}

function tableChange(c: Context, table: TableSchema): object {
  const index = c.dice.pick(table.indexes);
  switch (c.dice.below(9)) {
    case 0:
      return { StreamSpecification: c.dice.chance(0.5) ? { StreamEnabled: false } : stream(c) };
    case 1:
      return { ProvisionedThroughput: units(c) };
    case 2:
      return c.dice.chance(0.5) ? { BillingMode: "PAY_PER_REQUEST" } : { BillingMode: "PROVISIONED", ProvisionedThroughput: units(c) };
    case 3:
      return { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: index.name } }] };
    case 4:
    case 5: {
      const Create = indexDefinition(c, index, c.dice.chance(0.5));
      return { AttributeDefinitions: definitions([table, index]), GlobalSecondaryIndexUpdates: [{ Create }] };
    }
    case 6:
      return { GlobalSecondaryIndexUpdates: [{ Update: { IndexName: index.name, ProvisionedThroughput: units(c) } }] };
    case 7:
      return { TableClass: c.dice.pick(["STANDARD", "STANDARD_INFREQUENT_ACCESS"]), DeletionProtectionEnabled: c.dice.chance(0.3) };
    default:
      return { DeletionProtectionEnabled: false };
  }
}

export const TABLE_CREATION: Maker = (c) => ["CreateTable", creation(c, c.table())];

export const TABLE_CHANGES: Maker[] = [
  ...Array<Maker>(8).fill(TABLE_CREATION),
  (c) => ["DeleteTable", { TableName: c.nameOf(c.table()) }],
  ...Array<Maker>(4).fill((c) => {
    const table = c.table();
    return ["UpdateTable", { TableName: c.nameOf(table), ...tableChange(c, table) }];
  }),
  ...Array<Maker>(2).fill((c) => {
    const TimeToLiveSpecification = { Enabled: c.dice.chance(0.8), AttributeName: c.dice.usually("ttl", "h") };
    return ["UpdateTimeToLive", { TableName: c.table().name, TimeToLiveSpecification }];
  }),
  (c) => {
    const Tags = c.dice.some(1, 3, () => ({ Key: `t${c.dice.below(5)}`, Value: `v${c.dice.below(9)}` }));
    return ["TagResource", { ResourceArn: c.arnOf(c.table().name), Tags }];
  },
  (c) => ["UntagResource", { ResourceArn: c.arnOf(c.table().name), TagKeys: [`t${c.dice.below(5)}`] }],
  (c) => {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: c.dice.chance(0.6) };
    return ["UpdateContinuousBackups", { TableName: c.table().name, PointInTimeRecoverySpecification }];
  },
  (c) => ["PutResourcePolicy", { ResourceArn: c.arnOf(c.table().name), Policy: POLICY }],
  (c) => ["DeleteResourcePolicy", { ResourceArn: c.arnOf(c.table().name) }],
];

export const TABLE_READS: Maker[] = [
  ...Array<Maker>(3).fill((c) => ["DescribeTable", { TableName: c.nameOf(c.table()) }]),
  (c) => ["DescribeTimeToLive", { TableName: c.table().name }],
  (c) => ["DescribeContinuousBackups", { TableName: c.table().name }],
  (c) => ["ListTagsOfResource", { ResourceArn: c.arnOf(c.table().name) }],
  (c) => ["GetResourcePolicy", { ResourceArn: c.arnOf(c.table().name) }],
  (c) => ["ListTables", c.dice.maybe(0.5, () => ({ Limit: 1 + c.dice.below(3) }))],
  () => ["DescribeLimits", {}],
  () => ["DescribeEndpoints", {}],
];
