/** A profile that is open in a server, and the edits and questions that are measured on it. Each answers how long it took. */

import {
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  type Position,
  type PublishDiagnosticsParams,
  type Range,
} from "vscode-languageserver-protocol/node";
import type { BenchClient } from "./client.ts";
import type { BenchProfile } from "./corpus.ts";

export class BenchSession {
  readonly client: BenchClient;
  readonly profile: BenchProfile;
  readonly #uri: string;
  #version = 1;
  /** Lines that are there in addition to the profile's own. */
  #addedLines = 0;
  #versionText: string;

  /** Opens the profile and waits for its diagnostics. */
  static async open(
    client: BenchClient,
    uri: string,
    profile: BenchProfile,
  ): Promise<{ session: BenchSession; latency: number }> {
    const session = new BenchSession(client, uri, profile);
    const started = performance.now();
    const shown = session.#diagnostics();
    await client.open(uri, profile.text);
    await shown;
    return { session, latency: performance.now() - started };
  }

  private constructor(client: BenchClient, uri: string, profile: BenchProfile) {
    this.client = client;
    this.profile = profile;
    this.#uri = uri;
    this.#versionText = profile.versionText;
  }

  /** Closes the document and waits until its diagnostics are gone. */
  async close(): Promise<void> {
    const gone = this.client.diagnostics(this.#uri, ({ diagnostics }) => diagnostics.length === 0);
    await this.client.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: this.#uri },
    });
    await gone;
  }

  /** Enter inside of the values, or its undoing: to the diagnostics of the new text. */
  async editValues(): Promise<number> {
    const started = performance.now();
    const shown = this.#toggleLine();
    await shown;
    return performance.now() - started;
  }

  /** Another version for a pack, or its own again: to the diagnostics of the new text. */
  async editVersion(): Promise<number> {
    const { version, versionText, otherVersion } = this.profile;
    const before = this.#versionText;
    this.#versionText = before === versionText ? otherVersion : versionText;
    const end = { line: version.line, character: version.character + before.length };
    const started = performance.now();
    await this.#change({ start: version, end }, this.#versionText);
    return performance.now() - started;
  }

  async hover(): Promise<number> {
    const started = performance.now();
    await this.#askHover();
    return performance.now() - started;
  }

  /** The same edit as {@link editValues}, with a hover sent right behind it: to the answer, which cannot be of the old text. */
  async hoverAfterEdit(): Promise<number> {
    const started = performance.now();
    const shown = this.#toggleLine();
    await this.#askHover();
    const latency = performance.now() - started;
    await shown;
    return latency;
  }

  async completeType(): Promise<number> {
    return this.#complete(this.profile.afterType, "helm");
  }

  async completeVersion(): Promise<number> {
    const { line, character } = this.profile.version;
    return this.#complete({ line, character: character + this.#versionText.length }, this.#versionText);
  }

  async #complete(position: Position, expected: string): Promise<number> {
    const started = performance.now();
    const items = await this.client.completion(this.#uri, position);
    const latency = performance.now() - started;
    if (!items.some(({ label }) => label.includes(expected))) {
      const labels = items.map(({ label }) => label).join(", ");
      throw new Error(`${this.client.definition.name} proposes [${labels}] without ${expected}`);
    }
    return latency;
  }

  async #askHover(): Promise<void> {
    if ((await this.client.hover(this.#uri, this.profile.version)) === null)
      throw new Error(`${this.client.definition.name} has no hover for a pack's version`);
  }

  #toggleLine(): Promise<Diagnostic[]> {
    const { inValues, valuesIndent } = this.profile;
    const added = this.#addedLines === 0;
    this.#addedLines = added ? 1 : 0;
    const next = { line: inValues.line + 1, character: valuesIndent.length };
    return added
      ? this.#change({ start: inValues, end: inValues }, `\n${valuesIndent}`)
      : this.#change({ start: inValues, end: next }, "");
  }

  async #change(range: Range, text: string): Promise<Diagnostic[]> {
    this.#version++;
    const shown = this.#diagnostics();
    await this.client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.#uri, version: this.#version },
      contentChanges: [{ range, text }],
    });
    return shown;
  }

  /**
   * The next diagnostics of the text as it is now. yaml-language-server does not say of which version they are: as one edit follows the
   * diagnostics of the one before, the next are the right ones. That they are shows in the place of the marker.
   */
  #diagnostics(): Promise<Diagnostic[]> {
    const version = this.#version;
    const marker = this.profile.markerLine + this.#addedLines;
    return this.client.diagnostics(
      this.#uri,
      (params: PublishDiagnosticsParams) =>
        (params.version === undefined || params.version === version) &&
        params.diagnostics.some(({ range }) => range.start.line === marker),
    );
  }
}
