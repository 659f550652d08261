const QUOTE = 'when you report it.';

/** What a run says that failed by no fault of whoever asked for it. */
export function ourFault(what: string, requestId: string): string {
  return `${what} Quote request ${requestId} ${QUOTE}`;
}

export function isOurFault(message: string): boolean {
  return message.endsWith(QUOTE);
}
