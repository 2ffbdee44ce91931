/** The error by which a request is refused: its message is for the user, to whom the client shows it. */

import { LSPErrorCodes, ResponseError } from "vscode-languageserver/node";

export function refused(reason: string): ResponseError<undefined> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}

/** The answer, unless it is a refusal. */
export function orRefuse<T extends object>(answer: T | { readonly reason: string }): T {
  if ("reason" in answer) throw refused(answer.reason);
  return answer;
}
