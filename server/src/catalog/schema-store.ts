/**
 * Checks a document's tree against the JSON Schema of its kind. The only importer of ajv: it finds the faults, and none of its
 * messages leave this file, since those are about schemas and not about profiles.
 */

import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import type { Node } from "../syntax/tree.ts";
import { Check, explain, type SchemaProblem, type Violation } from "./schema-explain.ts";
import { Instance } from "./schema-instance.ts";
import { annotations, type SchemaId, schemas } from "./schema-lookup.ts";

export type { SchemaProblem } from "./schema-explain.ts";
export {
  describeKeys,
  describeValue,
  type KeyDescription,
  type SchemaId,
  type ValueDescription,
} from "./schema-lookup.ts";

/** All that the schema refuses in the document, in the order of the places. Ends, and never throws, on any tree. */
export function validateTree(schema: SchemaId, root: Node | undefined): SchemaProblem[] {
  if (root === undefined) return [];
  const instance = new Instance(root);
  const validate = validatorOf(schema);
  if (validate(instance.value)) return [];
  const byPlace = new Map<string, Violation[]>();
  for (const error of validate.errors ?? []) {
    const violations = byPlace.get(error.instancePath);
    if (violations === undefined) byPlace.set(error.instancePath, [toViolation(error)]);
    else violations.push(toViolation(error));
  }
  const check = new Check(schema, root, instance);
  const problems = [...byPlace].flatMap(([pointer, violations]) =>
    explain(check, instance.find(pointer), violations),
  );
  return inOrderAndOnce(problems);
}

/** What is merged into several maps shows up in each of them, and is told once. */
function inOrderAndOnce(problems: readonly SchemaProblem[]): SchemaProblem[] {
  const seen = new Set<string>();
  const distinct = problems.filter(({ span, keyword, missing }) => {
    const cause = `${span.start}:${span.end}:${keyword}:${missing ?? ""}`;
    const isFirst = !seen.has(cause);
    seen.add(cause);
    return isFirst;
  });
  return distinct.sort((a, b) => a.span.start - b.span.start);
}

function toViolation({ keyword, params }: ErrorObject): Violation {
  switch (keyword) {
    case "type": {
      const type: unknown = params.type;
      return { kind: "type", types: Array.isArray(type) ? type.map(String) : [String(type)] };
    }
    case "required":
      return { kind: "missing", key: String(params.missingProperty) };
    case "additionalProperties":
      return { kind: "unknown", key: String(params.additionalProperty) };
    default:
      return { kind: "other", keyword };
  }
}

const validators = new Map<SchemaId, ValidateFunction>();

function validatorOf(schema: SchemaId): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  // Each schema is compiled alone and when first needed: a session that sees no cluster never pays for clusters. The schemas
  // are ours and tested, so a start does not pay for checking or optimising them either.
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    validateSchema: false,
    code: { optimize: false },
  });
  ajv.addVocabulary([...annotations]);
  const validate = ajv.compile(schemas[schema]);
  validators.set(schema, validate);
  return validate;
}
