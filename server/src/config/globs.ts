/** Globs of the configuration. They come from the workspace, so one that a matcher could take ages over is refused. */

import picomatch from "picomatch";

/** Longest glob that is taken, in UTF-16 units. */
const maxLength = 256;

/** Each star multiplies the ways in which a name can be tried. */
const maxStarsInSegment = 3;
const maxGlobstars = 4;

/** Why the glob is not taken, in words for whoever wrote it; undefined for one that is. */
export function refuseGlob(glob: string): string | undefined {
  if (glob.length > maxLength) return `has more than ${maxLength} characters`;
  const segments = glob.split("/");
  if (segments.filter((segment) => segment === "**").length > maxGlobstars) {
    return `has more than ${maxGlobstars} \`**\``;
  }
  const stars = segments.map((segment) => (segment === "**" ? 0 : segment.split(/[*?]+/).length - 1));
  if (stars.some((count) => count > maxStarsInSegment)) {
    return `has more than ${maxStarsInSegment} wildcards between two slashes`;
  }
  return undefined;
}

/** True for paths, with `/`, that one of the globs covers. Globs that are refused cover nothing. */
export function createMatcher(globs: readonly string[]): (path: string) => boolean {
  const taken = globs.filter((glob) => refuseGlob(glob) === undefined);
  if (taken.length === 0) return () => false;
  // Extended groups (`+(a|b)`) may nest, which no bound on stars covers; braces do what people want of them.
  const matches = picomatch(taken, { dot: true, noextglob: true });
  return (path) => matches(path);
}
