// What passes between the suite inside the extension host and the script that started it. Imports nothing,
// because both sides of that border load it.

export interface Failure {
  readonly title: string;
  readonly message: string;
}

export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly Failure[];
}

/** The extension host leaves its result as JSON in the file that this environment variable names. */
export const resultVariable = "CLUSTER_PROFILES_TEST_RESULT";

/** Tells the lines of the test report from everything else that VS Code writes to the same console. */
export const reportMark = "[test] ";
