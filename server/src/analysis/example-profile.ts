/** Pieces of which the examples of rules about the packs of a profile are put together. */

/** A pack of the example registry (see example-workspace.ts), an item of `packs`. */
export function exampleItem(name: string, version: string, values?: string): string {
  const item = `  - name: ${name}\n    type: spectro\n    registry: Palette Registry\n    version: "${version}"\n`;
  return values === undefined
    ? item
    : `${item}    values: |\n${values.replace(/^(?=.)/gm, "      ").trimEnd()}\n`;
}

/** A profile of these packs. */
export function exampleProfile(type: string, cloud: string, items: string): string {
  return `name: base\ntype: ${type}\ncloudType: ${cloud}\ndescription: ""\npacks:\n${items}`;
}

/** The first layers of a profile for `maas`, which lacks storage. */
export const exampleInfra = `${exampleItem("ubuntu-maas", "22.04")}${exampleItem("kubernetes", "1.32.8")}${exampleItem("cni-calico", "3.28.2")}`;
