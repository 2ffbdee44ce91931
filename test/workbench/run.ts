// Drives the workbench with keyboard and mouse, as a person does, and leaves a picture of each thing that a
// person meets: the squiggle, the hover, the light bulb's menu and the Problems panel.
//   node test/workbench/run.ts [--vsix FILE] [--result FILE] [--screenshots DIR]

import { mkdir, readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, worthTelling } from "../../scripts/host/browser.ts";
import { quietSettings } from "../../scripts/host/editor-folders.ts";
import { ensureHost } from "../../scripts/host/install.ts";
import { outDir } from "../../scripts/host/paths.ts";
import { tail } from "../../scripts/host/process.ts";
import { inPlace, placeOfVersion, sample, updateTitle } from "../../scripts/host/sample.ts";
import { installVsix, startServer } from "../../scripts/host/server.ts";
import type { TestResult } from "../../scripts/host/test-result.ts";
import { makeScratch, readArguments, reportRun, vsixToTest } from "../../scripts/host/test-run.ts";
import { BoardWalk } from "./board.ts";
import { BoardPageWalk } from "./board-page.ts";
import { stepTimeoutMs } from "./eventually.ts";
import { MovesWalk } from "./moves.ts";
import { ReviewsWalk } from "./reviews.ts";
import { TreesWalk } from "./trees.ts";
import { UpdatesWalk } from "./updates.ts";
import { ValuesWalk } from "./values.ts";
import { Workbench } from "./workbench.ts";

const args = readArguments();
const screenshots = args.screenshots ?? join(outDir, "screenshots");

/** The quiet workbench, with what makes a picture readable and two pictures of one thing alike. */
const settings = {
  ...quietSettings,
  "workbench.colorTheme": "Default Light Modern",
  "workbench.reduceMotion": "on",
  "workbench.layoutControl.enabled": false,
  "workbench.navigationControl.enabled": false,
  "window.commandCenter": false,
  "editor.minimap.enabled": false,
  "editor.cursorBlinking": "solid",
  "editor.occurrencesHighlight": "off",
  "editor.stickyScroll.enabled": false,
  "editor.fontSize": 14,
  "files.hotExit": "off",
};

/** Of the page with what a move does. */
const effectTitle = "Effect on clusters";

/** The steps in order. The first that fails ends the walk, with a picture of what was there instead. */
async function walk(
  browser: Browser,
  page: Page,
  address: string,
  workspace: string,
  noise: readonly string[],
): Promise<TestResult> {
  const profile = join(workspace, sample.profile);
  const workbench = new Workbench(page, screenshots);
  const values = new ValuesWalk(page, workbench);
  const reviews = new ReviewsWalk(page, workbench);
  const trees = new TreesWalk(page);
  const moves = new MovesWalk(page, trees, workspace);
  const board = new BoardWalk(page, workspace);
  const boardPage = new BoardPageWalk(browser);
  const updates = new UpdatesWalk(page);
  const place = placeOfVersion(await readFile(profile, "utf8"));
  const update = updateTitle(sample.newest);
  const inPlaceUpdate = new RegExp(`${escapeRegExp(update)}.* ${inPlace}`);
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    ["the workbench opens on the samples", () => workbench.open(address)],
    ["Ctrl+P opens the sample profile", () => workbench.quickOpen(basename(profile))],
    ["Ctrl+G goes to the outdated version", () => workbench.goTo(place, sample.version)],
    ["the version has a squiggle", () => workbench.seesSquiggleUnder(sample.version)],
    ["picture: squiggle.png", () => workbench.picture("squiggle.png")],
    ["hovering the version explains it", () => workbench.hovers(sample.version, [sample.newest])],
    ["picture: hover.png", () => workbench.picture("hover.png")],
    ["Ctrl+. offers the update", () => workbench.opensQuickFixes(update)],
    ["picture: light-bulb.png", () => workbench.picture("light-bulb.png")],
    [
      "picking it changes the version",
      () => workbench.picksQuickFix(inPlaceUpdate, sample.version, sample.newest),
    ],
    ["a key of values is explained", () => values.explains()],
    ["picture: values-hover.png", () => workbench.picture("values-hover.png")],
    ["a wrong value has the right ones in the light bulb", () => values.choosesFromList()],
    ["picture: values-fix.png", () => workbench.picture("values-fix.png")],
    ["picking one writes it", () => values.takesChoice()],
    ["a macro is completed as it is typed", () => values.completesMacro()],
    ["picture: macro.png", () => workbench.picture("macro.png")],
    ["the layer's values open alone beside the profile", () => values.opensAlone()],
    ["picture: open-values.png", () => workbench.picture("open-values.png")],
    ["the editors are closed unsaved", () => workbench.closesTwo()],
    ["the sample profile is what is left", () => workbench.shows(basename(profile))],
    ["an update that wants a look is offered as a review", () => reviews.isOffered("12:16")],
    ["it opens beside what the profile has", () => reviews.opens()],
    ["picture: review.png", () => workbench.picture("review.png")],
    ["what is to be decided has its choices in the light bulb", () => reviews.offersDecisions()],
    ["picture: review-fixes.png", () => workbench.picture("review-fixes.png")],
    ["one is decided", () => reviews.decides()],
    ["accepting too early asks first", () => reviews.asksFirst()],
    ["picture: review-undecided.png", () => workbench.picture("review-undecided.png")],
    ["discarding it writes nothing", () => reviews.isDiscarded()],
    ["the Problems panel lists findings", () => workbench.opensProblems(sample.rule)],
    ["picture: problems.png", () => workbench.picture("problems.png")],
    ["the activity bar opens the views", () => trees.opens()],
    ["a profile shows its versions and their packs", () => trees.expandsProfile()],
    ["a cluster shows its profiles and what it overrides", () => trees.expandsCluster()],
    ["picture: trees.png", () => workbench.picture("trees.png")],
    ["a click on a cluster's profile opens the cluster there", () => trees.opensReference()],
    ["the views follow the editor", () => trees.follows(() => workbench.quickOpen(basename(profile)))],
    ["the packs of a profile are listed with what becomes of them", () => updates.listsPacks()],
    ["picture: update-packs.png", () => workbench.picture("update-packs.png")],
    ["one of them has other versions to go to", () => updates.opensVersions()],
    ["picture: update-packs-versions.png", () => workbench.picture("update-packs-versions.png")],
    ["choosing one brings the list back", () => updates.choosesVersion()],
    ["turning away changes nothing", () => updates.turnsAway()],
    ["a pack is updated from its item", () => trees.updatesPack()],
    ["a filter narrows the profiles down, and is taken back", () => trees.filters()],
    [
      "a new version is made from a version's item",
      () => moves.makesVersion(() => workbench.picture("new-version.png")),
    ],
    ["the clusters on the old one are offered to be moved", () => moves.isOfferedMove()],
    ["picture: move-clusters.png", () => workbench.picture("move-clusters.png")],
    ["the change is shown before it is made", () => moves.previewsMove()],
    ["pictures: move-preview-*.png", () => workbench.inThemes((theme) => `move-preview-${theme}.png`)],
    ["applying it moves both clusters", () => moves.appliesMove()],
    ["pictures: trees-*.png", () => workbench.inThemes((theme) => `trees-${theme}.png`)],
    [
      "a move that replaces nodes says so in the lists",
      () => moves.choosesRepave(() => workbench.picture("effect-versions.png")),
    ],
    ["a person is asked before that", () => moves.isAsked()],
    ["beside a page that says what would happen", () => workbench.seesOnPage(effectTitle)],
    ["picture: continue.png", () => workbench.picture("continue.png")],
    ["cancelling writes nothing, and leaves the page", () => moves.cancels()],
    [
      "pictures: effect-preview-*.png",
      () =>
        workbench.inThemes(
          (theme) => `effect-preview-${theme}.png`,
          () => workbench.seesOnPage(effectTitle),
        ),
    ],
    ["the same again", () => moves.choosesRepave(async () => undefined)],
    ["a person is asked again", () => moves.isAsked()],
    ["continuing shows the change, and applying it moves the clusters", () => moves.continues()],
    ["dragging a version onto a cluster shows what would be attached", () => moves.dragsVersion()],
    ["picture: drop-preview.png", () => workbench.picture("drop-preview.png")],
    ["applying it attaches the version", () => moves.appliesDrop()],
    ["one undo takes it off again", () => moves.undoesDrop()],
    ["a cluster that is being provisioned shows as one", () => moves.isProvisioning()],
    ["dropping a version on it is refused, with the reason", () => moves.refusesDrop()],
    ["picture: drop-refused.png", () => workbench.picture("drop-refused.png")],
    ["the rollout board opens from the view of clusters", () => board.opens()],
    ["files that come are counted", () => board.followsFiles()],
    [
      "the keyboard walks the board, and narrows the clusters down",
      () => board.walksByKeyboard(() => workbench.picture("board-open.png")),
    ],
    ["a click on a cell narrows the clusters down", () => board.clicksCell()],
    ["pictures: board-*.png", () => workbench.inThemes((theme) => `board-${theme}.png`)],
    ["the clusters of a cell are moved after a look", () => board.movesCell()],
    ["the menu of a cell moves its clusters, too", () => board.movesByMenu()],
    ["the focus stays where it is when the board changes", () => board.keepsFocus()],
    ["all profiles lead to the board of one", () => board.opensAll(() => workbench.picture("board-all.png"))],
    ["the board is there again after a reload of the window", () => board.survivesReload()],
    ["the board's page opens by itself, and lets go of what an older one kept", () => boardPage.opens()],
    ["it says what is missing where there is nothing to count", () => boardPage.explainsEmptiness()],
    ["what could not be read can be tried again", () => boardPage.triesAgain()],
    ["late answers and other frames are not listened to", () => boardPage.leavesWhatIsNotMeant()],
    ["versions without clusters are shown and hidden again", () => boardPage.offersUnusedVersions()],
    ["a name that looks like markup is text", () => boardPage.readsNoMarkup()],
    ["clusters that cannot be moved are not counted in", () => boardPage.countsWhatMoves()],
    ["of thousands of rows those are drawn that are seen", () => boardPage.drawsThousands()],
    ["the focus stays on its row out of sight", () => boardPage.keepsFocus()],
  ];
  let passed = 0;
  for (const [title, act] of steps) {
    try {
      await act();
      passed += 1;
      console.log(`  ✔ ${title}`);
    } catch (error) {
      await workbench.picture("failure.png").catch(() => undefined);
      const message = [
        stripVTControlCharacters(error instanceof Error ? error.message : String(error)),
        `What was on the screen: ${join(screenshots, "failure.png")}`,
        "The workbench's last words:",
        tail(noise.join("\n"), 15),
      ].join("\n");
      console.error(`  ✘ ${title}\n${message}`);
      return { passed, failed: 1, failures: [{ title, message }] };
    }
  }
  return { passed, failed: 0, failures: [] };
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

await reportRun(args.result, async () => {
  const hostDir = await ensureHost();
  const [packed, scratch] = await Promise.all([vsixToTest(args.vsix), makeScratch(settings)]);
  try {
    await mkdir(screenshots, { recursive: true });
    await rm(join(screenshots, "failure.png"), { force: true });
    await installVsix(hostDir, packed, scratch);
    const server = await startServer({
      hostDir,
      ...scratch,
      smokeTestDriver: false,
      disableWorkspaceTrust: true,
    });
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      page.setDefaultTimeout(stepTimeoutMs);
      const noise: string[] = [];
      page.on("console", (message) => noise.push(...worthTelling(message.text())));
      page.on("pageerror", (error) => noise.push(`page error: ${error.message}`));
      const address = new URL(server.url);
      address.searchParams.set("folder", scratch.workspace);
      return await walk(browser, page, address.href, scratch.workspace, noise);
    } finally {
      await browser.close();
      await server.stop();
    }
  } finally {
    await scratch.remove();
  }
});
