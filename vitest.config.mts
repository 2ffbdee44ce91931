/** Unit, protocol, command, corpus and fuzz tests. Those that need a VS Code have runners of their own. */

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["client/src/**/*.test.ts", "server/src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["test/vscode/**", "test/workbench/**", "node_modules/**"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
  },
});
