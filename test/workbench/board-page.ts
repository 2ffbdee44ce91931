// The page of the rollout board by itself, with the test in the extension's place: what hardly ever happens in an editor, and what only
// thousands of clusters show.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { pageHtml } from "../../client/src/panels/rollout-board/page-html.ts";
import { repoRoot } from "../../scripts/host/paths.ts";
import type { BoardRowData, RolloutBoardData } from "../../server/src/lsp/protocol.ts";
import { eventually, stepTimeoutMs } from "./eventually.ts";

const origin = "http://board.test";

/** A question of the page. */
interface Asked {
  readonly number: number;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The editor's side, in the page. */
const editorScript = `
  const said = [];
  const violations = [];
  document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => said.push(message),
    getState: () => ({ params: { groupBy: "of another version" } }),
    setState: () => undefined,
  });
  window.editor = {
    violations,
    kinds: () => said.map(({ kind }) => kind),
    lastAsked: () => said.findLast(({ kind }) => kind === "ask"),
    tell: (data, origin) => window.dispatchEvent(new MessageEvent("message", { data, origin })),
  };
`;

const clusterRow = (name: string, column: number): BoardRowData => ({
  key: name,
  label: name,
  detail: "maas",
  isCluster: true,
  clusters: 1,
  behind: column === 0 ? 1 : 0,
  cells: [{ column, clusters: 1, stated: [`web ${column + 1}.0.0`] }],
  newest: "2.0.0",
});

const profile = { name: "web", context: "project" };
const columns = [
  { key: "version 1.0.0", kind: "version", version: "1.0.0", lag: 1 },
  { key: "version 2.0.0", kind: "version", version: "2.0.0", lag: 0 },
] as const;

/** A board of clusters one by one, all of them on the older version but the named ones. */
function boardOf(names: readonly string[], onNewest: readonly string[] = []): RolloutBoardData {
  const rows = names.map((name) => clusterRow(name, onNewest.includes(name) ? 1 : 0));
  const behind = rows.filter((row) => row.behind > 0).length;
  const counts = [behind, rows.length - behind].map((clusters, column) => ({ column, clusters, stated: [] }));
  return {
    profile,
    groupBy: "cluster",
    profiles: [{ ...profile, clusters: names.length, versions: 2 }],
    newest: "2.0.0",
    clusters: names.length,
    columns,
    leftOut: 0,
    total: {
      key: "",
      label: "",
      detail: "",
      isCluster: false,
      clusters: names.length,
      behind,
      cells: counts.filter(({ clusters }) => clusters > 0),
      newest: "2.0.0",
    },
    rows: { shown: rows, count: rows.length },
  };
}

const fleet = Array.from({ length: 5_000 }, (_, at) => `store-${at + 1}`);

export class BoardPageWalk {
  readonly #browser: Browser;
  #page: Page | undefined;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  async opens(): Promise<void> {
    const page = await this.#browser.newPage({ viewport: { width: 1000, height: 700 } });
    page.setDefaultTimeout(stepTimeoutMs);
    this.#page = page;
    const dist = join(repoRoot, "dist");
    const [style, script] = await Promise.all(
      ["rollout-board.css", "rollout-board.js"].map((name) => readFile(join(dist, name), "utf8")),
    );
    const html = pageHtml({ nonce: "c29tZQ==", style: "/page.css", script: "/page.js" });
    const answers = new Map([
      ["/", { contentType: "text/html", body: html }],
      ["/page.css", { contentType: "text/css", body: style ?? "" }],
      ["/page.js", { contentType: "text/javascript", body: script ?? "" }],
    ]);
    const others: string[] = [];
    await page.route("**/*", async (route) => {
      const answer = answers.get(new URL(route.request().url()).pathname);
      if (answer !== undefined) return route.fulfill(answer);
      others.push(route.request().url());
      return route.abort();
    });
    await page.addInitScript({ content: editorScript });
    await page.goto(`${origin}/`);
    await this.#tell({ kind: "start" });
    await this.#asked((params) => params.groupBy === undefined);
    assert.deepEqual(others, []);
  }

  async explainsEmptiness(): Promise<void> {
    const none = boardOf([]);
    await this.#answer({ ...none, profiles: [], profile: undefined });
    await this.#page?.getByRole("heading", { name: "No cluster profiles here" }).waitFor();
    await this.#answer(none);
    await this.#page?.getByRole("heading", { name: "No clusters here" }).waitFor();
    await this.#answer({ ...none, clusters: 3 });
    await this.#page?.getByRole("heading", { name: "No cluster uses web" }).waitFor();
    assert.equal(await this.#grid.isVisible(), false);
  }

  async triesAgain(): Promise<void> {
    const { number } = await this.#asked();
    await this.#tell({ kind: "trouble", number, message: "the server has stopped" });
    const alert = this.#there.getByRole("alert");
    await alert.filter({ hasText: "The board could not be read: the server has stopped" }).waitFor();
    await alert.getByRole("button", { name: "Try Again" }).click();
    await this.#asked((_, next) => next === number + 1);
    await this.#answer(boardOf(["berlin", "lab"], ["lab"]));
    await alert.waitFor({ state: "hidden" });
    await this.#cell("berlin on web 1.0.0, 1 behind").waitFor();
  }

  /** The answer to an earlier question, and messages of other frames. */
  async leavesWhatIsNotMeant(): Promise<void> {
    const { number } = await this.#asked();
    await this.#tell({ kind: "board", number: number - 1, board: boardOf(["late"]) });
    assert.equal(await this.#there.getByText("late").count(), 0);
    await this.#tell({ kind: "board", number, board: boardOf(["foreign"]) }, "https://afar.test");
    assert.equal(await this.#there.getByText("foreign").count(), 0);
    await this.#tell({ kind: "board", number, board: boardOf(["meant"]) });
    assert.ok((await this.#there.getByText("meant").count()) > 0);
  }

  async offersUnusedVersions(): Promise<void> {
    const check = this.#there.getByRole("checkbox");
    assert.equal(await check.isVisible(), false);
    await this.#answer({ ...boardOf(["berlin"]), leftOut: 14 });
    await this.#there.getByRole("checkbox", { name: "Versions without clusters (14)" }).check();
    await this.#asked((params) => params.unused === true);
    await this.#answer(boardOf(["berlin"]));
    // It can be taken back.
    await this.#there.getByRole("checkbox", { name: "Versions without clusters", exact: true }).uncheck();
    await this.#asked((params) => params.unused === false);
  }

  /** Names are text, whatever they look like. */
  async readsNoMarkup(): Promise<void> {
    const name = `<img src="x" onerror="acquireVsCodeApi().postMessage({ kind: 'hacked' })">`;
    await this.#answer(boardOf([name]));
    await this.#there.getByRole("rowheader").filter({ hasText: name }).waitFor();
    assert.equal(await this.#there.locator("img").count(), 0);
    assert.deepEqual(await this.#evaluate("editor.violations"), []);
    assert.deepEqual([...new Set(await this.#evaluate<string[]>("editor.kinds()"))], ["ready", "ask"]);
  }

  /** What cannot be moved is not counted among what the buttons move. */
  async countsWhatMoves(): Promise<void> {
    const board = boardOf(["berlin", "lab", "shop"]);
    const stuck = { clusters: 1, example: "lab", why: "it is being provisioned" };
    await this.#answer({ ...board, total: { ...board.total, stuck } });
    await this.#there.getByRole("rowheader").first().focus();
    await this.#there.getByRole("button", { name: "Move 2 of 3 to 2.0.0..." }).waitFor();
    await this.#there.getByText("1 of them cannot be moved, lab: it is being provisioned").waitFor();
    await this.#answer({ ...board, total: { ...board.total, stuck: { ...stuck, clusters: 3 } } });
    await this.#there.getByText("None of them can be moved, such as lab: it is being provisioned").waitFor();
    assert.equal(await this.#there.getByRole("button", { name: /^Move/ }).count(), 0);
  }

  /** Five thousand rows: what is drawn is what is seen, and the keyboard gets everywhere. */
  async drawsThousands(): Promise<void> {
    await this.#answer(boardOf(fleet));
    await this.#cell("store-1 on web 1.0.0, 1 behind").focus();
    assert.equal(await this.#grid.getAttribute("aria-rowcount"), "5002");
    assert.ok((await this.#rows()) < 150);
    await this.#there.keyboard.press("Control+End");
    await this.#isFocused("Move store-5000 to 2.0.0", "5002");
    for (const key of ["Home", "PageUp", "ArrowUp"]) await this.#there.keyboard.press(key);
    await this.#isFocused("Cluster store-4989 maas, behind", "4991");
    assert.ok((await this.#rows()) < 150);
    await this.#there.keyboard.press("Control+Home");
    await this.#isFocused(null, "1");
    await this.#cell("store-1 on web 1.0.0, 1 behind").waitFor();
  }

  /** The row keeps the focus while it is scrolled out of sight and its board drawn anew. */
  async keepsFocus(): Promise<void> {
    await this.#cell("store-7 on web 1.0.0, 1 behind").focus();
    await this.#evaluate("document.querySelector('.scroll').scrollTo(0, 60000)");
    await this.#cell("store-1770 on web 1.0.0, 1 behind").waitFor();
    await this.#isFocused("store-7 on web 1.0.0, 1 behind", "9");
    await this.#answer(boardOf(["store-0", ...fleet], ["store-1770"]));
    await this.#cell("store-1770 on web 2.0.0, newest").waitFor();
    await this.#isFocused("store-7 on web 1.0.0, 1 behind", "10");
    assert.ok(await this.#evaluate("document.querySelector('.scroll').scrollTop > 50000"));
    await this.#there.keyboard.press("ArrowDown");
    await this.#isFocused("store-8 on web 1.0.0, 1 behind", "11");
  }

  get #there(): Page {
    assert.ok(this.#page, "the page is open");
    return this.#page;
  }

  get #grid(): Locator {
    return this.#there.getByRole("treegrid");
  }

  #cell(label: string): Locator {
    return this.#grid.locator(`[role=gridcell][aria-label=${JSON.stringify(label)}]`);
  }

  #rows(): Promise<number> {
    return this.#grid.locator("tr").count();
  }

  #evaluate<Answer>(expression: string): Promise<Answer> {
    return this.#there.evaluate<Answer>(expression);
  }

  /** The page has heard it then. */
  async #tell(message: unknown, from = origin): Promise<void> {
    await this.#evaluate(`editor.tell(${JSON.stringify(message)}, ${JSON.stringify(from)})`);
  }

  /** The page's last question, when it is the one that is waited for. */
  async #asked(isWanted: (params: Asked["params"], number: number) => boolean = () => true): Promise<Asked> {
    let last: Asked | undefined;
    await eventually("the question for the board", async () => {
      last = await this.#evaluate<Asked | undefined>("editor.lastAsked()");
      return last !== undefined && isWanted(last.params, last.number);
    });
    assert.ok(last);
    return last;
  }

  /** To a question of its own: that the board has changed. */
  async #answer(board: RolloutBoardData): Promise<void> {
    const { number } = await this.#asked();
    await this.#tell({ kind: "changed" });
    await this.#asked((_, next) => next > number);
    await this.#tell({ kind: "board", number: number + 1, board });
  }

  async #isFocused(label: string | null, row: string): Promise<void> {
    await eventually(`the focus to be on "${label}" in row ${row}`, async () => {
      const focused = this.#grid.locator(":focus");
      if ((await focused.count()) === 0) return false;
      const at = await focused.locator("xpath=ancestor::tr").getAttribute("aria-rowindex");
      return (await focused.getAttribute("aria-label")) === label && at === row;
    });
  }
}
