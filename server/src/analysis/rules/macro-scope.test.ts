/** Tests of macro-scope. */

import { describe, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const profile = (cloud: string, annotation = "") => `
      name: base
      type: add-on
      ${cloud}
      description: ""
      packs:
        - name: a
          type: manifest
          values: |
            a: '{{ .spectro.system.cluster.kubevip }}'${annotation}
            b: '{{ .spectro.system.cluster.name }}'
            # c: {{ .spectro.system.cluster.kubevip }}
    `;

describe("macro-scope", () => {
  it.each(["aws", "maas", "gke"])("tells what %s does not have", (cloud) => {
    checkFindings(
      profile(
        `cloudType: ${cloud}`,
        `\n            #                      ^^^^^^^^^^^^^^^ warning(macro-scope): this profile is for \`${cloud}\``,
      ),
    );
  });

  it.each([
    "cloudType: vsphere",
    "cloudType: edge-native",
    "cloudType: all",
    "cloudType: nutanix",
    "cloudType: generic",
    "cloudType: ${CLOUD}",
    "context: project",
  ])("says nothing with %s", (cloud) => {
    checkFindings(profile(cloud));
  });
});
