import { describe, expect, it } from "vitest";
import { parse } from "../syntax/parse.ts";
import { nodeAt, placeAt } from "./tree-place.ts";

function place(marked: string): string | undefined {
  const found = placeAt(parse(marked.replace("$0", ""))[0]?.root, marked.indexOf("$0"));
  return found && `${found.kind} ${found.path.join("/")}`;
}

describe("the place in the tree", () => {
  it("is a key, a value or between them", () => {
    expect(place("a:\n  - b$0: c\n")).toBe("key a/0");
    expect(place("a:\n  - b: c$0\n")).toBe("value a/0/b");
    expect(place("{a: b, $0}")).toBe("gap ");
    expect(place("{a: [b, $0]}")).toBe("gap a");
  });

  it("is the alias itself", () => {
    expect(place("a: &x b\nc: *x$0\n")).toBe("value c");
  });

  it("leads back to the node, through aliases", () => {
    const [document] = parse("a: &x {b: [c, d]}\ne: *x\n");
    expect(nodeAt(document?.root, ["e", "b", 1])).toMatchObject({ text: "d" });
    expect(nodeAt(document?.root, ["e", "f", 1])).toBeUndefined();
  });
});
