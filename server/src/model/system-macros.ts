/**
 * The macros that Palette fills in by itself, and what each stands for; and the functions that macros are piped to. Source of the names:
 * Palette's documentation of macros. A newer Palette may know more.
 */

export interface SystemMacro {
  /** What follows `.spectro.system.`. */
  readonly name: string;
  readonly meaning: string;
  /** The clouds whose clusters have it; undefined for all. */
  readonly clouds?: readonly string[];
}

const edgeAndVsphere = ["vsphere", "edge-native", "edge", "edge-vsphere", "libvirt"];

export const systemMacros: readonly SystemMacro[] = [
  { name: "user.name", meaning: "The name of the user who deploys the cluster." },
  { name: "user.uid", meaning: "The id of the user who deploys the cluster." },
  { name: "user.email", meaning: "The e-mail address of the user who deploys the cluster." },
  { name: "tenant.uid", meaning: "The id of the tenant." },
  { name: "project.name", meaning: "The name of the project that the cluster is in." },
  { name: "project.uid", meaning: "The id of the project that the cluster is in." },
  { name: "clusterprofile.name", meaning: "The name of this cluster profile." },
  { name: "clusterprofile.uid", meaning: "The id of this cluster profile." },
  { name: "clusterprofile.version", meaning: "The version of this cluster profile." },
  { name: "clusterprofile.infra.name", meaning: "The name of the cluster's infrastructure profile." },
  { name: "clusterprofile.infra.uid", meaning: "The id of the cluster's infrastructure profile." },
  { name: "clusterprofile.infra.version", meaning: "The version of the cluster's infrastructure profile." },
  { name: "cluster.name", meaning: "The name of the cluster." },
  { name: "cluster.uid", meaning: "The id of the cluster." },
  {
    name: "cluster.kubevip",
    meaning: "The virtual IP address of the cluster's control plane.",
    clouds: edgeAndVsphere,
  },
  { name: "cloudaccount.name", meaning: "The name of the cloud account that the cluster is deployed with." },
  { name: "cloudaccount.uid", meaning: "The id of the cloud account that the cluster is deployed with." },
  { name: "kubernetes.version", meaning: "The cluster's Kubernetes version." },
  {
    name: "reverseproxy.server",
    meaning: "The host of the reverse proxy through which the cluster is reached.",
  },
  { name: "reverseproxy.port", meaning: "The port of the reverse proxy." },
  { name: "reverseproxy.protocol", meaning: "The protocol of the reverse proxy." },
  { name: "reverseproxy.vhostport", meaning: "The port of the reverse proxy's virtual host." },
  { name: "cloud.type", meaning: "The cloud or platform that the cluster runs on." },
  { name: "cloud.region", meaning: "The region of the cloud that the cluster runs in." },
];

const byName = new Map(systemMacros.map((macro) => [macro.name, macro]));

export function systemMacro(name: string): SystemMacro | undefined {
  return byName.get(name);
}

/** What stands behind `.spectro.`. */
export const macroKinds: Readonly<Record<MacroKind, string>> = {
  system: "What Palette knows of the cluster, its profile and its project.",
  pack: "A value of another layer of the profile.",
  var: "A variable of the profile, filled in by each cluster.",
  macro: "A macro that somebody has defined for the project or the tenant in Palette.",
};

export type MacroKind = "system" | "pack" | "var" | "macro";

export function isMacroKind(text: string): text is MacroKind {
  return Object.hasOwn(macroKinds, text);
}

/** Functions behind a `|`, the ones that are used most, with what each does. */
export const macroFunctions: Readonly<Record<string, string>> = {
  default: 'Takes the given value where there is none: `default "x"`.',
  upper: "Turns all letters into capitals.",
  lower: "Turns all letters into small ones.",
  quote: "Puts double quotes around the value.",
  squote: "Puts single quotes around the value.",
  trim: "Takes blanks off both ends.",
  trimPrefix: 'Takes the given beginning off: `trimPrefix "v"`.',
  trimSuffix: 'Takes the given end off: `trimSuffix "."`.',
  substr: "Cuts out a part, from one place to before another: `substr 0 4`.",
  trunc: "Keeps the first characters: `trunc 63`.",
  replace: 'Replaces one text by another: `replace "." "-"`.',
  split: 'Splits at the given text into `_0`, `_1` and so on: `split "."`.',
  splitList: 'Splits at the given text into a list: `splitList ","`.',
  join: 'Joins a list with the given text between: `join ","`.',
  b64enc: "Encodes the value as Base64.",
  b64dec: "Decodes a Base64 value.",
  sha256sum: "Makes the SHA-256 hash of the value.",
  title: "Begins each word with a capital.",
  nospace: "Takes all blanks out.",
  int: "Turns the value into a whole number.",
  toString: "Turns the value into text.",
  indent: "Indents each line: `indent 4`.",
  nindent: "Indents each line and begins with a new one: `nindent 4`.",
  toJson: "Writes the value as JSON.",
  toYaml: "Writes the value as YAML.",
};
