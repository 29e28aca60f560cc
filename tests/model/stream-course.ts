import assert from "node:assert/strict";
import type { EngineOptions } from "../../wasm/engine.ts";
import { type StreamState, type TableState, tableName } from "../../web/model/inspection.ts";
import { layOutStream, type StreamLayout, type StreamRoom } from "../../web/model/stream-layout.ts";
import { EngineCourse, REGION } from "./engine-course.ts";

export const WIDE: Omit<StreamRoom, "now"> = { width: 848, height: 400, orientation: "landscape" };
export const PHONE: Omit<StreamRoom, "now"> = { width: 390, height: 640, orientation: "portrait" };

/** A real engine with the table "books" and its stream, as the stream's view sees it. */
export class StreamCourse {
  private constructor(readonly engine: EngineCourse) {}

  /** On-demand: four partitions. Provisioned: one. */
  static async start(
    billing: "PAY_PER_REQUEST" | "PROVISIONED" = "PAY_PER_REQUEST",
    options: Partial<EngineOptions> = {},
  ): Promise<StreamCourse> {
    const engine = await EngineCourse.start(options);
    const ProvisionedThroughput = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
    engine.call("CreateTable", {
      TableName: "books",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      BillingMode: billing,
      ...(billing === "PROVISIONED" ? { ProvisionedThroughput } : {}),
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    });
    engine.call("DescribeTable", { TableName: "books" });
    return new StreamCourse(engine);
  }

  get stream(): StreamState {
    return [...this.engine.state.streams.values()].find(({ table }) => table === "books") ?? assert.fail("no stream");
  }

  get table(): TableState | undefined {
    return this.engine.state.tables.get(tableName(REGION, "books"));
  }

  layOut(room = WIDE): StreamLayout {
    return layOutStream(this.stream, this.table, { ...room, now: this.engine.now });
  }

  put(id: string, more: object = {}, condition: object = {}): void {
    this.engine.call("PutItem", { TableName: "books", Item: { id: { S: id }, ...more }, ...condition });
  }

  goOnDemand(): void {
    this.engine.call("UpdateTable", { TableName: "books", BillingMode: "PAY_PER_REQUEST" });
  }

  /** Returns the iterator. */
  reader(shard: string, ShardIteratorType: string, more: object = {}): string {
    const request = { StreamArn: this.stream.streamArn, ShardId: shard, ShardIteratorType, ...more };
    return this.engine.call("GetShardIterator", request).ShardIterator as string;
  }

  /** Returns the next iterator. */
  read(ShardIterator: string): string {
    return this.engine.call("GetRecords", { ShardIterator }).NextShardIterator as string;
  }
}
