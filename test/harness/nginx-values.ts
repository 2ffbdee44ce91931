/** A pack with all that packs may say of their values, and profiles that hold values of it in every way of writing. */

import { contentOf, type FixtureOptions } from "./feature-fixture.ts";

export const nginxDefaults = `# About all of the values.

pack:
  # Where it goes
  namespace: "web" # must exist
  spectrocloud.com/install-priority: "0"
charts:
  nginx:
    # -- How many pods
    # run at *once*
    replicas: 2

    # told by nobody

    mode: fast
    # never password: abc
    adminPassword: hunter2
    link: https://me:hunter2@example.com
    service: # as others see it
      type: ClusterIP
      ports: [80]
    env:
      - name: LOG
        # how much
        value: info
    script: |
      one
      two
    enabled: true
    tag: "1.20"
    empty: ""
`;

export const nginxSchema = `charts.nginx.mode:
  schema: '{{ required | format "\${list:[fast,slow]}" | hints "how *fast*" }}'
charts.nginx.pin:
  schema: '{{ required | format "\${password}" }}'
charts.nginx.limits.cpu:
  schema: '{{ format "\${number:[1-8]}" }}'
charts.nginx.example.com/zone:
  schema: '{{ format "\${string}" }}'
charts.nginx.env.$[].value:
  schema: '{{ format "\${list:[info,debug]}" }}'
pack.namespace:
  schema: '{{ readonly }}'
`;

export const nginxPresets = `presets:
  - name: ha
    displayName: High availability
    group: Mode
    remove: [charts.nginx.service]
    add: |
      charts:
        nginx:
          replicas: 3
          affinity: hard
  - name: solo
    group: Mode
    add: |
      charts:
        nginx:
          replicas: 1
`;

export const nginxFiles: FixtureOptions = {
  content: contentOf({
    "nginx 1.12.1": {
      "values.yaml": nginxDefaults,
      "schema.yaml": nginxSchema,
      "presets.yaml": nginxPresets,
    },
  }),
};

/** A flat profile with the values as a literal block, and another pack behind it. */
export function inBlock(values: string, version = "1.12.1", head = "|"): string {
  const lines = values.split("\n").map((line) => (line === "" ? "" : `      ${line}`));
  return `name: base
type: add-on
description: ""
packs:
  - name: nginx
    type: spectro
    version: ${version}
    values: ${head}
${lines.join("\n")}
  - name: cni-calico
    type: spectro
    version: 3.28.0
`;
}

/** An export in JSON; a `$0` in the values stays what it is. */
export function inJson(values: string): string {
  return `{"metadata": {"name": "base"}, "spec": {"version": "1.0.0", "template": {"type": "add-on", "packs": [
  {"name": "nginx", "type": "spectro", "version": "1.12.1", "values": ${JSON.stringify(values)}}]}}}
`;
}
