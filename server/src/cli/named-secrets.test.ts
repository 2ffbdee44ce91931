import { expect, it } from "vitest";
import { namedSecrets } from "./named-secrets.ts";
import { maskSpans } from "./source-texts.ts";

const masked = (text: string) => maskSpans(text, namedSecrets(text));

it.each([
  ["adminPassword: hunter2\nsize: 3\n", "adminPassword: ********\nsize: 3\n"],
  ["  - token: abc # ours\r\n  - name: x\r\n", "  - token: ********\r\n  - name: x\r\n"],
  ['"apiKey": "abc",\n', '"apiKey": ********\n'],
  // A block is a secret to its last line.
  [
    "key:\n  privateKey: |\n    one\n\n    two\n  size: 1\n",
    "key:\n  privateKey: |\n    ********\n\n    ********\n  size: 1\n",
  ],
  // Of a JSON string.
  ['"values": "a: 1\\npassword: abc\\nb: 2\\n"', '"values": "a: 1\\npassword: ********\\nb: 2\\n"'],
  // By their looks.
  ["url: https://me:word@host/\n", "url: ********\n"],
  ["  -----BEGIN PRIVATE KEY-----\n", "  ********\n"],
])("hides %j", (text, hidden) => {
  expect(masked(text)).toBe(hidden);
});

it.each([
  "passwordLength: 12\n",
  "useToken: true\n",
  "password: '{{.spectro.var.password}}'\n".replaceAll("'", ""),
  "password: ${PASSWORD}\n",
  'password: ""\n',
  "secret:\n  name: x\n",
  "size: 3\n",
])("shows %j", (text) => {
  expect(masked(text)).toBe(text);
});
