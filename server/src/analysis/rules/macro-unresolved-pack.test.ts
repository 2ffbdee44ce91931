/** Tests of macro-unresolved-pack. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const profile = (lines: string, type = "cluster", catalog = "") => `${catalog}
      -- config --
      rules: { values-syntax: off, layer-in-add-on: off }
      -- profile.yaml --
      name: base
      type: ${type}
      description: ""
      packs:
        - name: kubernetes
          type: spectro
          registry: Palette Registry
          version: 1.32.8
          values: |
            cluster:
              domain: example.com
              ca.cert: abc
              hosts: [a]
        - name: web
          type: manifest
          values: |
            own: 1
${lines.replace(/^\n/, "").trimEnd()}
    `;

const catalog = (values: string) => `
      -- catalog Palette Registry complete --
      kubernetes 1.32.8 k8s values=${values}
      vault 1.0.0 addon`;

describe("macro-unresolved-pack", () => {
  it("finds packs that a full profile does not have", () => {
    checkFindings(
      profile(`
            a: '{{ .spectro.pack.kubernets.cluster.domain }}'
            #                    ^^^^^^^^^ warning(macro-unresolved-pack) [fix]: did you mean \`kubernetes\`?
            b: '{{ .spectro.pack.vault.server }}'
            #                    ^^^^^ warning(macro-unresolved-pack): check the name
            c: '{{ .spectro.pack.kubernetes.cluster.domain }}{{ .spectro.pack.web.own | quote }}'
      `),
    );
  });

  it("leaves to add-on profiles the packs of the others, unless one is a slip for their own", () => {
    const lines = (hint: string) => `
            a: '{{ .spectro.pack.vault.server.url }}'
            b: '{{ .spectro.pack.kubernets.cluster.domain }}'${hint}`;
    const hint =
      "\n            #                    ^^^^^^^^^ hint(macro-unresolved-pack) [fix]: did you mean `kubernetes`?";
    checkFindings(profile(lines(hint), "add-on"));
    checkFindings(
      profile(
        lines(""),
        "add-on",
        "\n      -- catalog Palette Registry --\n      kubernets 1.0.0 k8s\n      kubernetes 1.32.8 k8s",
      ),
    );
  });

  it("finds values that a pack has neither in the profile nor by default", () => {
    checkFindings(
      profile(
        `
            a: '{{ .spectro.pack.kubernetes.cluster.domian }}'
            #                               ^^^^^^^^^^^^^^ warning(macro-unresolved-pack) [fix]: did you mean \`domain\`?
            b: '{{ .spectro.pack.kubernetes.pods }}{{ .spectro.pack.kubernetes.cluster.ca.cert }}'
            c: '{{ .spectro.pack.kubernetes.cluster.hosts.0 }}'
            d: '{{ .spectro.pack.web.onw }}'
            #                        ^^^ warning(macro-unresolved-pack) [fix]: did you mean \`own\`?
            e: '{{ .spectro.pack.kubernetes.moon }}'
            #                               ^^^^ warning(macro-unresolved-pack): give it a \`default\`
        `,
        "add-on",
        catalog("pods:"),
      ),
    );
  });

  it("gives a hint where the defaults are not known", () => {
    checkFindings(
      profile(`
            a: '{{ .spectro.pack.kubernetes.cluster.domian }}'
            #                               ^^^^^^^^^^^^^^ hint(macro-unresolved-pack) [fix]: its defaults are not known here
      `),
    );
  });

  it("lets pass what says what to do without, what is unfinished or in a comment, and what cannot be known", () => {
    checkFindings(
      profile(`
            a: '{{ .spectro.pack.vault.server | default "x" }}{{ default "x" .spectro.pack.vault.server }}'
            b: '{{ if .spectro.pack.vault.server }}1{{ end }}'
            # c: {{ .spectro.pack.vault.server }}
            d: {{ .spectro.pack.vault.server
            e: '{{ .spectro.pack.kubernetes }}{{ .spectro.pack.\${NAME}.x }}'
            f: '{{ .spectro.pack.second--kubernetes.cluster.domain }}'
      `),
    );
    checkFindings(`
      name: base
      type: cluster
      description: ""
      packs:
        - name: a
          type: manifest
          values: |
            \${VALUES}
        - name: b
          type: spectro
          version: 1.0.0
        - name: \${NAME}
          type: manifest
          values: |
            a: '{{ .spectro.pack.a.x }}{{ .spectro.pack.b.x }}{{ .spectro.pack.c.x }}'
    `);
  });

  it("looks into exports in JSON", () => {
    checkFindings(`
      -- export.json --
      {"metadata": {"name": "base"}, "spec": {"template": {"type": "infra", "packs": [
        {"name": "a", "type": "manifest", "values": "x: 1\\ny: '{{ .spectro.pack.a.z }}{{ .spectro.pack.a.x }}'\\n"}
        # @76+1 warning(macro-unresolved-pack): \`a\` has no value \`z\`
      ]}}}
    `);
  });

  it("mends the segment and nothing else", () => {
    const line = (path: string) => `            a: '{{ .spectro.pack.${path}.domain | upper }}' # why`;
    const file = (path: string) => profile(line(path)).replace(/^[\s\S]*-- profile.yaml --/, "");
    checkFix(file("kubernets.cluster"), "Change to `kubernetes`", file("kubernetes.cluster"));
    checkFix(file("kubernetes.clustre"), "Change to `cluster`", file("kubernetes.cluster"));
  });
});
