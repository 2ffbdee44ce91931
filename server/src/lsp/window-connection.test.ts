import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Connection } from "vscode-languageserver/node";
import { Workspace } from "../workspace/workspace.ts";
import { uriOf } from "./convert.ts";
import { ValuesWindows } from "./values-windows.ts";
import { windowConnection } from "./window-connection.ts";

/** Those that are about no document, or go by what an answer before them holds. */
const others = /^on(?:Did\w+|Request|Notification|Initialize\w*|Shutdown|Exit|CompletionResolve)$/;

it("passes every request about a document on that a handler takes", () => {
  const handlers = join(import.meta.dirname, "handlers");
  const names = readdirSync(handlers).flatMap((name) =>
    [
      ...readFileSync(join(handlers, name), "utf8").matchAll(
        /\bconnection\s*\.(on\w+)\(|languages\.(\w+)\.on\(/g,
      ),
    ].map(([, on, language]) => on ?? `languages.${language}`),
  );
  const wanted = new Set(names.filter((name) => !others.test(name)));
  expect(wanted).toContain("onHover");
  expect(wanted).toContain("languages.inlayHint");
  const bare = { languages: { inlayHint: {} } } as unknown as Connection;
  const aware = windowConnection(bare, new ValuesWindows({ workspace: new Workspace(), uriOf }));
  const passed = [
    ...Object.keys(aware),
    ...Object.keys(Object.getOwnPropertyDescriptors(aware.languages)).map((name) => `languages.${name}`),
  ];
  expect([...wanted].filter((name) => !passed.includes(name))).toEqual([]);
});
