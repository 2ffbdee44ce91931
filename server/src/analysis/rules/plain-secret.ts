/** Passwords that are written out in a file that many can read. */

import { contentSpan } from "../../model/text.ts";
import { followPath } from "../../syntax/path.ts";
import { asScalar } from "../../syntax/tree.ts";
import { isMask } from "../../updates/secrets.ts";
import { exportWithValues, profileWithValues } from "../example-values.ts";
import { defaultsOf, packLabel } from "../given-values.ts";
import type { Rule } from "../rule.ts";
import { isFilledIn, type PasswordValue, passwordValues, sensitiveDefaults } from "../secrets.ts";
import { clip, pathInWords } from "../value-judgements.ts";

const packFiles = {
  "nginx 1.12.4 schema.yaml": "charts.nginx.adminPassword:\n  schema: '{{ format \"${password}\" }}'\n",
};

const sensitive = (value: string) =>
  `- name: token\n  displayName: Token\n  isSensitive: true\n  defaultValue: ${value}\n`;

export const rule: Rule = {
  id: "plain-secret",
  severity: "warning",
  summary: "A password is written out in the file.",
  description:
    "The pack's `schema.yaml` says which values are passwords. One that is written out is read by everybody who can read the repository, and stays in its history after it was changed. Put it into Palette as a macro, and write `{{.spectro.macro.NAME}}` in the file, or let a sensitive variable of the profile ask for it. The same goes for the default of a variable that is marked `isSensitive`. Neither a finding nor the command's excerpt of the line shows the value. Empty values, macros and markers are no secrets; the mask `********` is told by `masked-secret`.",
  bad: [
    {
      text: profileWithValues("charts:\n  nginx:\n    adminPassword: open-sesame\n"),
      packFiles,
    },
    {
      title: "the default of a sensitive variable",
      text: exportWithValues("token: '{{ .spectro.var.token }}'\n", sensitive("open-sesame")),
    },
  ],
  good: [
    {
      text: profileWithValues("charts:\n  nginx:\n    adminPassword: '{{ .spectro.macro.nginxPassword }}'\n"),
      packFiles,
    },
    { text: exportWithValues("token: '{{ .spectro.var.token }}'\n", sensitive('""')) },
  ],
  *check({ snapshot, view, profiles }) {
    for (const secret of passwordValues(snapshot, view)) {
      const { given, match, span, text } = secret;
      if (text.trim() === "" || isFilledIn(text) || isMask(text)) continue;
      const defaults = defaultsOf(snapshot.catalog, given.installed);
      const own = asScalar(followPath(defaults?.root, match.path)?.node)?.text;
      yield { span, message: own === text ? describeOwn(secret) : describe(secret) };
    }
    for (const { defaultValue, name } of profiles.flatMap(sensitiveDefaults)) {
      const text = defaultValue?.text ?? "";
      if (defaultValue === undefined || isFilledIn(text) || isMask(text)) continue;
      const which =
        name === undefined ? "The variable" : `The variable \`${clip(name.text.replaceAll("`", "'"))}\``;
      yield {
        span: contentSpan(defaultValue),
        message: `${which} is sensitive, and its default is written out for everybody who can read this file: leave it to the cluster, or use a macro`,
      };
    }
  },
};

const advice = "use a macro such as `{{.spectro.macro.NAME}}`, or a sensitive variable of the profile";

function describe({ given, match }: PasswordValue): string {
  return `\`${clip(pathInWords(match.path))}\` is a password to ${packLabel(given)}, and is written out for everybody who can read this file: ${advice}`;
}

function describeOwn({ given, match }: PasswordValue): string {
  return `\`${clip(pathInWords(match.path))}\` is a password, and this is the one that ${packLabel(given)} comes with, which everybody knows: ${advice}`;
}
