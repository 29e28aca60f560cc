/** `npm start`: sets up what is missing, builds what has changed, serves the page. */
import { serveSite } from "./serve.mjs";
import { setUp } from "./setup.mjs";
import { runMain, StepError } from "./step.mjs";

runMain(async () => {
  const port = Number(process.env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new StepError(`PORT is ${process.env.PORT}; it must be a number from 0 to 65535.`);
  await setUp("site");
  const { url } = await serveSite(port).catch((error) => {
    throw new StepError(
      error.message.includes("already in use") ? `Port ${port} is in use. PORT=8081 npm start takes another.` : error.message,
    );
  });
  console.log(`Shardbook is at ${url}`);
});
