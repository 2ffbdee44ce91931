/** Tests of pack-cloud-mismatch. */

import { describe, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const check = (cloud: string, madeFor: string, finding = "") =>
  checkFindings(`
-- catalog --
driver 1.0.0 addon cloud=${madeFor}
-- profile.yaml --
name: base
type: cluster
${cloud === "" ? "" : `cloudType: ${cloud}`}
description: ""
packs:
  - name: driver${finding === "" ? "" : `\n    #     ^^^^^^ ${finding}`}
    type: spectro
    version: 1.0.0
`);

describe("pack-cloud-mismatch", () => {
  it("finds packs that are made for other clouds", () => {
    check(
      "maas",
      "vsphere,aws",
      "warning(pack-cloud-mismatch): `driver` 1.0.0 is made for `vsphere`, `aws`, and this profile is for `maas`: use a pack for that cloud",
    );
    check("eks", "maas", "warning(pack-cloud-mismatch)");
  });

  it("hints where one cloud may take the packs of another", () => {
    check("libvirt", "edge-native,maas", "hint(pack-cloud-mismatch): check that Palette offers it there");
    check("eks", "aws", "hint(pack-cloud-mismatch)");
  });

  it.each([
    ["maas", "all"],
    ["maas", "aws,maas"],
    ["edge-vsphere", "vsphere"],
    ["tke", "tencent"],
    ["all", "eks"],
    ["", "eks"],
    ["nutanix", "aws"],
    ["mass", "aws"],
    ['"${CLOUD}"', "aws"],
  ])("says nothing for %s and %s", (cloud, madeFor) => {
    check(cloud, madeFor);
  });
});
