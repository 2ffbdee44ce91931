/**
 * The schemas of real packs, where they are present (CLUSTER_PROFILES_DATA, or ../shared/data beside the checkout): all of them are read, and
 * what a pack says by default breaks none of its own formats.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "../../syntax/parse.ts";
import { judgeValues } from "./judge.ts";
import { readPackSchema } from "./schema-file.ts";

const data =
  process.env.CLUSTER_PROFILES_DATA ?? fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const folder = join(data, "packs");
const present = existsSync(folder);
if (!present)
  console.warn(
    `Not run: real schemas, because ${folder} does not exist (CLUSTER_PROFILES_DATA names the folder)`,
  );

describe.skipIf(!present)("the schemas of real packs", () => {
  const packs = (present ? readdirSync(folder) : [])
    .map((name) => ({
      name,
      file: join(folder, name, "schema.yaml"),
      values: join(folder, name, "values.yaml"),
    }))
    .filter(({ file }) => existsSync(file))
    .map((pack) => ({ ...pack, text: readFileSync(pack.file, "utf8") }))
    .map((pack) => ({ ...pack, schema: readPackSchema(pack.text) }));

  it("are read without a problem, every entry of them", () => {
    const problems = packs.flatMap(({ name, schema }) =>
      schema.problems.map(({ message }) => `${name}: ${message}`),
    );
    expect(problems).toEqual([]);
    for (const { text, schema } of packs)
      expect(schema.entries).toHaveLength(text.match(/^ +schema:/gm)?.length ?? 0);
    expect(packs.flatMap(({ schema }) => schema.entries).length).toBeGreaterThan(100);
  });

  it("break none of their formats, and leave no more than a required value empty", () => {
    const verdicts = packs.flatMap(({ name, schema, values }) => {
      const root = parse(readFileSync(values, "utf8"))[0]?.root;
      return schema.entries.flatMap((constraint) =>
        judgeValues(constraint, root, { root }).flatMap((judgement) =>
          judgement.verdicts.map((verdict) => ({ name, path: constraint.path.text, ...verdict })),
        ),
      );
    });
    expect(verdicts.filter(({ kind }) => kind !== "missing")).toEqual([]);
    for (const { name, path } of verdicts)
      expect(`${name} ${path}`).toMatch(
        /^(?:crowdstrike|external-snapshotter|karpenter|splunk|stormforge|twistlock)/,
      );
  });
});
