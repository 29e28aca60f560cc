import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import { serveSite } from "../../scripts/serve.mjs";

export interface Site {
  url: string;
  browser: Browser;
  /** Opens the site's page as a new visitor. Collects the page's complaints: console errors, exceptions, failed requests. */
  visit(options?: Visit): Promise<{ page: Page; complaints: string[] }>;
  close(): Promise<void>;
}

export interface Visit {
  path?: string;
  width?: number;
  height?: number;
  dark?: boolean;
  /** Changes what the visitor is served. */
  prepare?(context: BrowserContext): Promise<void>;
}

/** Serves the built site to Debian's Chromium. */
export async function openSite(): Promise<Site> {
  const server = await serveSite(0);
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"];
  const browser = await chromium.launch({ executablePath, args });
  return {
    url: server.url,
    browser,
    async visit({ path = "", width = 1440, height = 900, dark = false, prepare }: Visit = {}) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? "dark" : "light" });
      context.setDefaultTimeout(180_000); // slow machines are no failure
      await context.addInitScript("globalThis.__name = (value) => value"); // tsx adds calls to it to functions that run in the page
      await prepare?.(context);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on(
        "requestfailed",
        (request) => request.url().startsWith("blob:") || complaints.push(`${request.url()} ${request.failure()?.errorText}`),
      );
      page.on("request", (request) => {
        if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url()))
          complaints.push(`foreign request ${request.url()}`);
      });
      await page.goto(server.url + path);
      return { page, complaints };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** The page's element, for `book(page).evaluate((element: ShardBook) => ...)`. */
export function book(page: Page): Locator {
  return page.locator("shard-book");
}
