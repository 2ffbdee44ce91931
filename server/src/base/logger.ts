/** What the engine may say to whoever runs it; implemented by the editor's log and by the command's standard error. */

export interface Logger {
  error(message: string, cause?: unknown): void;
  warn(message: string): void;
}

export const silentLogger: Logger = {
  error: () => undefined,
  warn: () => undefined,
};
