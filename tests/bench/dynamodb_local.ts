/** AWS's own emulator, fetched with its dependencies by Maven into build/ if Java is installed, otherwise left out. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";

const FOLDER = "build/dynamodb-local";
const VERSION = "2.6.1";
const LIBRARY = `${FOLDER}/lib`;
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>shardbook</groupId>
  <artifactId>bench</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>com.amazonaws</groupId><artifactId>DynamoDBLocal</artifactId><version>${VERSION}</version></dependency>
  </dependencies>
</project>
`;

export type DynamoDbLocal = { command: string; args: string[]; port: number } | { missing: string };

/** Returns how to start it on a free port, or why it cannot be started. */
export async function dynamoDbLocal(): Promise<DynamoDbLocal> {
  if (!runs("java", ["-version"])) return { missing: "there is no Java" };
  if (!existsSync(`${LIBRARY}/DynamoDBLocal-${VERSION}.jar`)) {
    if (!runs("mvn", ["-version"])) return { missing: "there is no Maven to fetch it" };
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${FOLDER}/pom.xml`, POM);
    const fetched = runs("mvn", ["-q", "-B", "-f", `${FOLDER}/pom.xml`, "dependency:copy-dependencies", "-DoutputDirectory=lib"]);
    if (!fetched) return { missing: "Maven could not fetch it" };
  }
  const port = await freePort();
  const options = ["-inMemory", "-disableTelemetry", "-port", String(port)];
  const main = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";
  return { command: "java", args: [`-Djava.library.path=${LIBRARY}`, "-cp", `${LIBRARY}/*`, main, ...options], port };
}

function runs(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
