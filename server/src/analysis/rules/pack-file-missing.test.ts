/** Tests of pack-file-missing. */

import { describe, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const head = `
      -- pack.json --
      {
        "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon",
`;

describe("pack-file-missing", () => {
  it("tells charts and manifests that are not in the pack's folder", () => {
    checkFindings(`${head}        "charts": ["charts/web-1.0.0.tgz", "./charts/web-1.0.1.tgz"],
        #                                   ^^^^^^^^^^^^^^^^^^^^^^ warning(pack-file-missing): is not in the pack's folder
        "kubeManifests": ["manifests/web.yaml"]
      }
      -- charts/web-1.0.0.tgz --
      -- manifests/web.yaml --
      kind: Namespace
    `);
  });

  it("tells paths that lead out of the pack, whatever is there", () => {
    checkFindings(`${head}        "charts": ["../web.tgz", "/tmp/web.tgz", "charts/../../web.tgz"]
        #           ^^^^^^^^^^ warning(pack-file-missing): leads out of the pack
        #                         ^^^^^^^^^^^^ warning(pack-file-missing): leads out of the pack
        #                                         ^^^^^^^^^^^^^^^^^^^^ warning(pack-file-missing): leads out of the pack
      }
    `);
  });

  it("is milder where nothing of the pack's content is there", () => {
    checkFindings(`${head}        "charts": ["charts/web-1.0.0.tgz"]
        #           ^^^^^^^^^^^^^^^^^^^^ hint(pack-file-missing): add the file
      }
      -- values.yaml --
      a: 1
    `);
  });

  it("is told in full where there is a folder for it", () => {
    checkFindings(`${head}        "charts": ["chart/web-1.0.0.tgz"]
        #           ^^^^^^^^^^^^^^^^^^^ warning(pack-file-missing): or correct the path
      }
      -- charts/web-1.0.0.tgz --
    `);
  });
});
