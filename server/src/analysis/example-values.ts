/** The profile in which the rules about values show their examples. */

const head =
  'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n';

/** A flat profile with one pack, `nginx` 1.12.4, of these values; without any for undefined. */
export function profileWithValues(values: string | undefined): string {
  if (values === undefined) return head;
  return `${head}    values: |\n${values.replace(/^(?=.)/gm, "      ")}`;
}

/** An export with the same pack and a list of variables, whose lines are given as they are to stand below `variables:`. */
export function exportWithValues(values: string, variables: string): string {
  return `metadata: { name: base }
spec:
  version: 1.0.0
  template:
    type: add-on
    cloudType: all
    packs:
      - name: nginx
        type: spectro
        layer: addon
        version: 1.12.4
        values: |
${values.replace(/^(?=.)/gm, "          ")}  variables:
${variables.replace(/^(?=.)/gm, "    ")}`;
}
