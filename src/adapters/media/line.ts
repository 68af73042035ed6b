/** How a leg reaches its other side: plain to a telephone, encrypted to a browser. */
export interface Line {
  /** Tones of networks and fax machines come from telephones alone. */
  readonly isTelephone: boolean;
  /** Whether it knows where to send, and how. Nothing is sent before. */
  readonly isOpen: boolean;
  /** PCMA and PCMU, as agreed, in the other side's order. */
  readonly payloadTypes: readonly number[];
  readonly telephoneEvent: number | null;
  /**
   * Sends the RTP packet in `bytes` from `start` to `end`; may write over the bytes.
   *
   * @param index The sequence number with its turns.
   */
  send(bytes: Buffer, start: number, end: number, index: number): void;
  /** @param bytes Has room for `CONTROL_TRAILER_BYTES` after `length`, and is not used again by who calls. */
  sendControl(bytes: Buffer, length: number): void;
  close(): void;
}

/** The leg, as its line sees it. Bytes belong to the leg from then on. */
export interface LineListener {
  takeAudio(bytes: Buffer, length: number): void;
  takeControl(bytes: Buffer): void;
  /** From now on the line sends, to a listener whose counts and keys are new. */
  lineOpened(line: Line): void;
  /** What was agreed has changed. */
  lineChanged(line: Line): void;
  lineDown(line: Line): void;
}
