/** Updates and reviews of packs however a profile is written: what comes out differs from what was there in the version and the values alone. */

import { describe, expect, it } from "vitest";
import { contentOf, type FixtureOptions, fixture } from "../../../test/harness/feature-fixture.ts";
import { applyEdits } from "../base/text-edit.ts";
import { updateChoices, updateChosen } from "./update-choice.ts";
import { acceptEdits, reviewOf, startReview } from "./update-review.ts";

/** 1.12.4 adds a key; 2.0.0 changes the default of one that the profiles here have set. */
const content = contentOf({
  "nginx 1.12.1": { "values.yaml": "replicas: 1\nport: 80\n" },
  "nginx 1.12.4": { "values.yaml": "replicas: 1\nport: 80\nfresh: true\n" },
  "nginx 2.0.0": { "values.yaml": "replicas: 2\nport: 80\n" },
});

const head = "name: base\ntype: infra\ndescription: ''\npacks:\n";
const block = "|\n      replicas: 3\n      port: 80";
const pack = (values: string, version = "1.12.1") =>
  `  - name: nginx\n    version: ${version}\n    values: ${values}\n`;
const added = `${block}\n      fresh: true`;

function open(text: string, options: FixtureOptions = {}) {
  const one = fixture(text, { content, ...options });
  return { ...one, at: text.search(/name:? nginx|"name": ?"nginx"/) };
}

/** The text after every pack went to the version, and what was said of those that did not. */
function update(text: string, version: string, options?: FixtureOptions) {
  const { snapshot, file, at } = open(text, options);
  const listed = updateChoices(snapshot, file, at, { chosen: [], ticked: undefined })?.packs ?? [];
  const chosen = listed.map(({ offset, name, current }) => ({ offset, name, current, version }));
  const { edits = [], left = [] } = updateChosen(snapshot, file, at, chosen, undefined) ?? {};
  return { text: applyEdits(text, edits[0]?.edits ?? []), left: left.map(({ note }) => note) };
}

/** The text after a review in which somebody wrote 7 replicas was accepted, or why there is none. */
function accept(text: string, options?: FixtureOptions): string {
  const { snapshot, file, at } = open(text, options);
  const start = startReview(snapshot, file, at, "2.0.0");
  if ("reason" in start) return start.reason;
  const review = reviewOf(snapshot, start.identity);
  if ("reason" in review) return review.reason;
  const decided = review.values.proposal.replace("replicas: 3", "replicas: 7");
  const accepted = acceptEdits(snapshot, start.identity, decided, undefined);
  return "reason" in accepted ? accepted.reason : applyEdits(text, accepted.edits[0]?.edits ?? []);
}

const json = (values: string) =>
  JSON.stringify(
    {
      metadata: { name: "a" },
      spec: { template: { packs: [{ name: "nginx", version: "1.12.1", tag: "1.12.1", values }] } },
    },
    null,
    2,
  );

describe.each<[string, string, (values: string, version: string) => string, FixtureOptions?]>([
  ["a block", block, pack],
  ["CRLF", block, (values, version) => pack(values, version).replaceAll("\n", "\r\n")],
  ["a byte order mark", block, (values, version) => `\ufeff${head}${pack(values, version)}`],
  ["no line end at the end", block, (values, version) => pack(values, version).trimEnd()],
  ["a quoted version", block, (values, version) => pack(values, `"${version}" # held`)],
  ["a syntax error behind", block, (values, version) => `${pack(values, version)}  - name: [broken\n`],
  [
    "a second document",
    block,
    (values, version) => `${head}${pack(values, version)}---\n${head.replace("base", "two")}${pack(block)}`,
  ],
])("values in %s", (_, __, write, options) => {
  const profile = (values: string, version: string) => {
    const text = write(values, version);
    return text.includes("packs:")
      ? text
      : `${text.includes("\r") ? head.replaceAll("\n", "\r\n") : head}${text}`;
  };

  it("go along", () => {
    const updated = update(profile(block, "1.12.1"), "1.12.4", options);
    expect(updated).toEqual({ text: profile(added, "1.12.4"), left: [] });
  });

  it("are reviewed and accepted", () => {
    const text = profile(block, "1.12.1");
    expect(update(text, "2.0.0", options)).toEqual({ text, left: ["1 value to review: replicas"] });
    const reviewed = profile(block.replace("3", "7"), "2.0.0");
    expect(accept(text, options)).toBe(reviewed);
  });
});

describe("values in other styles", () => {
  it.each([
    ["double quotes", '"replicas: 3\\nport: 80\\n"', '"replicas: 3\\nport: 80\\nfresh: true\\n"'],
    ["single quotes", "'replicas: 3\n\n      port: 80'", added],
    ["a folded block", ">\n      replicas: 3\n\n      port: 80", added],
  ])("%s go along", (_, before, after) => {
    expect(update(head + pack(before), "1.12.4").text).toBe(head + pack(after, "1.12.4"));
  });

  it("exports keep their line ends and their tag follows", () => {
    const before = "replicas: 3\r\nport: 80\r\n";
    const after = (version: string, values: string) => json(values).replaceAll("1.12.1", version);
    expect(update(json(before), "1.12.4", { name: "a.json" }).text).toBe(
      after("1.12.4", `${before}fresh: true\r\n`),
    );
    expect(accept(json(before), { name: "a.json" })).toBe(after("2.0.0", before.replace("3", "7")));
  });

  it.each([
    ["a template line of Terraform", "replicas: ${n}", "1 value to review: replicas"],
    [
      "a tab as indentation",
      "replicas: 3\n      \tport: 80",
      "values cannot be taken along: the values are no YAML",
    ],
    [
      "two documents",
      "replicas: 3\n      ---\n      port: 80",
      "values cannot be taken along: the values are several YAML documents",
    ],
  ])("%s is left to a person, and it is said why", (_, values, note) => {
    const text = head + pack(`|\n      ${values}`);
    expect(update(text, "2.0.0")).toEqual({ text, left: [note] });
  });
});

describe("what packs share", () => {
  it("as values is never written for one of them", () => {
    const text = `${head}${pack(`&shared ${block}`)}${pack("*shared")}`;
    const note = "values cannot be taken along: others share the values";
    expect(update(text, "1.12.4")).toEqual({ text, left: [note, note] });
    expect(accept(text)).toBe(
      "There is nothing to compare with: others share the values. Update the version alone",
    );
  });

  it("as a version is written for each where all of them go there", () => {
    const profile = (values: string, version: string, other: string) =>
      `${head}${pack(values, `&nginx ${version}`)}${pack(values, other)}`;
    const text = profile(block, "1.12.1", "*nginx");
    expect(update(text, "1.12.4").text).toBe(profile(added, "1.12.4", "1.12.4"));
    expect(accept(text)).toBe(
      "`nginx` shares its version with another pack, by an anchor or a merge: give it a version of its own first",
    );
  });
});

describe("packs of one name", () => {
  it("go each for itself", () => {
    const fragment = "|\n      port: 80";
    expect(update(head + pack(block) + pack(fragment), "2.0.0")).toEqual({
      text: head + pack(block) + pack(fragment, "2.0.0"),
      left: ["1 value to review: replicas"],
    });
  });

  it("may be thirty", () => {
    const profile = (values: string, version: string) => head + pack(values, version).repeat(30);
    expect(update(profile(block, "1.12.1"), "1.12.4").text).toBe(profile(added, "1.12.4"));
  });
});

describe("a review that cannot be", () => {
  it.each([
    [
      "of a version that something else fills in",
      pack(block, '"${version}"'),
      "The version of `nginx` cannot be told from the profile, which has `${version}`: write the version that it has first",
    ],
    [
      "of empty values",
      pack('""'),
      "There is nothing to review: the profile has no values for `nginx`. Update the version alone",
    ],
  ])("%s says why", (_, text, reason) => {
    expect(accept(head + text)).toBe(reason);
  });
});
