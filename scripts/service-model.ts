import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The parts of botocore's service-2.json that are used here; https://smithy.io/2.0/spec/index.html explains them. */
export interface ModelShape {
  type: "structure" | "list" | "map" | "string" | "integer" | "long" | "boolean" | "blob" | "timestamp" | "double" | "float";
  members?: Record<string, { shape: string }>;
  member?: { shape: string };
  value?: { shape: string };
  required?: string[];
  enum?: string[];
  min?: number;
  max?: number;
}

export interface Model {
  metadata: { serviceFullName: string; targetPrefix: string };
  operations: Record<string, { input: { shape: string }; errors?: { shape: string }[] }>;
  shapes: Record<string, ModelShape>;
}

const READ_MODELS = `
import glob, gzip, json, zipfile
wheel = zipfile.ZipFile(glob.glob("build/python/wheels/botocore-*.whl")[0])
models = []
for name in sorted(wheel.namelist()):
    if "/dynamodb" in name and "service-2.json" in name:
        data = wheel.read(name)
        models.append(json.loads(gzip.decompress(data) if name.endswith(".gz") else data))
print(json.dumps(models))
`;

/** The models of DynamoDB and DynamoDB Streams, from the botocore that scripts/build-python.ts fetches for the page. */
export function readModels(): Model[] {
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  return JSON.parse(execFileSync("python3", ["-c", READ_MODELS], { cwd, encoding: "utf8", maxBuffer: 2 ** 26 })) as Model[];
}
