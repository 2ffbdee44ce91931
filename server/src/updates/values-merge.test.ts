/** Tests of taking values over to a new version, to be read as a description: three texts in, one text and what a person is told out. */

import { describe, expect, it } from "vitest";
import { applyEdits } from "../base/text-edit.ts";
import { readPackSchema } from "../catalog/pack-schema/schema-file.ts";
import {
  type Choice,
  choiceEdits,
  choiceIn,
  type MergeInput,
  mergeValues,
  pathInWords,
  type ReviewEntry,
  type ValuesMerge,
} from "./values-merge.ts";

/** Lines without the indentation that they all have. */
function yaml(strings: TemplateStringsArray): string {
  const lines = (strings.raw[0] ?? "")
    .replace(/^\n/, "")
    .replace(/[ \t]*$/, "")
    .split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0);
  return lines.map((line) => line.slice(Math.min(...indents))).join("\n");
}

function merge(input: MergeInput): ValuesMerge {
  const merged = mergeValues(input);
  if ("reason" in merged) throw new Error(merged.reason);
  return merged;
}

/** One line for each key: `kept changed a.b`, `review renamed a.b to a.c: renamed`. */
function told({ entries }: ValuesMerge): string[] {
  return entries.map((entry) => {
    const path = pathInWords(entry.path);
    if (entry.kind !== "review") return `${entry.kind} ${entry.change} ${path}`;
    const to = entry.to === undefined ? "" : ` to ${pathInWords(entry.to)}`;
    return `review ${entry.reason} ${path}${to}: ${entry.proposed ?? "nothing"}`;
  });
}

function reviewOf({ entries }: ValuesMerge, path: string): ReviewEntry {
  const found = entries.find((entry) => pathInWords(entry.path) === path);
  if (found?.kind !== "review") throw new Error(`no review of ${path}`);
  return found;
}

function choose(text: string, review: ReviewEntry, choice: Choice): string {
  const edits = choiceEdits(text, review, choice);
  if ("reason" in edits) throw new Error(edits.reason);
  return applyEdits(text, edits);
}

const base = yaml`
  # Values of web
  pack:
    namespace: web # where it runs
  charts:
    web:
      # How many pods
      replicas: 1
      logLevel: info
      service:
        type: ClusterIP
        port: 80
      env:
        - name: MODE
          value: "a"
        - name: PROXY
          value: ""
      resources: {}
      #  limits:
      #    cpu: 1
      config: |
        first = 1
        second = 2
`;

describe("whole values", () => {
  const theirs = yaml`
    # Values of web, version 2
    pack:
      namespace: web # where it runs
    charts:
      web:
        # How many pods
        replicas: 1
        # One of debug, info and warn
        logLevel: info
        service:
          type: ClusterIP
          port: 8080
        env:
          # a or b
          - name: MODE
            value: "a"
          - name: TRACE
            value: "off"
          - name: PROXY
            value: ""
        resources: {}
        #  limits:
        #    cpu: 1
        config: |
          first = 1
          second = 2
        # New in version 2
        probe:
          enabled: true
  `;

  it("become the new defaults with every customisation", () => {
    const mine = yaml`
      # spectrocloud.com/enabled-presets: Size:small
      # Values of web
      pack:
        namespace: shop # where it runs
      charts:
        web:
          # How many pods
          # at least three, see the runbook
          replicas: 3 # was 2 until May
          logLevel: 'warn'
          service:
            type: ClusterIP
            port: 80
          env:
            - name: MODE
              value: "b" # ours
            - name: PROXY
              value: ""
            # the team's own
            - name: TEAM
              value: shop
          resources:
            limits:
              cpu: 2
          #  limits:
          #    cpu: 1
          tolerations: []
          config: |
            first = 1
            second = 3
    `;
    const merged = merge({ base, mine, theirs });
    expect(merged.text).toBe(yaml`
      # spectrocloud.com/enabled-presets: Size:small
      # Values of web, version 2
      pack:
        namespace: shop # where it runs
      charts:
        web:
          # How many pods
          # at least three, see the runbook
          replicas: 3 # was 2 until May
          # One of debug, info and warn
          logLevel: 'warn'
          service:
            type: ClusterIP
            port: 8080
          env:
            # a or b
            - name: MODE
              value: "b" # ours
            - name: TRACE
              value: "off"
            - name: PROXY
              value: ""
            # the team's own
            - name: TEAM
              value: shop
          resources:
            limits:
              cpu: 2
          tolerations: []
          #  limits:
          #    cpu: 1
          config: |
            first = 1
            second = 3
          # New in version 2
          probe:
            enabled: true
    `);
    expect(told(merged)).toEqual([
      "kept changed pack.namespace",
      "kept changed charts.web.replicas",
      "kept changed charts.web.logLevel",
      "adopted changed charts.web.service.port",
      "kept changed charts.web.env[MODE].value",
      "adopted added charts.web.env[TRACE]",
      "kept added charts.web.env[TEAM]",
      "kept added charts.web.resources.limits",
      "kept added charts.web.tolerations",
      "kept changed charts.web.config",
      "adopted added charts.web.probe",
    ]);
    expect(merged).toMatchObject({ extent: "whole", isClean: true, lostComments: [] });
  });

  it("without a customisation are the new defaults, and with the old defaults on both sides stay as they are", () => {
    expect(merge({ base, mine: base, theirs }).text).toBe(theirs);
    const mine = base
      .replace("replicas: 1", "replicas:   '1' # odd")
      .replace("  config: |", "\n\n  config: |");
    expect(merge({ base, mine, theirs: base }).text).toBe(mine);
  });

  it("stay without what was taken out, as long as that is what it was", () => {
    const mine = base
      .replace('      - name: PROXY\n        value: ""\n', "")
      .replace("      type: ClusterIP\n", "");
    const merged = merge({ base, mine, theirs });
    expect(merged.text).not.toMatch(/PROXY|ClusterIP/);
    expect(merged.isClean).toBe(true);
    const changed = merge({ base, mine, theirs: theirs.replace("type: ClusterIP", "type: NodePort") });
    expect(told(changed)).toContain("review both-changed charts.web.service.type: mine");
    expect(changed.text).not.toContain("NodePort");
    const taken = choose(changed.text, reviewOf(changed, "charts.web.service.type"), "theirs");
    expect(taken).toContain("type: NodePort");
  });

  it("keep what both changed in different ways as it was, and a person looks", () => {
    const mine = base.replace("port: 80", "port: 81");
    const merged = merge({ base, mine, theirs });
    expect(told(merged)).toContain("review both-changed charts.web.service.port: mine");
    const review = reviewOf(merged, "charts.web.service.port");
    expect(merged.text).toContain("port: 81\n");
    expect(choiceIn(merged.text, review)).toBe("mine");
    const taken = choose(merged.text, review, "theirs");
    expect(taken).toBe(merged.text.replace("port: 81", "port: 8080"));
    expect(choiceIn(taken, review)).toBe("theirs");
    expect(choiceIn(taken.replace("8080", "90"), review)).toBeUndefined();
  });

  it("say where each key is in all four texts", () => {
    const mine = base.replace("port: 80", "port: 81");
    const merged = merge({ base, mine, theirs });
    const { places } = reviewOf(merged, "charts.web.service.port");
    const words = (text: string, span: { start: number; end: number } | undefined) =>
      span && text.slice(span.start, span.end);
    expect([
      words(mine, places.mine),
      words(base, places.base),
      words(theirs, places.theirs),
      words(merged.text, places.result),
    ]).toEqual(["port: 81", "port: 80", "port: 8080", "port: 81"]);
  });

  it("keep no more of a section that is gone than what somebody made of it", () => {
    const gone = theirs.replace(/ {4}service:\n.*\n.*\n/, "");
    const merged = merge({ base, mine: base.replace("port: 80", "port: 81"), theirs: gone });
    expect(told(merged)).toContain("review removed charts.web.service: mine");
    expect(merged.text).toContain("    service:\n      port: 81\n");
    expect(merged.text).not.toContain("ClusterIP");
    const review = reviewOf(merged, "charts.web.service");
    expect(choose(merged.text, review, "theirs")).toBe(gone);
    expect(told(merge({ base, mine: base, theirs: gone }))).toContain("adopted removed charts.web.service");
  });

  it("propose a new name, which a person may turn down", () => {
    const renamed = theirs.replace("replicas: 1", "replicaCount: 1");
    const merged = merge({ base, mine: base.replace("replicas: 1", "replicas: 3"), theirs: renamed });
    expect(told(merged)).toContain("review renamed charts.web.replicas to charts.web.replicaCount: renamed");
    expect(merged.text).toBe(renamed.replace("replicaCount: 1", "replicaCount: 3"));
    const review = reviewOf(merged, "charts.web.replicas");
    expect(choose(merged.text, review, "mine")).toMatch(/replicaCount: 1[\s\S]* {4}replicas: 3\n/);
    expect(choiceIn(merged.text, review)).toBe("renamed");
    expect(choiceIn(choose(merged.text, review, "both"), review)).toBe("both");
    expect(choiceIn(choose(merged.text, review, "mine"), review)).toBe("mine");
    expect(choose(merged.text, review, "both")).toMatch(/replicaCount: 3[\s\S]* {4}replicas: 3\n/);
    expect(choose(merged.text, review, "theirs")).toBe(renamed);
    const back = choose(choose(merged.text, review, "both"), review, "renamed");
    expect(back).toBe(merged.text);
  });

  it("tell what differs below a new name, where it was, and bring its comments along", () => {
    const section = (name: string, port: number, level = "info") =>
      `charts:\n  ${name}:\n    port: ${port}\n    level: ${level}\n    a: 1\n`;
    const mine = section("web-chart", 81, "debug # loud").replace("    port", "    # ours\n    port");
    const merged = merge({
      base: section("web-chart", 80),
      mine,
      theirs: section("webChart", 8080),
    });
    expect(merged.text).toBe(
      section("webChart", 81, "debug # loud").replace("    port", "    # ours\n    port"),
    );
    expect(told(merged)).toEqual([
      "review renamed charts.web-chart to charts.webChart: renamed",
      "review both-changed charts.webChart.port: mine",
      "kept changed charts.webChart.level",
    ]);
    const { mine: place } = reviewOf(merged, "charts.webChart.port").places;
    expect(place && mine.slice(place.start, place.end)).toBe("port: 81");
  });

  it("may have a value where there was null, which is of no kind", () => {
    const merged = merge({ base: "a: ~\nb: True\n", mine: "a: x\nb: true\n", theirs: "a: 1\nb: True\n" });
    expect(told(merged)).toEqual(["review both-changed a: mine"]);
  });

  it("keep the comment that somebody wrote in the place of another, and the presets that are on", () => {
    const presets = "# spectrocloud.com/enabled-presets:";
    const merged = merge({
      base: `${presets} Size:large\na: 1 # old\nb: 1\n`,
      mine: `${presets} Size:small\na: 2 # own\nb: 1\n`,
      theirs: `${presets} Size:large,Mode:new\na: 1 # old\nb: 1\nc: 1\n`,
    });
    expect(merged.text).toBe(`${presets} Size:small,Mode:new\na: 2 # own\nb: 1\nc: 1\n`);
  });

  it.each([
    ["as they are written", " A:one", " A:two,  B:one", " A:one", " A:two,  B:one"],
    ["but for those that nobody chose", " A:one,B:one", " A:two,B:one", " A:one,B:two", " A:two,B:two"],
    ["but for those that are gone", " A:one,B:one", " A:two,B:one", " A:one,C:one", " A:two,C:one"],
    ["none too", " A:one", "", " A:one,B:one", " B:one"],
  ])("keep the presets that somebody chose, %s", (_, before, own, now, result) => {
    const text = (names: string, more = "") =>
      `# spectrocloud.com/enabled-presets:${names}\na: 1\nb: 1\n${more}`;
    const merged = merge({ base: text(before), mine: text(own), theirs: text(now, "c: 1\n") });
    expect(merged.text).toBe(text(result, "c: 1\n"));
  });

  it("may have nothing left of a map", () => {
    const merged = merge({
      base: "a:\n  x: 1\n  y: 1\nb: 1\n",
      mine: "a: {}\nb: 1\n",
      theirs: "a:\n  x: 1\n  # about y\n  y: 1\nb: 1\nc: 1\n",
      extent: "whole",
    });
    expect(merged.text).toBe("a: {}\nb: 1\nc: 1\n");
    expect(told(merged)).toEqual(["kept removed a.x", "kept removed a.y", "adopted added c"]);
  });

  it("are looked at where a value is expected to be of another kind", () => {
    const retyped = theirs.replace("logLevel: info", "logLevel:\n        root: info");
    const merged = merge({ base, mine: base.replace("logLevel: info", "logLevel: warn"), theirs: retyped });
    expect(told(merged)).toContain("review retyped charts.web.logLevel: mine");
    const taken = choose(merged.text, reviewOf(merged, "charts.web.logLevel"), "theirs");
    expect(taken).toBe(retyped);
  });

  it("have lists without names as a whole", () => {
    const lists = (mine: string, now: string) =>
      merge({ base: "a: [x, y]\nb: 1\n", mine: `a: ${mine}\nb: 1\n`, theirs: `a: ${now}\nb: 2\n` });
    expect(lists("[x, y]", "[x, z]").text).toBe("a: [x, z]\nb: 2\n");
    expect(lists("[x, y, own]", "[x, y]").text).toBe("a: [x, y, own]\nb: 2\n");
    expect(told(lists("[x, y, own]", "[x, z]"))).toContain("review both-changed a: mine");
  });

  it("have lists of which somebody changed the order as a whole as well", () => {
    const item = (name: string, value: number) => `  - name: ${name}\n    value: ${value}\n`;
    const mine = `list:\n${item("b", 1)}${item("a", 1)}`;
    const merged = merge({
      base: `list:\n${item("a", 1)}${item("b", 1)}`,
      mine,
      theirs: `list:\n${item("a", 2)}${item("b", 1)}`,
    });
    expect(told(merged)).toEqual(["review both-changed list: mine"]);
    expect(merged.text).toBe(mine);
  });
});

describe("lists of things with names", () => {
  it("that both added are one thing, unless they stand in another order", () => {
    const list = (...names: string[]) => `list:\n${names.map((name) => `  - name: ${name}\n`).join("")}`;
    const added = (mine: string, theirs: string) =>
      merge({ base: "a: 1\n", mine: `a: 1\n${mine}`, theirs: `a: 1\n${theirs}` });
    expect(added(list("x", "own", "y"), list("x", "y", "z")).text).toBe(
      `a: 1\n${list("x", "own", "y", "z")}`,
    );
    expect(told(added(list("x", "y"), list("y", "x")))).toEqual(["review both-changed list: mine"]);
  });

  it("keep all of an item that the new version does not have, since it has to stand alone", () => {
    const merged = merge({
      base: "list:\n  - name: x\n    a: 1\n  - name: y\nz: 1\n",
      mine: "list:\n  - name: x\n    a: 2\n  - name: y\nz: 1\n",
      theirs: "list:\n  - name: y\n  - name: new\nz: 1\n",
    });
    expect(merged.text).toBe("list:\n  - name: x\n    a: 2\n  - name: y\n  - name: new\nz: 1\n");
    expect(told(merged)).toContain("review removed list[x]: mine");
    expect(choose(merged.text, reviewOf(merged, "list[x]"), "theirs")).toBe(
      "list:\n  - name: y\n  - name: new\nz: 1\n",
    );
  });

  it("may lose and get their only item", () => {
    const merged = merge({ base: "c:\n - name: b\n   v: 1\n", mine: "c: []\n", theirs: "c:\n - name: b\n" });
    expect(merged.text).toBe("c: []\n");
    const taken = choose(merged.text, reviewOf(merged, "c[b]"), "theirs");
    expect(taken).toBe("c:\n  - name: b\n");
    expect(choose(taken, reviewOf(merged, "c[b]"), "mine")).toBe("c: []\n");
  });
});

describe("images", () => {
  const images = (...names: string[]) =>
    `pack:\n  content:\n    images:\n${names.map((name) => `      - image: ${name}\n`).join("")}`;

  it("are the same in another version and from another registry", () => {
    const merged = merge({
      base: images("docker.io/web:1.0", "docker.io/side:1.0"),
      mine: images("docker.io/web:1.0", "mirror.local/side:1.0", "mirror.local/own:7"),
      theirs: images("docker.io/web:2.0", "docker.io/side:2.0", "docker.io/new:2.0"),
    });
    expect(merged.text).toBe(
      images("docker.io/web:2.0", "mirror.local/side:1.0", "mirror.local/own:7", "docker.io/new:2.0"),
    );
    expect(told(merged)).toEqual([
      "adopted changed pack.content.images[web].image",
      "review both-changed pack.content.images[side].image: mine",
      "kept added pack.content.images[own]",
      "adopted added pack.content.images[new]",
    ]);
  });

  it("are told apart by all they say where the names are not enough", () => {
    const merged = merge({
      base: images("web:1.0", "web:1.0-proxy"),
      mine: images("web:1.0", "web:1.0-proxy", "own:7"),
      theirs: images("web:2.0", "web:2.0-proxy"),
    });
    expect(merged.text).toBe(images("web:2.0", "web:2.0-proxy", "own:7"));
    expect(merged.isClean).toBe(true);
  });
});

describe("a fragment", () => {
  const theirs = base
    .replace("logLevel: info", "logLevel: warn")
    .replace("port: 80", "port: 8080\n      annotations: {}");

  it("stays as it is where the new version changed nothing of it", () => {
    const mine = "charts: { web: { replicas: 3 } } # all of it\n";
    const merged = merge({ base, mine, theirs });
    expect(merged).toMatchObject({ text: mine, extent: "fragment", isClean: true });
    expect(told(merged)).toEqual(["kept changed charts.web.replicas"]);
  });

  it("is looked at where it spells out an old default, which becomes the new one", () => {
    const mine = "charts:\n  web:\n    logLevel: info # as it was\n    replicas: 1\n";
    const merged = merge({ base, mine, theirs });
    expect(merged.text).toBe("charts:\n  web:\n    logLevel: warn # as it was\n    replicas: 1\n");
    expect(told(merged)).toEqual(["review redefaulted charts.web.logLevel: theirs"]);
    expect(choose(merged.text, reviewOf(merged, "charts.web.logLevel"), "mine")).toBe(mine);
  });

  it("keeps a key that is gone, and one that nobody ever knew", () => {
    const mine = "charts:\n  web:\n    own: 1\n    service:\n      port: 80\n";
    const merged = merge({ base, mine, theirs: theirs.replace(/ {4}service:\n.*\n.*\n.*\n/, "") });
    expect(merged.text).toBe(mine);
    expect(told(merged)).toEqual(["kept added charts.web.own", "review removed charts.web.service: mine"]);
  });

  it("says all of a list that it has, since a list is never added to the defaults", () => {
    const mine = 'charts:\n  web:\n    env:\n      - name: MODE\n        value: "b"\n';
    const merged = merge({
      base,
      mine,
      theirs: theirs.replace("    env:\n", "    env:\n      - name: NEW\n        value: x\n"),
    });
    expect(merged.text).toContain("    env:\n      - name: NEW\n        value: x\n      - name: MODE\n");
    expect(told(merged)).toContain("review redefaulted charts.web.env[NEW]: theirs");
    expect(choose(merged.text, reviewOf(merged, "charts.web.env[NEW]"), "mine")).toBe(mine);
  });

  it("gets what the new version does not do without, and a person looks where that has no default", () => {
    const schema = readPackSchema(
      [
        "charts.web.logLevel:\n  schema: '{{ required }}'\n",
        "charts.web.service.port:\n  schema: '{{ required }}'\n",
        "charts.web.token:\n  schema: '{{ required }}'\n",
        "charts.web.resources:\n  schema: '{{ required }}'\n",
      ].join(""),
    );
    const merged = merge({ base, mine: "charts:\n  web:\n    replicas: 3\n", theirs, schema });
    expect(merged.text).toBe(
      "charts:\n  web:\n    replicas: 3\n    logLevel: warn\n    service:\n      port: 8080\n",
    );
    expect(told(merged)).toEqual([
      "kept changed charts.web.replicas",
      "adopted added charts.web.logLevel",
      "adopted added charts.web.service.port",
      "review required charts.web.token: nothing",
      "review required charts.web.resources: nothing",
    ]);
  });

  it("gets nothing, required or not, where the defaults are the same", () => {
    const schema = readPackSchema("charts.web.logLevel:\n  schema: '{{ required }}'\n");
    const mine = "charts:\n  web:\n    replicas: 3\n";
    const merged = merge({ base, mine, theirs: base, schema });
    expect(merged.text).toBe(mine);
    expect(told(merged)).toContain("review required charts.web.logLevel: mine");
    expect(choose(mine, reviewOf(merged, "charts.web.logLevel"), "theirs")).toBe(
      `${mine}    logLevel: info\n`,
    );
  });

  it("is not what whole values are in which somebody turned a large part off", () => {
    const merged = merge({ base, mine: base.replace(/charts:[\s\S]*/, "charts: null\n"), theirs });
    expect(merged.extent).toBe("whole");
    expect(told(merged)).toEqual(["review both-changed charts: mine"]);
  });

  it("is what a cut down part of whole values is, too", () => {
    const keys = (count: number) =>
      Array.from({ length: count }, (_, at) => `    key${at}: ${at}\n`).join("");
    const note = "    # about many keys\n\n";
    const whole = (grafana: string) => `a:\n  x:\n${keys(40)}b:\n  grafana:\n${grafana}`;
    const merged = merge({
      base: whole(keys(15)),
      mine: whole("    key1: own\n").replace("key2: 2", "key2: own"),
      theirs: whole(`${note}${keys(15)}    fresh: 1\n`).replace("b:\n", "  y: 1\nb:\n"),
    });
    expect(merged.extent).toBe("whole");
    expect(merged.text).toBe(
      whole("    key1: own\n").replace("key2: 2", "key2: own").replace("b:\n", "  y: 1\nb:\n"),
    );
  });
});

describe("the new version's schema", () => {
  const schema = readPackSchema(
    `level:\n  schema: '{{ format "\${list:[info,warn]}" }}'\nfixed:\n  schema: '{{ readonly }}'\n`,
  );

  it("is asked of what somebody set", () => {
    const merged = merge({
      base: "level: info\nfixed: 1\nother: 1\n",
      mine: "level: chatty\nfixed: 2\nother: 1\n",
      theirs: "level: info\nfixed: 1\nother: 2\n",
      schema,
    });
    expect(told(merged).slice(-2)).toEqual([
      "review constrained level: mine",
      "review constrained fixed: mine",
    ]);
    const review = reviewOf(
      { ...merged, entries: merged.entries.filter(({ kind }) => kind === "review") },
      "level",
    );
    expect(review.expected).toBe("one of info, warn");
    expect(choose(merged.text, review, "theirs")).toContain("level: info\n");
  });

  it("is asked once, and not of what both changed", () => {
    const merged = merge({
      base: "level: info\nother: 1\n",
      mine: "level: chatty\nother: 1\n",
      theirs: "level: warn\nother: 1\n",
      schema,
    });
    expect(told(merged)).toEqual(["review both-changed level: mine"]);
  });

  it("leaves nothing to choose where a required value has no default", () => {
    const required = readPackSchema("key:\n  schema: '{{ required }}'\n");
    const merged = merge({ base: "a: 1\n", mine: "a: 1\n", theirs: "a: 1\nkey: ''\n", schema: required });
    expect(told(merged)).toEqual(["adopted added key", "review required key: nothing"]);
  });

  it("is not asked of what the pack says itself, nor of macros", () => {
    const merged = merge({
      base: "level: odd\nfixed: 1\n",
      mine: "level: '{{.spectro.var.LEVEL}}'\nfixed: 1\n",
      theirs: "level: odd\nfixed: 1\nother: 2\n",
      schema,
    });
    expect(merged.isClean).toBe(true);
    const odd = "level: odd\nfixed: 1\n";
    expect(merge({ base: odd, mine: odd, theirs: `${odd}other: 2\n`, schema }).isClean).toBe(true);
  });
});

describe("choices", () => {
  it("are taken one after another, in any order, and are found again in what others made of the text", () => {
    const [old, own, now] = [
      "a: 1\nb: 1\nc:\n  d: 1\n",
      "a: 2\nb: 2\nc:\n  d: 2\n",
      "a: 3\nb: 3\nc:\n  d: 3\n",
    ];
    const merged = merge({ base: old, mine: own, theirs: now });
    expect(merged.text).toBe(own);
    const reviews = ["a", "b", "c.d"].map((path) => reviewOf(merged, path));
    const forth = reviews.reduce((text, review) => choose(text, review, "theirs"), merged.text);
    expect(forth).toBe(now);
    const edited = `# by hand\nz: 0\n${forth.replace("b: 3", "b: 4")}`;
    const back = reviews.toReversed().reduce((text, review) => choose(text, review, "mine"), edited);
    expect(back).toBe(`# by hand\nz: 0\n${own}`);
  });

  it("are refused where there is no place for the key any more", () => {
    const merged = merge({ base: "c:\n  d: 1\n", mine: "c:\n  d: 2\n", theirs: "c:\n  d: 3\n" });
    const review = reviewOf(merged, "c.d");
    expect(choiceEdits("c: gone\n", review, "theirs")).toHaveProperty("reason");
    expect(choose("x: 1\n", review, "theirs")).toBe("x: 1\nc:\n  d: 3\n");
    expect(choose("x: 1", review, "theirs")).toBe("x: 1\nc:\n  d: 3");
    expect(choiceEdits("c: [\n", review, "theirs")).toHaveProperty("reason");
    const gone = merge({ base: "c:\n  d: 1\ne: 1\n", mine: "c:\n  d: 2\ne: 1\n", theirs: "c: {}\ne: 1\n" });
    expect(choiceEdits("e: 1\n", reviewOf(gone, "c.d"), "theirs")).toEqual([]);
  });
});

describe("ways of writing", () => {
  it("stay what they are on either side: indentation, quotes, line ends and the end of the text", () => {
    const merged = merge({
      base: "a:\n  b: 'x'\n  list:\n  - name: i\n    v: 1\nz: 1\n",
      mine: 'a:\n    b: "y"\n    list:\n    - name: i\n      v: 2\n    own:\n        deep: |-\n            text\nz: 1',
      theirs: "a:\r\n b: 'x'\r\n list:\r\n    - v: 1\r\n      name: i\r\nz: 2",
    });
    expect(merged.text).toBe(
      'a:\r\n b: "y"\r\n list:\r\n    - v: 2\r\n      name: i\r\n own:\r\n     deep: |-\r\n         text\r\nz: 2',
    );
  });

  it("keep a key of somebody's own where it was: first, or behind another", () => {
    const merged = merge({
      base: "# head\n\n# about a\na: 1\nb: 1\n",
      mine: "# head\n\nown: 1\n# about a\na: 1\nown2: 1\nb: 1\n",
      theirs: "# head\n\n# about a\na: 1\n\n# about b\nb: 1\nc: 1\n",
    });
    expect(merged.text).toBe("# head\n\nown: 1\n# about a\na: 1\nown2: 1\n\n# about b\nb: 1\nc: 1\n");
  });

  it("compare macros and markers as they are written, and numbers too", () => {
    const merged = merge({
      base: "a: 1.2\nb: x\nc: x\nd: 1\n",
      mine: "a: 1.20\nb: {{.spectro.macro.b}}\nc: %C%\nd: ${D}\n",
      theirs: "a: 1.2\nb: x\nc: x\nd: 1\ne: 1\n",
    });
    expect(merged.text).toBe("a: 1.20\nb: {{.spectro.macro.b}}\nc: %C%\nd: ${D}\ne: 1\n");
  });

  it("keep anchors, aliases and merge keys, and what stands behind them", () => {
    const [old, now] = [
      "a: &a\n  b: 1\n  c: 1\nd:\n  <<: *a\n  e: 1\n",
      "a: &a\n  b: 1\n  c: 2\nd:\n  <<: *a\n  e: 1\n",
    ];
    const own = merge({ base: old, mine: old.replace("e: 1", "e: 5"), theirs: now });
    expect(own.text).toBe(now.replace("e: 1", "e: 5"));
    const over = merge({ base: old, mine: old.replace("e: 1", "e: 1\n  b: 9"), theirs: now });
    expect(over.text).toBe(now.replace("e: 1", "e: 1\n  b: 9"));
  });

  it.each([
    ["no YAML", "a: [\n", /The values are no YAML/],
    ["a key twice", "a: 1\na: 2\n", /written twice/],
    ["several documents", "a: 1\n---\nb: 1\n", /several YAML documents/],
    ["a key twice that may be in two branches", "# %{ x }\na: 1\na: 2\n", /only a person can merge/],
    ["lone carriage returns", "a: 1\rb: 2\n", /carriage returns/],
    ["no map", "- a\n", /The values are no map/],
    ["lines of a template", "a: 1\n{{- if .x }}\nb: 1\n{{- end }}\nc: 1\n", /only a person can merge/],
    [
      "an alias of what the new version does not have",
      "a: 1\nb: &b\n  c: 1\nd: *b\n",
      /only a person can merge/,
    ],
  ])("refuse %s", (_, mine, reason) => {
    const old = "a: 1\nb: &b\n  c: 1\nd: 1\n";
    const refused = mergeValues({ base: old, mine, theirs: "a: 2\nb:\n  c: 1\nd: 1\n", extent: "whole" });
    expect("reason" in refused && refused.reason).toMatch(reason);
  });

  it("tell which of somebody's comments have no place in the new defaults", () => {
    const mine = "a: 1\n\n# about nothing\n\nb: 2 # own\n";
    const merged = merge({ base: "a: 1\nb: 2\n", mine, theirs: "a: 1\nb: 3\nc: 1\n" });
    expect(merged.text).toBe("a: 1\nb: 3 # own\nc: 1\n");
    expect(merged.lostComments.map(({ start, end }) => mine.slice(start, end))).toEqual(["# about nothing"]);
  });
});
