/** Workspaces on the disk for one test each: a few files, a tiny registry, and the names by which client and server know them. */

import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Range } from "vscode-languageserver-protocol/node";

/** Texts by the paths of their files, with `/`. */
export type Files = Readonly<Record<string, string>>;

/** A profile beside the test's own ones, by which a test can tell that the server has nothing left to say; see `Client.settle`. */
export const sentinelName = "zz-sentinel.yaml";

/** Without findings at `1.0.0`. */
export function sentinel(version = "1.0.0"): string {
  return `name: sentinel\nversion: "${version}"\ntype: add-on\ndescription: ""\npacks: []\n`;
}

export class TestFolder {
  /** Absolute, without symbolic links. */
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get uri(): string {
    return pathToFileURL(this.path).href;
  }

  pathOf(name: string): string {
    return join(this.path, name);
  }

  uriOf(name: string): string {
    return pathToFileURL(this.pathOf(name)).href;
  }

  /** A folder in it. */
  folder(name: string): TestFolder {
    return new TestFolder(this.pathOf(name));
  }

  /** Gives the URI. */
  write(name: string, text: string): string {
    const path = this.pathOf(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return this.uriOf(name);
  }

  writeAll(files: Files): void {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  /** The text of a file, by its URI. */
  read(uri: string): string {
    return readFileSync(fileURLToPath(uri), "utf8");
  }

  /** A file, or a folder with all that is in it. Gives the URI. */
  remove(name: string): string {
    rmSync(this.pathOf(name), { recursive: true });
    return this.uriOf(name);
  }

  rename(from: string, to: string): void {
    mkdirSync(dirname(this.pathOf(to)), { recursive: true });
    renameSync(this.pathOf(from), this.pathOf(to));
  }
}

/** A new folder with these files and the sentinel, which somebody has to take away. */
export function makeTestFolder(files: Files): TestFolder {
  const folder = new TestFolder(realpathSync(mkdtempSync(join(tmpdir(), "cluster-profiles-protocol-"))));
  folder.write(sentinelName, sentinel());
  folder.writeAll(files);
  return folder;
}

/** The pack.json and values.yaml of packs, given as `name version layer`, in folders of their own below the folder. */
export function registry(folder: string, ...packs: readonly string[]): Files {
  return Object.fromEntries(
    packs.flatMap((words) => {
      const [name = "", version = "", layer = "addon"] = words.split(" ");
      const place = `${folder}/${name}-${version}`;
      return [
        [`${place}/pack.json`, packJson(name, version, layer)],
        [`${place}/values.yaml`, `pack:\n  namespace: ${name}\n`],
      ];
    }),
  );
}

export function packJson(name: string, version: string, layer = "addon"): string {
  const pack = { name, displayName: name.toUpperCase(), version, layer, cloudTypes: ["all"] };
  return `${JSON.stringify(pack, undefined, 2)}\n`;
}

/** nginx in three versions, each farther from 1.12.1 than the one before. */
export const nginxPacks: Files = registry("packs", "nginx 1.12.1", "nginx 1.12.4", "nginx 1.13.0");

/** An add-on profile with nginx. 1.13.0 is the newest of {@link nginxPacks}, and gives no finding. */
export function nginxProfile(version: string, { name = "web", profileVersion = "1.0.0" } = {}): string {
  return [
    `name: ${name}`,
    `version: "${profileVersion}"`,
    "type: add-on",
    'description: ""',
    "packs:",
    "  - name: nginx",
    "    type: spectro",
    "    registry: Palette Registry",
    `    version: "${version}"`,
    "",
  ].join("\n");
}

/** What stands on the disk in a range of one line. Editors hide a byte order mark, so its width does not count. */
export function textIn({ uri, range }: { uri: string; range: Range }): string {
  const text = readFileSync(fileURLToPath(uri), "utf8").replace(/^\ufeff/, "");
  const line = text.split(/\r?\n/)[range.start.line] ?? "";
  return line.slice(range.start.character, range.end.character);
}
