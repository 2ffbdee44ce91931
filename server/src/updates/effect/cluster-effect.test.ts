/** Tests of what becomes of a whole cluster: pools, their order, what reaches it by macros and variables, overrides, cautions. */

import { describe, expect, it } from "vitest";
import { effectOf, type Sheet, stateOf } from "../../../../test/harness/effect-fixture.ts";
import { createCatalog } from "../../catalog/catalog.ts";
import { clusterEffect } from "./cluster-effect.ts";
import type { ClusterEffect } from "./effect.ts";
import { compareEffects, effectClasses, effectNames, effectSentences, worstEffect } from "./effect-class.ts";

const maas: Sheet = { cloud: "maas" };
const edge: Sheet = { cloud: "edge-native", packs: { os: "edge-native-byoi 2.1.0", k8s: "edge-k3s 1.31.9" } };

const withPack = (base: Sheet, layer: string, pack: string): Sheet => ({
  ...base,
  packs: { ...base.packs, [layer]: pack },
});

/** The pools as `step name class`. */
const poolsOf = ({ pools }: ClusterEffect) =>
  pools.map(({ step, name, effect, nodes }) => `${step ?? "-"} ${name} ${effect} ${nodes ?? "?"}`);

const cautionsOf = ({ cautions }: ClusterEffect) => cautions.map(({ kind }) => kind);

/** What changes as `pack path class`, behind it what it changes through. */
const changesOf = ({ changes }: ClusterEffect) =>
  changes.map(({ subject, change, through, effect }) => {
    const who =
      subject.kind === "layer" ? subject.pack : subject.kind === "pool" ? subject.pool : subject.kind;
    const what = change.kind === "key" ? change.key.path : change.kind;
    return `${who} ${what} ${effect}${through === undefined ? "" : ` through ${through}`}`;
  });

describe("classes", () => {
  it("have an order, a name for lists and a sentence", () => {
    expect(worstEffect(["reload", "unknown", "reboot"])).toBe("unknown");
    expect(worstEffect(["unknown", "worker-repave"])).toBe("worker-repave");
    expect(worstEffect([])).toBe("none");
    expect(compareEffects("refused", "full-repave")).toBeLessThan(0);
    for (const one of effectClasses) {
      expect(effectNames[one]).toMatch(/^[a-z-]+( [a-z]+)?$/);
      expect(effectSentences[one]).toMatch(/\.$/);
    }
  });
});

describe("a cluster", () => {
  it("is left alone by what is written otherwise and says the same", () => {
    const before = withPack(maas, "os", "ubuntu-maas 22.04\na: 1\nb: [x, y]");
    const after = withPack(maas, "os", "ubuntu-maas 22.04\n# of old\nb:\n  - x\n  - 'y'\na: 1");
    expect(effectOf(before, after)).toMatchObject({
      total: "none",
      changes: [],
      cautions: [],
      replacedNodes: 0,
    });
  });

  it("is repaved from the control plane on, one pool after another", () => {
    const effect = effectOf(maas, withPack(maas, "k8s", "kubernetes 1.32.4"));
    expect(effect).toMatchObject({ total: "full-repave", certainty: "documented", replacedNodes: 10 });
    expect(poolsOf(effect)).toEqual(["1 cp full-repave 3", "2 workers full-repave 5", "3 gpu full-repave 2"]);
  });

  it("has its worker pools done at once where it says so", () => {
    const parallel: Sheet = { ...maas, own: "update_worker_pools_in_parallel: true" };
    expect(poolsOf(effectOf(parallel, withPack(parallel, "k8s", "kubernetes 1.32.4")))).toEqual([
      "1 cp full-repave 3",
      "2 workers full-repave 5",
      "2 gpu full-repave 2",
    ]);
  });

  it("keeps the Kubernetes of pools that skip it, and says so", () => {
    const pools = `
- { name: cp, control_plane: true, count: 3 }
- { name: workers, count: 5, skip_k8s_upgrade: enabled }`;
    const effect = effectOf({ ...maas, pools }, { ...withPack(maas, "k8s", "kubernetes 1.32.4"), pools });
    expect(poolsOf(effect)).toEqual(["1 cp full-repave 3", "- workers none 5"]);
    expect(cautionsOf(effect)).toEqual(["skipping-pool"]);
    // The operating system is replaced on all of them.
    const system = effectOf({ ...maas, pools }, { ...withPack(maas, "os", "ubuntu-maas 24.04"), pools });
    expect(poolsOf(system)).toEqual(["1 cp full-repave 3", "2 workers full-repave 5"]);
  });

  it("does not count nodes where a pool says no number", () => {
    const pools = "- { name: cp, control_plane: true, count: '${NODES}' }";
    const after = { ...withPack(maas, "os", "ubuntu-maas 24.04"), pools };
    expect(effectOf({ ...maas, pools }, after)).toMatchObject({ replacedNodes: undefined });
  });

  it("tells pools apart that are called the same", () => {
    const twins = (cpu: number): Sheet => ({
      ...maas,
      pools: `- { name: w, count: 2, min_cpu: ${cpu} }\n- { name: w, count: 3, min_cpu: 4 }`,
    });
    expect(poolsOf(effectOf(twins(4), twins(8)))).toEqual(["1 w worker-repave 2", "- w (2) none 3"]);
  });

  it("counts the hosts that a pool lists", () => {
    const pools = "- { name: cp, control_plane: true, edge_host_uid: [a, b, c] }";
    const list: Sheet = { pools, packs: edge.packs ?? {} };
    const effect = effectOf(list, withPack(list, "k8s", "edge-k3s 1.32.4"));
    expect(effect).toMatchObject({ environment: "edge", total: "full-repave", certainty: "inferred" });
    expect(poolsOf(effect)).toEqual(["1 cp full-repave 3"]);
  });

  it("takes apart a key with much below it, as far as rows differ", () => {
    const after = withPack(
      edge,
      "os",
      "edge-native-byoi 2.1.0\nstages:\n  boot: [{ name: a }]\n  fs: [{ name: a }]\n  reconcile: [{ name: b }]",
    );
    expect(changesOf(effectOf(edge, after))).toEqual([
      "edge-native-byoi stages.boot reboot",
      "edge-native-byoi stages.fs reboot",
      "edge-native-byoi stages.reconcile reload",
    ]);
    const reboots = withPack(edge, "os", "edge-native-byoi 2.1.0\nstages:\n  boot: [{ name: a }]\n  fs: [1]");
    expect(changesOf(effectOf(edge, reboots))).toEqual(["edge-native-byoi stages reboot"]);
  });

  it("of which nobody knows whether it is Edge gets what both tables say, or nothing certain", () => {
    const list: Sheet = {};
    const version = effectOf(list, withPack(list, "k8s", "kubernetes 1.32.4"));
    expect(version).toMatchObject({ environment: undefined, total: "full-repave", certainty: "inferred" });
    const network = effectOf(list, withPack(list, "cni", "cni-calico 3.28.2"));
    expect(network).toMatchObject({ total: "unknown" });
    expect(network.changes[0]?.reason).toContain("differs between Edge and other clusters");
  });

  it("is not judged by values that cannot be read", () => {
    const before = withPack(maas, "k8s", "kubernetes 1.31.4\n{{ range .x }}\na: 1\n{{ end }}");
    const after = withPack(maas, "k8s", "kubernetes 1.31.4\n{{ range .x }}\na: 2\n{{ end }}");
    expect(changesOf(effectOf(before, after))).toEqual(["kubernetes text unknown"]);
  });

  it("is judged in the end, whatever aliases make of its values", () => {
    const lines = Array.from({ length: 40 }, (_, at) => `a${at + 1}: &a${at + 1} { x: *a${at}, y: *a${at} }`);
    const bomb = `edge-native-byoi 2.1.0\na0: &a0 { z: '{{ .spectro.var.zone }}' }\n${lines.join("\n")}`;
    expect(effectOf(edge, withPack(edge, "os", bomb)).total).toBe("unknown");
    const ring = "edge-native-byoi 2.1.0\na: &a { b: *a }";
    expect(effectOf(edge, withPack(edge, "os", ring)).total).toBe("unknown");
  });

  it("shows no secret", () => {
    const before = withPack(edge, "os", "edge-native-byoi 2.1.0\nproviderCredentials: { password: hunter2 }");
    const after = withPack(edge, "os", "edge-native-byoi 2.1.0\nproviderCredentials: { password: hunter3 }");
    const effect = effectOf(before, after);
    expect(changesOf(effect)).toEqual(["edge-native-byoi providerCredentials.password none"]);
    expect(JSON.stringify(effect)).not.toContain("hunter");
  });
});

describe("what is written as it was", () => {
  const image = (rest: string) =>
    withPack(
      edge,
      "os",
      `edge-native-byoi 2.1.0
options:
  system.uri: '{{ .spectro.pack.edge-native-byoi.options.system.repo }}:{{ .spectro.system.kubernetes.version }}'
${rest}`,
    );

  it("changes through a key that it is put together from", () => {
    const effect = effectOf(image("  system.repo: a"), image("  system.repo: b"));
    expect(changesOf(effect)).toEqual([
      'edge-native-byoi options."system.repo" none',
      'edge-native-byoi options."system.uri" full-repave through `options.system.repo` of `edge-native-byoi`',
    ]);
    expect(effect).toMatchObject({ total: "full-repave", certainty: "documented" });
    expect(cautionsOf(effect)).toEqual(["agent-mode"]);
    // A part that it does not use.
    expect(effectOf(image("  system.osName: a"), image("  system.osName: b")).total).toBe("none");
  });

  it("changes through the version of Kubernetes", () => {
    const effect = effectOf(image(""), withPack(image(""), "k8s", "edge-k3s 1.32.4"));
    expect(changesOf(effect)).toEqual([
      'edge-native-byoi options."system.uri" full-repave through the version of Kubernetes',
      "edge-k3s version full-repave",
    ]);
  });

  it("changes through a variable, unless the cluster gives its own value", () => {
    const sheet = (value: string, reference = ""): Sheet => ({
      ...withPack(maas, "os", "ubuntu-maas 22.04\nzone: '{{ .spectro.var.zone }}'"),
      variables: `- { name: zone, defaultValue: ${value} }`,
      reference,
    });
    expect(changesOf(effectOf(sheet("a"), sheet("b")))).toEqual([
      "ubuntu-maas zone full-repave through the variable `zone`",
      "variable defaultValue none",
    ]);
    expect(effectOf(sheet("a", "variables: { zone: c }"), sheet("b", "variables: { zone: c }")).total).toBe(
      "none",
    );
    expect(changesOf(effectOf(sheet("a"), sheet("a", "variables: [{ name: zone, value: c }]")))).toEqual([
      "ubuntu-maas zone full-repave through the variable `zone`",
      "variable value none",
    ]);
  });

  it("changes through a variable that the cluster gives and no profile defines", () => {
    const sheet = (value: string): Sheet => ({
      ...withPack(maas, "os", "ubuntu-maas 22.04\nzone: '{{ .spectro.var.zone }}'"),
      reference: `variables: { zone: ${value} }`,
    });
    expect(effectOf(sheet("a"), sheet("b")).total).toBe("full-repave");
  });

  it("changes through another key that changes through another", () => {
    const sheet = (value: string): Sheet => ({
      ...maas,
      packs: {
        os: "ubuntu-maas 22.04\ncidr: '{{ .spectro.pack.cni-calico.cidr }}'",
        cni: "cni-calico 3.28.0\ncidr: '{{ .spectro.pack.kubernetes.pods.cidr }}'",
        k8s: `kubernetes 1.31.4\npods:\n  cidr: ${value}`,
      },
    });
    expect(changesOf(effectOf(sheet("10.0.0.0/16"), sheet("10.1.0.0/16")))).toEqual([
      "ubuntu-maas cidr full-repave through `cidr` of `cni-calico`",
      "kubernetes pods.cidr unknown",
      "cni-calico cidr none through `pods.cidr` of `kubernetes`",
    ]);
  });

  it("changes through a list that another key asks for as a whole", () => {
    const sheet = (value: string): Sheet => ({
      ...maas,
      packs: {
        os: "ubuntu-maas 22.04\nhosts: '{{ .spectro.pack.nginx.hosts }}'\nother: '{{ .spectro.pack.nginx.host }}'",
        addon: `nginx 1.12.1\nhosts: [{ name: a, v: ${value} }]`,
      },
    });
    expect(changesOf(effectOf(sheet("1"), sheet("2")))).toEqual([
      "ubuntu-maas hosts full-repave through `hosts[a].v` of `nginx`",
      "nginx hosts[a].v none",
    ]);
  });

  it("changes where the macros are in values that cannot be read by key", () => {
    const sheet = (value: string): Sheet => ({
      ...withPack(maas, "k8s", "kubernetes 1.31.4\n{{ range .x }}\na: {{ .spectro.var.zone }}\n{{ end }}"),
      variables: `- { name: zone, defaultValue: ${value} }`,
    });
    expect(changesOf(effectOf(sheet("a"), sheet("b")))[0]).toBe(
      "kubernetes text unknown through the variable `zone`",
    );
  });

  it("changes with the name of the profile", () => {
    const sheet = withPack(
      maas,
      "os",
      "ubuntu-maas 22.04\nmotd: '{{ .spectro.system.clusterprofile.name }}'",
    );
    const before = stateOf(sheet);
    const profiles = stateOf(sheet).profiles.map((attached) => {
      const { profile } = attached;
      const name = profile?.name && { ...profile.name, text: "other" };
      return { ...attached, profile: profile && { ...profile, name } };
    });
    const effect = clusterEffect({ before, after: { ...before, profiles }, catalog: createCatalog([]) });
    expect(changesOf(effect)).toEqual(["ubuntu-maas motd full-repave through the profile's name"]);
  });

  it("changes with the version of the profile", () => {
    const sheet = (profileVersion: string): Sheet => ({
      ...withPack(maas, "os", "ubuntu-maas 22.04\nmotd: '{{ .spectro.system.clusterprofile.version }}'"),
      profileVersion,
    });
    expect(changesOf(effectOf(sheet("1.0.0"), sheet("1.1.0")))).toEqual([
      "ubuntu-maas motd full-repave through the version of the profile",
    ]);
  });
});

describe("what Terraform fills in from elsewhere", () => {
  it("may be anything when it is filled in from another place", () => {
    const sheets = (own: (from: string) => Partial<Sheet>) =>
      ["one", "other"].map((from) => ({ ...maas, ...own(`'\${local.${from}}'`) }));
    for (const own of [
      (from: string) => ({ reference: `packs: ${from}` }),
      (from: string) => ({ reference: `variables: ${from}` }),
      (from: string) => ({ own: `node_pools: ${from}` }),
      (from: string) => ({ pools: `- { name: cp, control_plane: true, count: 3 }\n- ${from}` }),
    ]) {
      const [one = maas, other = maas] = sheets(own);
      expect(effectOf(one, one).changes).toEqual([]);
      expect(effectOf(one, other).total).toBe("unknown");
    }
  });
});

describe("overrides", () => {
  const override = (lines: string) => `packs:\n  - name: cni-calico\n    override_type: values\n${lines}`;
  const held = override('    version: "3.28.0"\n    values: |\n      mtu: 1400');

  it("hide what the profile changes, hold back its version, and may be lost", () => {
    const before: Sheet = { ...withPack(maas, "cni", "cni-calico 3.28.0\nmtu: 0"), reference: held };
    const after = { ...withPack(before, "cni", "cni-calico 3.28.2\nmtu: 9000"), profileVersion: "1.1.0" };
    const effect = effectOf(before, after);
    expect(effect.changes).toEqual([]);
    expect(cautionsOf(effect)).toEqual([
      "override-pins-version",
      "override-hides-change",
      "override-dropped-by-console",
    ]);
    const lost = effectOf(before, withPack(before, "cni", "cni-cilium-oss 1.17.4"));
    expect(cautionsOf(lost)).toEqual(["cni-replaced", "override-lost", "resources-stay"]);
    // Of a pack that the profile had neither before nor after nothing is lost.
    const stray = { ...before, reference: held.replace("cni-calico", "cni-kalico") };
    expect(cautionsOf(effectOf(stray, withPack(stray, "os", "ubuntu-maas 24.04")))).toEqual([]);
  });

  it("all count where one pack has several", () => {
    const params = (zone: string, rack: string): Sheet => ({
      ...withPack(maas, "os", "ubuntu-maas 22.04\nzone: '%ZONE%'\nrack: '%RACK%'"),
      reference: `packs:
  - { name: ubuntu-maas, override_type: params, params: { ZONE: ${zone} } }
  - { name: ubuntu-maas, override_type: params, params: { RACK: ${rack} } }`,
    });
    const changed = (zone: string, rack: string) => changesOf(effectOf(params("a", "b"), params(zone, rack)));
    expect(changed("c", "b")).toEqual(["ubuntu-maas zone full-repave"]);
    expect(changed("a", "d")).toEqual(["ubuntu-maas rack full-repave"]);
  });

  it("may do anything to Kubernetes where Terraform fills their params in from elsewhere", () => {
    const params = (from: string): Sheet => ({
      ...withPack(maas, "k8s", "kubernetes 1.31.4\nkubeadmconfig:\n  zone: '%ZONE%'"),
      reference: `packs:\n  - { name: kubernetes, override_type: params, params: ${from} }`,
    });
    const [one, other] = [params("'${jsonencode(local.one)}'"), params("'${jsonencode(local.other)}'")];
    expect(effectOf(one, one).changes).toEqual([]);
    expect(effectOf(one, other).total).toBe("unknown");
    // A list is no text that could be filled in.
    expect(effectOf(params("{ ZONE: [a] }"), params("{ ZONE: [b] }")).total).toBe("unknown");
  });

  it("are the values that the cluster has", () => {
    const params = (value: string): Sheet => ({
      ...withPack(maas, "os", "ubuntu-maas 22.04\nzone: '%ZONE%'"),
      reference: `packs:\n  - { name: ubuntu-maas, override_type: params, params: { ZONE: ${value} } }`,
    });
    const effect = effectOf(params("a"), params("b"));
    expect(effect.changes[0]?.change).toMatchObject({ key: { path: "zone", after: { text: "b" } } });
    expect(effect.total).toBe("full-repave");
    expect(effectOf(params("a"), params("a")).changes).toEqual([]);
    // What is filled in under the name of a secret stays one, wherever it comes to stand.
    const secret = (value: string): Sheet => ({
      ...withPack(maas, "os", "ubuntu-maas 22.04\nzone: 'of %TOKEN%'"),
      reference: `packs:\n  - { name: ubuntu-maas, override_type: template, params: [{ TOKEN: ${value} }] }`,
    });
    const hidden = effectOf(secret("hunter2"), secret("hunter3"));
    expect(hidden.changes[0]?.change).toMatchObject({ key: { path: "zone", after: { kind: "secret" } } });
    expect(JSON.stringify(hidden)).not.toContain("hunter");
  });
});

describe("cautions", () => {
  it("tell of minors of Kubernetes that are skipped", () => {
    const to = (version: string) => effectOf(maas, withPack(maas, "k8s", `kubernetes ${version}`)).cautions;
    expect(to("1.33.4")[0]?.text).toContain("from `1.31.4` to `1.33.4` and skips 1.32:");
    expect(to("1.35.0")[0]?.text).toContain("skips 1.32 to 1.34:");
    expect(to("1.32.4")).toEqual([]);
    expect(to("main")[0]?.kind).toBe("kubernetes-order-unknown");
  });

  it("tell of a refusal, of which nothing is done", () => {
    const effect = effectOf(withPack(maas, "k8s", "kubernetes 1.32.4"), maas);
    expect(effect).toMatchObject({ total: "refused", replacedNodes: 0 });
    expect(effect.cautions[0]).toMatchObject({ kind: "refused", isRefusal: true });
    expect(poolsOf(effect)).toEqual(["- cp none 3", "- workers none 5", "- gpu none 2"]);
  });

  it("refuse everything while the cluster is provisioned", () => {
    const status = { state: "Provisioning", health: undefined, takenAt: undefined };
    const after = withPack(maas, "addon", "nginx 1.12.4");
    const effect = effectOf(maas, after, status);
    expect(effect).toMatchObject({ total: "refused", status });
    expect(cautionsOf(effect)).toEqual(["provisioning"]);
    expect(effectOf(maas, after, { ...status, state: "Running" }).total).toBe("none");
    expect(effectOf(maas, maas, status).total).toBe("none");
  });

  it("tell of nodes that leave", () => {
    const pools = (text: string, cloud = "maas"): Sheet => ({
      cloud,
      pools: `- { name: cp, control_plane: true, count: 3 }\n${text}`,
    });
    const said = (before: string, after: string, cloud?: string) =>
      effectOf(pools(before, cloud), pools(after, cloud)).cautions.map(({ text }) => text.split(":")[0]);
    expect(said("- { name: w, count: 5 }", "")).toEqual(["The pool `w` goes with its 5 nodes"]);
    expect(said("- { name: w, count: 5 }", "- { name: w, count: 1 }")).toEqual([
      "The pool `w` goes from 5 nodes to 1",
    ]);
    expect(said("- { name: w, count: 1 }", "- { name: w, count: 5 }")).toEqual([]);
    const hosts = (list: string) => `- { name: w, ${list} }`;
    for (const [old, now] of [
      ["edge_host_uid: [a, b]", "edge_host_uid: [b, c]"],
      ["edge_hosts: [{ host_uid: a }, { host_uid: b }]", "edge_hosts: [{ host_uid: b }]"],
      ["nodes: [{ uid: a }, { uid: b }]", "nodes: [{ uid: b }]"],
    ] as const)
      expect(said(hosts(old), hosts(now), "edge-native")).toEqual(["The pool `w` loses the host `a`"]);
  });

  it("tell of the namespace that an add-on leaves", () => {
    const before = withPack(maas, "addon", "nginx 1.12.1\npack:\n  namespace: ingress");
    const after = withPack(maas, "addon", "nginx 1.12.1\npack:\n  namespace: edge");
    const effect = effectOf(before, after);
    expect(effect.cautions.map(({ kind }) => kind)).toEqual(["namespace-changed"]);
    expect(effect.cautions[0]?.text).toContain("`nginx` goes from the namespace `ingress` to `edge`");
    expect(effectOf(before, before).cautions).toEqual([]);
  });

  it("tell of the namespace that goes with an add-on", () => {
    const before = withPack(maas, "addon", "nginx 1.12.1\npack:\n  namespace: ingress");
    const effect = effectOf(before, withPack(maas, "addon", ""));
    expect(effect.total).toBe("none");
    expect(effect.cautions[0]?.text).toContain("deletes the namespace `ingress` with everything in it");
    // Somebody else has it as well.
    const other = withPack(
      withPack(maas, "addon", ""),
      "addon2",
      "haproxy 1.0.0\npack:\n  namespace: ingress",
    );
    const shared = effectOf(withPack(other, "addon", before.packs?.addon ?? ""), other);
    expect(shared.changes).toHaveLength(1);
    expect(cautionsOf(shared)).toEqual([]);
  });

  it("tell of a profile that no file defines", () => {
    const before = stateOf(maas);
    const [attached] = before.profiles;
    if (attached === undefined) throw new Error("no profile");
    const after = { ...before, profiles: [{ ...attached, profile: undefined }] };
    const effect = clusterEffect({ before, after, catalog: createCatalog([]) });
    expect(effect.total).toBe("unknown");
    expect(cautionsOf(effect)).toEqual(["unknown-profile"]);
  });

  it("tell of pools that are repaved by themselves", () => {
    const pools = "- { name: workers, count: 2, eks_launch_template: { root_volume_type: gp3 } }";
    const eks: Sheet = { cloud: "eks", pools };
    expect(cautionsOf(effectOf(eks, withPack(eks, "addon", "nginx 1.12.4")))).toEqual(["automatic-repave"]);
  });
});
