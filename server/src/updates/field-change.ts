/** One thing that a profile or a pack states otherwise than before. */

/** Undefined is what is not stated. */
export interface FieldChange<Field extends string> {
  readonly field: Field;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Undefined when nothing has changed. */
export function field<Field extends string>(
  name: Field,
  before: string | undefined,
  after: string | undefined,
): FieldChange<Field> | undefined {
  return before === after ? undefined : { field: name, before, after };
}
