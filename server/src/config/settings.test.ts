/** Tests of the settings table: what it names is what the reader reads. */

import { describe, expect, it } from "vitest";
import { rules } from "../analysis/rules/index.ts";
import { emptyPartialConfig } from "./config.ts";
import { readConfigFile } from "./config-file.ts";
import { settingsTable } from "./settings.ts";

const table = settingsTable(rules);

describe("the settings table", () => {
  it("has a place for every setting, and each place once", () => {
    const files = table.flatMap(({ file }) => (file === undefined ? [] : [file.join(".")]));
    const editors = table.flatMap(({ editor }) => (editor === undefined ? [] : [editor]));
    expect(new Set(files).size).toBe(files.length);
    expect(new Set(editors).size).toBe(editors.length);
    expect(table.filter(({ file, editor }) => file === undefined && editor === undefined)).toEqual([]);
  });

  it.each(
    table
      .filter(({ file }) => file !== undefined)
      .map((setting) => [setting.file?.join("."), setting] as const),
  )("shows %s in an example that the config file's reader understands and acts on", (_, { example = "" }) => {
    const { config, problems } = readConfigFile(example);
    expect(problems).toEqual([]);
    expect(config).not.toEqual(emptyPartialConfig);
  });
});
