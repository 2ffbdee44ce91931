/** In which context (project, tenant, system) a profile is, or is looked for. Undefined is a context that may turn out to be any. */

import type { ProfileReference } from "./cluster.ts";
import { defaultContext, type Profile } from "./profile.ts";
import { known, type Text } from "./text.ts";

/** An export states none, because it is chosen on import; a template may become any. */
export function profileContext({ context, dialect }: Profile): string | undefined {
  if (isStated(context)) return known(context)?.text;
  return dialect === "flat" ? defaultContext : undefined;
}

/** The list dialect leaves an unstated context to the stack that reads it. */
export function referenceContext({ context, role }: ProfileReference): string | undefined {
  if (isStated(context)) return known(context)?.text;
  return role === "list" ? undefined : defaultContext;
}

export function contextsFit(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** An empty context is as good as none. */
function isStated(context: Text | undefined): context is Text {
  return context !== undefined && context.text !== "";
}
