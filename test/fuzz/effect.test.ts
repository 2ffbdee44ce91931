/** Properties of what an update does to a cluster, on profiles and clusters nobody wrote by hand. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareEffects, worstEffect } from "../../server/src/updates/effect/effect-class.ts";
import { effectOf, type Sheet } from "../harness/effect-fixture.ts";

const seconds = Number(process.env.FUZZ_SECONDS ?? 3);

const options: fc.Parameters<unknown> = {
  seed: fc.readConfigureGlobal().seed ?? 0,
  numRuns: 100_000,
  interruptAfterTimeLimit: seconds * 1000,
  markInterruptAsFailure: false,
};

const layers = ["os", "k8s", "cni", "csi", "addon"] as const;

const names: Readonly<Record<(typeof layers)[number], readonly string[]>> = {
  os: ["ubuntu-maas", "edge-native-byoi"],
  k8s: ["kubernetes", "edge-k3s", "edge-rke2", "kubernetes-ck8s"],
  cni: ["cni-calico"],
  csi: ["csi-longhorn"],
  addon: ["nginx"],
};

/** Of these it can be told which is older, so that no step on the way hides that the whole is a downgrade. */
const ordered = ["1.29.4", "1.30.1", "1.30.9", "1.31.0", "1.31.0-rev1", "1.33.2"] as const;
const versions = [...ordered, "1.31.x", "main"] as const;

/** Keys of which the tables know some, and macros between them. */
const keys = [
  "a",
  "cluster.config",
  "kubeadmconfig.apiServer.v",
  "kubeadmconfig.kubeletExtraArgs.v",
  "kubeadmconfig.etcd",
  "pack.serviceDomain",
  "pack.namespace",
  "options.system.uri",
  "options.system.repo",
  "stages.boot",
  "stages.reconcile",
] as const;

const value = fc.oneof(
  fc.constantFrom("1", "two", "[a, b]", "{ a: 1, b: { c: 2 } }", "null"),
  fc.constantFrom(
    "'{{ .spectro.pack.nginx.a }}'",
    "'{{ .spectro.var.zone }}'",
    "'{{ .spectro.system.kubernetes.version }}'",
    "'{{ .spectro.pack.kubernetes.cluster.config }}'",
  ),
);

/** As lines of YAML; a key with dots is a key. */
const values = fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 4 });

const write = (map: Readonly<Record<string, string>>) =>
  Object.entries(map)
    .map(([key, text]) => `${key}: ${text}`)
    .join("\n");

const cloud = fc.constantFrom("maas", "azure", "eks", "edge-native", "libvirt", undefined);

interface Drawn {
  readonly names: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly zone: string;
}

const each = <T>(of: (layer: (typeof layers)[number]) => fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(layers.map((layer) => [layer, of(layer)]))) as fc.Arbitrary<Record<string, T>>;

const drawnNames = each((layer) => fc.constantFrom(...names[layer]));
const drawnVersions = each(() => fc.constantFrom(...versions));

const orderedVersions = each(() => fc.constantFrom(...ordered));

const drawn: fc.Arbitrary<Drawn> = fc.record({
  names: drawnNames,
  versions: drawnVersions,
  values: each(() => values),
  zone: fc.constantFrom("a", "b"),
});

function sheet(profile: Drawn, of: string | undefined, pools?: string): Sheet {
  const packs = layers.map((layer) => [
    layer,
    `${profile.names[layer]} ${profile.versions[layer]}\n${write(profile.values[layer] ?? {})}`,
  ]);
  return {
    cloud: of,
    packs: Object.fromEntries(packs),
    variables: `- { name: zone, defaultValue: ${profile.zone} }`,
    ...(pools === undefined ? {} : { pools }),
  };
}

describe("what an update does", () => {
  it("is nothing where two profiles are the same", () => {
    fc.assert(
      fc.property(drawn, cloud, (profile, of) => {
        const effect = effectOf(sheet(profile, of), sheet(profile, of));
        expect(effect).toMatchObject({ total: "none", changes: [], cautions: [], replacedNodes: 0 });
      }),
      options,
    );
  });

  it("is in two steps at least what it is at once, where versions change", () => {
    fc.assert(
      fc.property(
        drawn,
        fc.tuple(orderedVersions, orderedVersions, orderedVersions),
        cloud,
        (rest, all, of) => {
          const [one, two, three] = all.map((versions) => sheet({ ...rest, versions }, of)) as [
            Sheet,
            Sheet,
            Sheet,
          ];
          const steps = worstEffect([effectOf(one, two).total, effectOf(two, three).total]);
          expect(compareEffects(steps, effectOf(one, three).total)).toBeLessThanOrEqual(0);
        },
      ),
      options,
    );
  });

  it("is never less for a key more", () => {
    fc.assert(
      fc.property(
        drawn,
        drawn,
        cloud,
        fc.constantFrom(...layers),
        fc.constantFrom(...keys, "other"),
        value,
        (before, after, of, layer, key, text) => {
          const now = { ...after, names: before.names };
          const without = effectOf(sheet(before, of), sheet(now, of)).total;
          const own = now.values[layer] ?? {};
          fc.pre(!(key in own) && !(key in (before.values[layer] ?? {})));
          // The address of an image changes what its parts mean: it is not unrelated.
          fc.pre(key !== "options.system.uri");
          const more = { ...now, values: { ...now.values, [layer]: { ...own, [key]: text } } };
          expect(
            compareEffects(effectOf(sheet(before, of), sheet(more, of)).total, without),
          ).toBeLessThanOrEqual(0);
        },
      ),
      options,
    );
  });

  it("hits the control plane before any worker, and none of what is refused", () => {
    fc.assert(
      fc.property(drawn, drawn, cloud, (before, after, of) => {
        const { pools, total, changes } = effectOf(sheet(before, of), sheet(after, of));
        const steps = pools.map(({ step }) => step).filter((step) => step !== undefined);
        expect([...steps].sort((a, b) => a - b)).toEqual(steps);
        if (total === "refused") expect(steps).toEqual([]);
        expect(total).toBe(worstEffect(changes.map(({ effect }) => effect)));
        for (const { rule, effect } of changes) if (rule === undefined) expect(effect).toBe("unknown");
      }),
      options,
    );
  });
});
