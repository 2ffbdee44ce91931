/**
 * When files are analysed. One file at a time on the newest snapshot, the files that somebody looks at first, with a breath between
 * two of them so that edits, requests and cancellations get their turn. An edit during a run adds to what is left to do; nothing is
 * ever published of a state that is gone.
 */

import type { FileId } from "../workspace/profile-index.ts";

export interface ScheduleHost {
  /** Analyses the file as it is now, and tells. Quick, and never throws. */
  run(file: FileId): void;
  /** Files that matter first: those open in an editor. */
  urgent(): Iterable<FileId>;
}

/** Keystrokes come faster than this while somebody types; a pause as long as this is worth an answer. */
const quietMilliseconds = 60;

/** Somebody who never pauses gets answers all the same. */
const longestMilliseconds = 400;

export class Schedule {
  readonly #host: ScheduleHost;
  readonly #waiting = new Set<FileId>();
  #timer: NodeJS.Timeout | undefined;
  #waitingSince: number | undefined;
  #hurries = false;
  #running = false;
  #disposed = false;

  constructor(host: ScheduleHost) {
    this.#host = host;
  }

  /**
   * Files whose findings may have changed. Asking twice before the answer is asking once. What somebody types waits for a pause;
   * anything else, an opened file or a read registry, is looked at as soon as there is time.
   */
  add(files: Iterable<FileId>, pace: "typing" | "now"): void {
    for (const file of files) this.#waiting.add(file);
    if (this.#waiting.size === 0 || this.#running || this.#disposed) return;
    this.#hurries ||= pace === "now";
    this.#waitingSince ??= performance.now();
    const left = this.#waitingSince + longestMilliseconds - performance.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => void this.#run(),
      this.#hurries ? 0 : Math.max(0, Math.min(quietMilliseconds, left)),
    );
  }

  /** Nothing is run any more, whatever is added. */
  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let file = this.#next(); file !== undefined; file = this.#next()) {
      this.#waiting.delete(file);
      this.#host.run(file);
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#running = false;
    this.#hurries = false;
    this.#waitingSince = undefined;
  }

  #next(): FileId | undefined {
    for (const file of this.#host.urgent()) if (this.#waiting.has(file)) return file;
    return this.#waiting.values().next().value;
  }
}
