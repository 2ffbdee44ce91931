/** Tests of unknown-system-macro. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

describe("unknown-system-macro", () => {
  it("finds slips in names and kinds, and informs of what it does not know", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: a
          type: manifest
          values: |
            a: '{{ .spectro.system.cluster.nmae }}'
            #                      ^^^^^^^^^^^^ warning(unknown-system-macro) [fix]: did you mean \`cluster.name\`?
            b: '{{.spectro.sytem.cluster.name}}'
            #              ^^^^^ warning(unknown-system-macro) [fix]: did you mean \`system\`?
            c: '{{ .spectro.system.moon.phase }}'
            #                      ^^^^^^^^^^ information(unknown-system-macro): check the name
            d: '{{ .spectro.weather.x }}'
            #               ^^^^^^^ information(unknown-system-macro): it is one of \`system\`
            e: '{{ .spectro.system.kubernetes | upper }}'
            #                      ^^^^^^^^^^ warning(unknown-system-macro) [fix]: write one of them
          manifests:
            - name: m
              content: |
                a: {{ .spectro.system.cluster.Name }}
                #                     ^^^^^^^^^^^^ warning(unknown-system-macro) [fix]: did you mean \`cluster.name\`?
      -- config --
      rules: { values-syntax: off, manifest-syntax: off }
    `);
  });

  it("leaves alone what is known, unfinished, in comments, filled in, or of other tools", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: a
          type: manifest
          values: |
            a: '{{ .spectro.system.cluster.name }}{{.spectro.system.reverseproxy.vhostport | default "1"}}'
            b: {{ .spectro.system.clus
            # c: {{ .spectro.system.clustr.name }}
            d: '{{ .spectro.system.\${NAME} }} {{ .spectro.system.%NAME% }}'
            e: '{{ .Values.spectro.system.x }} {{ include "spectro.system.x" . }} {{ $labels.system }}'
            f: {{ .spectro. }}
      -- config --
      rules: { values-syntax: off, manifest-syntax: off }
    `);
  });

  it("looks into exports and into the overrides of clusters", () => {
    checkFindings(`
      -- export.json --
      {"metadata": {"name": "base"}, "spec": {"template": {"type": "infra", "packs": [
        {"name": "a", "type": "manifest", "values": "a: '{{ .spectro.system.cluster.nmae | default \\"x\\" }}'\\n"}
        # @70+12 warning(unknown-system-macro) [fix]: did you mean \`cluster.name\`?
      ]}}}
      -- config --
      rules: { cluster-override: off }
      -- cluster.yaml --
      name: lab
      cloudType: maas
      profiles:
        infra:
          name: base
          version: 1.0.0
          packs:
            - name: a
              override_type: values
              values: |
                a: '{{ .spectro.system.cluster.uuid }}'
                #                      ^^^^^^^^^^^^ warning(unknown-system-macro) [fix]: \`cluster.uid\`
      node_groups: []
    `);
  });

  it("is silenced by a comment in the values", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: a
          type: manifest
          values: |
            # cluster-profiles-ignore unknown-system-macro of our next Palette
            a: '{{ .spectro.system.moon.phase }}'
    `);
  });

  it("mends the name and nothing else", () => {
    const file = (name: string) => `
      name: base
      type: add-on
      description: ""
      packs:
        - name: a
          type: manifest
          values: |
            a: '{{ .spectro.system.${name} | upper }}' # why
    `;
    checkFix(file("project.nmae"), "Change to `project.name`", file("project.name"));
  });
});
