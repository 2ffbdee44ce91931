// The one place where the editor tests and `npm start` name what they rely on in samples/.

export const extensionId = "cluster-profiles.cluster-profiles";
export const source = "cluster-profiles";

export const sample = {
  /** A profile with an outdated pack. Relative to the workspace. */
  profile: "profiles/profile-maas-infra-1.1.0.yaml",
  pack: "cni-calico",
  /** The version that the profile asks for. */
  version: "3.28.0",
  /** The newest in the registry. */
  newest: "3.28.2",
  rule: "outdated-pack",
  /** The folder of the newest version, and a version that nobody has published. */
  packFolder: "packs/cni-calico-3.28.2",
  unpublished: "3.28.9",
  /** A profile with a pack whose update wants a look at two values. No cluster uses it. */
  reviewed: {
    profile: "problems/values-lifecycle.yaml",
    pack: "nginx",
    version: "1.11.5",
    newest: "1.12.4",
  },
} as const;

/** Title of the quick fix to that version; more words may follow it. */
export function updateTitle(version: string): string {
  return `Update ${sample.pack} to ${version}`;
}

/** Part of its title when the profile itself is changed, though clusters use it. */
export const inPlace = "in place";

/** Inside the version of the sample's pack, counted from 1 as the editor shows it. */
export function placeOfVersion(text: string): { readonly line: number; readonly column: number } {
  const at = text.indexOf(sample.version, text.indexOf(`name: ${sample.pack}`));
  if (at < 0) throw new Error(`${sample.profile} has no ${sample.pack} ${sample.version}.`);
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 2 };
}
