/** Tests of release-name-clash. */

import { describe, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const pack = (name: string, display: string, more: string, finding = "", rest = "") =>
  `  - name: ${name}\n${finding === "" ? "" : `    #     ${"^".repeat(name.length)} ${finding}\n`}    type: spectro\n    version: 1.0.0\n    values: |\n      pack:\n        spectrocloud.com/display-name: ${display}\n${more}${rest}`;

const profile = (packs: string, top = "") =>
  `-- whole --\n${top}-- profile.yaml --\nname: base\ntype: add-on\ndescription: ""\npacks:\n${packs}`;

const inNamespace = (namespace: string) => `        namespace: ${namespace}\n`;
const chart = (name: string) => `      charts:\n        ${name}:\n          a: 1\n`;
const override = (from: string, to: string) => `        releaseNameOverride:\n          ${from}: ${to}\n`;

describe("release-name-clash", () => {
  it("finds one pack twice in one namespace", () => {
    checkFindings(
      profile(
        pack("nginx", "a", inNamespace("web") + chart("ingress")) +
          pack(
            "nginx",
            "b",
            inNamespace("web") + chart("ingress"),
            "warning(release-name-clash): The chart `ingress` of `nginx` gets the release name `nginx-ingress` in the namespace `web`, as `ingress` of `nginx` does",
          ) +
          pack("nginx", "c", inNamespace("other") + chart("ingress")) +
          pack("nginx", "d", chart("ingress")) +
          pack("nginx", "e", chart("ingress"), "warning(release-name-clash): in one namespace"),
      ),
    );
  });

  it("finds names that somebody chose, and two packs whose names make one", () => {
    checkFindings(
      profile(
        pack("nginx", "a", inNamespace("web") + override("ingress", "front") + chart("ingress")) +
          pack(
            "traefik",
            "b",
            inNamespace("web") + override("proxy", "front") + chart("proxy"),
            "warning(release-name-clash): The chart `proxy` of `traefik` gets the release name `front`",
          ) +
          pack("my", "c", inNamespace("db") + chart("sql-db")) +
          pack("my-sql", "d", inNamespace("db") + chart("db"), "warning(release-name-clash): `my-sql-db`"),
      ),
    );
  });

  it("reads the pack's own values where the profile gives none", () => {
    checkFindings(
      profile(
        `  - { name: nginx, type: spectro, version: 1.0.0 }\n${pack("nginx", "b", inNamespace("web") + chart("ingress"), "warning(release-name-clash)")}`,
        "-- catalog --\nnginx 1.0.0 addon\n-- pack nginx 1.0.0 values.yaml --\npack: { namespace: web }\ncharts: { ingress: {} }\n",
      ),
    );
  });

  it("says nothing of other names, other namespaces, and of what is filled in or not known", () => {
    checkFindings(
      profile(
        pack("nginx", "a", inNamespace("web") + chart("ingress")) +
          pack("nginx", "b", inNamespace("web") + override("ingress", "front") + chart("ingress")) +
          pack("nginx", "c", inNamespace("'%NAMESPACE%'") + chart("ingress")) +
          pack("nginx", "d", inNamespace("web") + override("ingress", "'%NAME%'") + chart("ingress")) +
          "  - { name: nginx, type: spectro, version: 1.0.0 }\n" +
          "  - { name: nginx-ingress, type: manifest, manifests: [] }\n",
      ),
    );
  });

  it("leaves to duplicate-pack what has no name of its own", () => {
    checkFindings(
      profile(
        pack("nginx", "a", inNamespace("web") + chart("ingress")) +
          pack("nginx", "a", inNamespace("web") + chart("ingress"), "warning(duplicate-pack) [fix]"),
      ),
    );
  });
});
