/** Tests of masked-secret. */

import { describe, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

describe("masked-secret", () => {
  it("finds masks in values and manifests, whatever pack it is", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: a
          type: helm
          registry: Charts
          version: 1.0.0
          values: |
            charts:
              a:
                # ********
                password: "********"
                #         ^^^^^^^^^^ warning(masked-secret): it would be sent as the value
                other: "*****, ******* and more"
                cron: "* * * * * *"
        - name: b
          type: manifest
          manifests:
            - name: m
              content: |
                stringData: { key: '********' }
                #                  ^^^^^^^^^^ warning(masked-secret): a value of the manifest
    `);
  });

  it("finds masks in the defaults of variables, and in JSON", () => {
    checkFindings(`
      -- config --
      rules: { unused-variable: off }
      -- export.json --
      {"metadata": {"name": "base"}, "spec": {"version": "1.0.0", "template": {"type": "add-on", "packs": [
        {"name": "web", "type": "spectro", "layer": "addon", "version": "1.0.0", "tag": "1.0.0",
         "values": "a: '********'\\n"}
         # @17+10 warning(masked-secret): the mask of a value
      ]}, "variables": [
        {"name": "a", "isSensitive": true, "defaultValue": "********"}
        #                                                  ^^^^^^^^^^ warning(masked-secret): the mask of a default that an export does not show, and importing fails until it is replaced
      ]}}
    `);
  });

  it("finds masks in the values of overrides", () => {
    checkFindings(`
      name: lab
      cloudType: maas
      profiles:
        infra:
          name: infra
          packs:
            - name: web
              # @14+3 information(cluster-override): web
              version: 1.0.0
              override_type: values
              values: "password: '********'"
              #                  ^^^^^^^^^^ warning(masked-secret): the mask of a value
      node_groups: []
    `);
  });
});
