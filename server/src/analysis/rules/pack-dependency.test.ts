/** Tests of pack-dependency. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const constraints = (pack: string, ...dependencies: readonly object[]) =>
  `-- pack ${pack} pack.json --\n${JSON.stringify({ constraints: { dependencies } })}\n`;

const catalog = `-- config --\nrules: { outdated-pack: off }
-- catalog --
kubernetes 1.26.9 k8s
kubernetes 1.31.9 k8s
calico 3.28.2 cni
cilium 1.17.4 cni
operator 3.0.0 addon
stack 0.19.0 addon
logs 5.0.5 addon
piraeus 2.8.0 addon
piraeus 2.9.0 addon
piraeus 3.0.0 addon
${constraints("stack 0.19.0", { packName: "operator", layer: "addon", type: "required", minVersion: "3.3.2", maxVersion: "" })}${constraints(
  "logs 5.0.5",
  { packName: "kubernetes", layer: "k8s", type: "optional", minVersion: "1.29" },
  { packName: "calico", layer: "cni", type: "required" },
)}${constraints("cilium 1.17.4", { packName: "calico", layer: "cni", type: "notSupported" })}${constraints("calico 3.28.2", { packName: "cilium", layer: "cni", type: "notSupported" })}${constraints(
  "piraeus 2.8.0",
  { packName: "piraeus", layer: "addon", type: "upgrade", minVersion: "2.8.0", maxVersion: "2.9.0" },
)}`;

const pack = (name: string, version: string, finding = "", type = "spectro") =>
  `  - name: ${name}\n${finding === "" ? "" : `    #     ${"^".repeat(name.length)} ${finding}\n`}    type: ${type}\n    version: ${version}\n`;

const profile = (name: string, type: string, packs: string) =>
  `-- ${name}.yaml --\nname: ${name}\ntype: ${type}\ndescription: ""\npacks:\n${packs}`;

const cluster = (infra: string, addons: string) =>
  `-- cluster.yaml --\nname: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: ${infra}\n  addons:\n${addons}node_groups: []\n`;

describe("pack-dependency in a profile", () => {
  it("finds packs that are absent, too old or not to be there, and shows who says so", () => {
    const findings = checkFindings(
      catalog +
        profile(
          "base",
          "cluster",
          pack("kubernetes", "1.26.9") +
            pack("cilium", "1.17.4") +
            pack(
              "logs",
              "5.0.5",
              "warning(pack-dependency): `logs` 5.0.5 requires `calico`, and this profile has none: add it\n    #     ^^^^ warning(pack-dependency): `logs` 5.0.5 wants `kubernetes` 1.29 or newer, and this profile has 1.26.9: update one of the two",
            ) +
            pack(
              "stack",
              "0.19.0",
              "warning(pack-dependency): `stack` 0.19.0 requires `operator` 3.3.2 or newer, and this profile has 3.0.0",
            ) +
            pack("operator", "3.0.0"),
        ) +
        profile(
          "other",
          "infra",
          pack(
            "calico",
            "3.28.2",
            "warning(pack-dependency): `calico` 3.28.2 does not go with `cilium`, which this profile has: remove one of the two",
          ) + pack("cilium", "1.17.4", "warning(layer-duplicate)"),
        ),
    );
    const [first] = findings.filter(({ message }) => message.includes("3.3.2"));
    expect(first?.related.map(({ file, message }) => [file, message])).toEqual([
      ["/project/base.yaml", "`operator` is here"],
      ["/registries/0/stack-0.19.0/pack.json", "The pack says so here, as `required`"],
    ]);
  });

  it("leaves infrastructure to other profiles of the cluster, and what may be there to whoever fills it in", () => {
    checkFindings(
      `${catalog}${profile("logs", "add-on", pack("logs", "5.0.5") + pack("stack", "0.19.0", "warning(pack-dependency): add it"))}${profile("open", "add-on", pack("stack", "0.19.0") + pack('"${OPERATOR}"', "1.0.0"))}`,
    );
  });

  it("tells to which versions a pack may be updated where there are others", () => {
    checkFindings(
      catalog +
        profile(
          "base",
          "add-on",
          pack(
            "piraeus",
            "2.8.0",
            "information(pack-dependency): `piraeus` 2.8.0 can be updated to 2.8.0 to 2.9.0, and not to `3.0.0` at once",
          ),
        ),
    );
  });
});

describe("pack-dependency on a cluster", () => {
  const infra = (version: string, more = "") => profile("infra", "infra", pack("kubernetes", version) + more);
  const logs = profile("logs", "add-on", pack("logs", "5.0.5"));
  const addon = (finding = "") => `    - name: logs\n${finding}`;

  it("finds what an add-on profile needs of the infrastructure", () => {
    const [finding] = checkFindings(
      catalog +
        infra("1.26.9", pack("calico", "3.28.2")) +
        logs +
        cluster(
          "infra",
          addon(
            "      #     ^^^^ warning(pack-dependency): `logs` 5.0.5 of `logs` wants `kubernetes` 1.29 or newer, and `infra` has 1.26.9\n",
          ),
        ),
    );
    expect(finding?.related.map(({ file }) => file)).toEqual([
      "/project/logs.yaml",
      "/project/infra.yaml",
      "/registries/0/logs-5.0.5/pack.json",
    ]);
    checkFindings(
      catalog +
        infra("1.31.9") +
        logs +
        cluster(
          "infra",
          addon(
            "      #     ^^^^ warning(pack-dependency): requires `calico`, and this cluster has none: add it\n",
          ),
        ),
    );
    checkFindings(catalog + infra("1.31.9", pack("calico", "3.28.2")) + logs + cluster("infra", addon()));
  });

  it("does not miss what a profile may have that is not known here", () => {
    checkFindings(catalog + logs + cluster('"${INFRA}"', addon()));
  });

  it("leaves to the profile what is to be in it", () => {
    const stack = profile("stack", "add-on", pack("stack", "0.19.0", "warning(pack-dependency): add it"));
    const base = infra("1.31.9", pack("calico", "3.28.2"));
    checkFindings(catalog + base + stack + cluster("infra", "    - name: stack\n"));
  });

  it("takes the version of an override", () => {
    checkFindings(
      `${catalog}${infra("1.31.9", pack("calico", "3.28.2"))}${logs}${cluster(
        "infra\n    packs: [{ name: kubernetes, version: 1.26.9, override_type: values, values: 'a: 1' }]",
        addon("      #     ^^^^ warning(pack-dependency): `infra` has 1.26.9\n"),
      )}`.replace("rules: {", "rules: { cluster-override: off, override-version-mismatch: off,"),
    );
  });
});
