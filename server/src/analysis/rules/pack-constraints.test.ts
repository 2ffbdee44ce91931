/** Tests of pack-constraints. */

import { describe, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

describe("pack-constraints", () => {
  it("tells what a dependency lacks, and words that are none", () => {
    checkFindings(`
      -- pack.json --
      {
        "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon",
        "constraints": {
          "dependencies": [
            { "packName": "kubernetes", "layer": "k8s", "minVersion": "1.34" },
            #  ^^^^^^^^ warning(pack-constraints): This dependency has no \`type\`: add \`type\` with \`required\` or
            { "packName": "nginx", "layer": "addon", "type": "require" }
            #                                                 ^^^^^^^ warning(pack-constraints) [fix]: \`required\`?
          ],
          "resources": [{ "type": "disk", "minLimit": 5 }]
          #                        ^^^^ warning(pack-constraints) [fix]: Expected one of \`cpu\`, \`memory\`, \`diskSize\`
        }
      }
    `);
  });

  it("tells bounds that are no versions, and ranges without any", () => {
    checkFindings(`
      -- pack.json --
      {
        "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon",
        "constraints": {
          "dependencies": [
            { "packName": "a", "layer": "addon", "type": "optional", "minVersion": "1.27", "maxVersion": "" },
            { "packName": "b", "layer": "addon", "type": "optional", "minVersion": ">=1.27" },
            #                                                                       ^^^^^^ warning(pack-constraints): \`>=1.27\` is no version
            { "packName": "d", "layer": "addon", "type": "required", "minVersion": "1.27.4", "maxVersion": "1.27" },
            { "packName": "c", "layer": "addon", "type": "required", "minVersion": "1.10.0", "maxVersion": "1.9" }
            #                                                                                               ^^^ warning(pack-constraints): No version is in this range: \`maxVersion\` \`1.9\` is below
          ]
        }
      }
    `);
  });

  it("looks for the paths of components in the values beside", () => {
    checkFindings(`
      -- pack.json --
      {
        "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon",
        "constraints": {
          "resources": [
            {
              "type": "cpu",
              "components": [
                {
                  "scheduleType": "worker",
                  "resourceRequestParamRef": "charts.web.resources.requests.cpu",
                  "replicaCountParamRef": "charts.web.replicas"
                  #                        ^^^^^^^^^^^^^^^^^^^ hint(pack-constraints): \`charts.web.replicas\` is not in values.yaml
                },
                { "scheduleType": "worker", "resourceRequestParamRef": "charts.db.cpu" },
                #                                                       ^^^^^^^^^^^^^ information(pack-constraints): \`charts.db.cpu\` is not
                { "scheduleType": "worker", "resourceRequestParamRef": "charts..cpu" }
                #                                                       ^^^^^^^^^^^ warning(pack-constraints): is no path
              ]
            }
          ]
        }
      }
      -- values.yaml --
      charts:
        web:
          resources: { requests: { cpu: 100m } }
    `);
  });

  it("says nothing of paths where there are no values, or none that can be read", () => {
    const pack = `
      -- pack.json --
      {
        "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon",
        "constraints": {
          "resources": [{ "type": "cpu", "components": [{ "resourceRequestParamRef": "charts.db.cpu" }] }]
        }
      }
`;
    checkFindings(pack);
    checkFindings(`${pack}      -- values.yaml --
      charts: {
        web: 1, web: 2
        #       ^^^ error(pack-values): 
      }
    `);
  });
});
