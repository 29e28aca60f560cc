import * as dynamodb from "@aws-sdk/client-dynamodb";
import * as streams from "@aws-sdk/client-dynamodb-streams";
import * as document from "@aws-sdk/lib-dynamodb";
import * as util from "@aws-sdk/util-dynamodb";
import type { Engine } from "../../wasm/engine.ts";
import { engineRequestHandler } from "../../wasm/sdk-handler.ts";

export type ModuleExports = Record<string, unknown>;
type ClientClass = new (config: never) => object;

const DEFAULTS = { region: "us-east-1", credentials: { accessKeyId: "shardbook", secretAccessKey: "shardbook" } };

/** The AWS SDK's modules. Their clients need no configuration and talk to `engine`. */
export function sdkModules(engine: Pick<Engine, "handle">): Record<string, ModuleExports> {
  const requestHandler = engineRequestHandler(engine);
  const preset = (base: ClientClass) => {
    const derived = class extends base {
      constructor(config: object = {}) {
        super({ ...DEFAULTS, ...config, requestHandler } as never);
      }
    };
    return Object.defineProperty(derived, "name", { value: base.name });
  };
  return {
    "@aws-sdk/client-dynamodb": { ...dynamodb, DynamoDBClient: preset(dynamodb.DynamoDBClient), DynamoDB: preset(dynamodb.DynamoDB) },
    "@aws-sdk/client-dynamodb-streams": {
      ...streams,
      DynamoDBStreamsClient: preset(streams.DynamoDBStreamsClient),
      DynamoDBStreams: preset(streams.DynamoDBStreams),
    },
    "@aws-sdk/lib-dynamodb": { ...document },
    "@aws-sdk/util-dynamodb": { ...util },
  };
}
