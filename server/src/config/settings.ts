/**
 * The one table of everything a user can set. The config file's schema, the editor's settings in package.json and
 * docs/settings.md are generated from it (`npm run generate`), and the reader below knows no other names.
 */

import { prereleasePolicies } from "./update-policy.ts";

/**
 * A piece of JSON Schema as both the config file's schema and VS Code's settings understand it. Keywords that start with `x-` are
 * words for our own messages, and are left out of the settings.
 */
export type SettingSchema = { readonly [keyword: string]: unknown };

export interface Setting {
  /** Path in the config file; undefined for what only an editor has. */
  readonly file: readonly string[] | undefined;
  /** Key below `clusterProfiles.` in the editor; undefined for what only the config file has. */
  readonly editor: string | undefined;
  readonly scope: "resource" | "window" | "machine-overridable";
  /** One or two sentences, Markdown, for all three places. */
  readonly description: string;
  readonly schema: SettingSchema;
  readonly default: unknown;
  /** A few lines of YAML that show it in the config file. */
  readonly example: string | undefined;
}

const globs: SettingSchema = { type: "array", items: { type: "string", minLength: 1 } };

/** What the configuration needs to know of a rule. */
export interface RuleFacts {
  readonly id: string;
  readonly summary: string;
  readonly severity: string;
  readonly offByDefault?: boolean | undefined;
}

/** The rules come from outside, because they are built on top of the configuration. */
export function settingsTable(rules: readonly RuleFacts[]): readonly Setting[] {
  const severityOf = ({ summary, severity, offByDefault }: RuleFacts) => ({
    type: "string",
    enum: ["error", "warning", "information", "hint", "off"],
    default: offByDefault === true ? "off" : severity,
    description: summary,
  });
  return [
    {
      file: ["registries"],
      editor: "registries",
      scope: "machine-overridable",
      description:
        "Folders of packs (any tree with `pack.json` files), each under the name by which profiles know the registry. Folders are relative to the config file, or to the workspace folder in the editor's settings.",
      schema: {
        type: "array",
        items: {
          type: "object",
          "x-noun": "registry",
          additionalProperties: false,
          required: ["folder"],
          properties: {
            name: {
              type: "string",
              minLength: 1,
              description:
                "The registry's name in Palette, as profiles write it. Without a name the folder may stand for any registry.",
            },
            folder: {
              type: "string",
              minLength: 1,
              description: "The folder that holds the packs, at any depth.",
              "x-add": "add `folder` with the folder that holds the packs",
            },
            complete: {
              type: "boolean",
              default: false,
              description:
                "True when every pack of the registry is in the folder. A pack that is missing here is then reported as a warning instead of a hint.",
            },
          },
        },
      },
      default: [],
      example: "registries:\n  - name: Palette Registry\n    folder: packs\n    complete: true",
    },
    {
      file: ["rules"],
      editor: "rules",
      scope: "resource",
      description:
        "The severity of a rule, by rule id; `off` silences it. A rule that is off by default runs as soon as it is given a severity.",
      schema: {
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(rules.map((rule) => [rule.id, severityOf(rule)])),
      },
      default: {},
      example: "rules:\n  outdated-pack: warning\n  unread-key: off",
    },
    {
      file: ["updates"],
      editor: "updates",
      scope: "resource",
      description:
        'Which newer versions of packs are offered. What several entries say of one pack is put together; a later one wins where only one thing can be said. Holds for one place are comments: `# cluster-profiles-hold <2 until=2027-03-01 reason="vendor freeze"`.',
      schema: {
        type: "array",
        items: {
          type: "object",
          "x-noun": "update policy",
          additionalProperties: false,
          properties: {
            packs: {
              ...globs,
              description: "Globs of pack names, such as `cni-*`; without them the entry is for every pack.",
            },
            prereleases: {
              type: "string",
              enum: prereleasePolicies,
              default: "when-on-one",
              description: "When prereleases are offered: `when-on-one` where the profile uses one already.",
            },
            hold: {
              type: "string",
              minLength: 1,
              description:
                "The only versions that are offered, as a range in the order of packs: `<2`, `>=1.2 <1.4`, `1.31.x`, or several with `||`.",
            },
            until: {
              type: "string",
              description: "The last day of the hold, such as `2027-03-01`. Quote it.",
            },
            reason: { type: "string", description: "Why, for whoever asks why nothing newer is offered." },
            skip: {
              type: "array",
              items: { type: "string", minLength: 1 },
              description: "Ranges whose versions are never offered, such as `1.12.3`.",
            },
            enabled: {
              type: "boolean",
              default: true,
              description: "False where no newer version is to be offered at all.",
            },
          },
        },
      },
      default: [],
      example:
        'updates:\n  - packs: [kubernetes]\n    hold: "<1.33"\n    until: "2027-03-01"\n    reason: vendor freeze\n  - packs: ["cert-*"]\n    prereleases: always\n    skip: ["1.17.0"]',
    },
    {
      file: ["files", "profiles"],
      editor: "files.profiles",
      scope: "resource",
      description: "Globs of files that are profiles, whatever their content looks like.",
      schema: globs,
      default: [],
      example: 'files:\n  profiles: ["config/profile/*.yaml"]',
    },
    {
      file: ["files", "clusters"],
      editor: "files.clusters",
      scope: "resource",
      description: "Globs of files that are clusters, whatever their content looks like.",
      schema: globs,
      default: [],
      example: 'files:\n  clusters: ["config/cluster/*.yaml"]',
    },
    {
      file: ["files", "ignore"],
      editor: "files.ignore",
      scope: "resource",
      description: "Globs of files that are left alone, even when they look like profiles or clusters.",
      schema: globs,
      default: [],
      example: 'files:\n  ignore: ["examples/**"]',
    },
    {
      file: ["clusterStatus"],
      editor: "clusterStatus",
      scope: "resource",
      description:
        "The file that says in which state clusters are, as a pipeline has taken it from Palette. Its path is relative to the workspace folder, in which it has to be; without one it is `clusters.status.yaml`, `.yml` or `.json` at the top of the folder.",
      schema: { type: "string" },
      default: "",
      example: "clusterStatus: state/clusters.status.json",
    },
    {
      file: undefined,
      editor: "inlayHints.enabled",
      scope: "window",
      description:
        "Shows hints in the text: the newest version at the end of the line of an outdated pack or profile version, and what `inlayHints.defaults` and `inlayHints.effects` are about.",
      schema: { type: "boolean" },
      default: true,
      example: undefined,
    },
    {
      file: undefined,
      editor: "inlayHints.defaults",
      scope: "window",
      description: "Shows the pack's default behind a value that differs from it.",
      schema: { type: "boolean" },
      default: true,
      example: undefined,
    },
    {
      file: undefined,
      editor: "inlayHints.effects",
      scope: "window",
      description:
        "Shows at the version of a pack how many clusters are on the profile's version and the worst that happens to one of them: by what has changed of the pack since the last commit, or else by the update that is offered, if it is made in the place of this version.",
      schema: { type: "boolean" },
      default: false,
      example: undefined,
    },
    {
      file: undefined,
      editor: "views.followEditor",
      scope: "window",
      description: "Selects the profile or cluster of the active editor in the views Profiles and Clusters.",
      schema: { type: "boolean" },
      default: true,
      example: undefined,
    },
  ];
}
