/** The page of the rollout board before its script has run. */

export interface PageFiles {
  /** Said by this page alone, so that nothing else on it can have its style or script run. */
  readonly nonce: string;
  /** Addresses. */
  readonly style: string;
  readonly script: string;
}

export function pageHtml({ nonce, style, script }: PageFiles): string {
  // The two files and nothing else: no picture, no frame, no form, no connection, and no other place that addresses are relative to.
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link nonce="${nonce}" rel="stylesheet" href="${style}">
<title>Rollout Board</title>
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
