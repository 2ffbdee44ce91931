/** Tests of manifest-syntax. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

describe("manifest-syntax", () => {
  it("tells the first problem of each document, in YAML and in JSON", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: extras
          type: manifest
          manifests:
            - name: several
              content: |
                kind: Namespace
                kind: Namespace
      #         ^^^^ error(manifest-syntax): written twice
                kind: Namespace
                ---
                kind: ConfigMap
                data:
                  x: |
                    {{ "not ours" }}
                    : - "
                ---
                metadata:
                  name: "x
      #                 ^^ error(manifest-syntax): never closed
            - name: json
              content: '{ "kind": "Namespace", "metadata": { "name": [ } }'
      #                                                                ^ error(manifest-syntax): The indentation does not fit the lines above
    `);
  });

  it("does not judge a template, but takes a Go template within a text for text", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: extras
          type: manifest
          manifests:
            - name: helm
              content: |
                metadata:
                  name: {{ .Values.name }}
                  {{- with .Values.labels }}
                  labels:
                    {{- toYaml . | nindent 4 }}
                  {{- end }}
                name: "
            - name: alert
              content: |
                summary: Instance {{ $labels.instance }} is down
                name: {{ .Values.name }}
      #               ^^^^^^^^^^^^^^^^^^ error(manifest-syntax) [fix]: put the expression in quotes
    `);
  });

  it("quotes a macro in the manifest of an export", () => {
    const file = (name: string) =>
      `-- export.json --\n{"metadata":{"name":"a"},"spec":{"version":"1.0.0","template":{"type":"add-on","packs":[{"name":"x","type":"manifest","layer":"addon","manifests":[{"name":"m","content":"name: ${name}\\nb: 1"}]}]}}}\n`;
    checkFix(
      file("{{ .spectro.var.X }}"),
      "single quotes",
      file("'{{ .spectro.var.X }}'").replace(/^.*\n/, ""),
    );
  });
});
