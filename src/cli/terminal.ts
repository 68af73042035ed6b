/** Where a command writes: a terminal that can redraw its last line, or a plain stream. */
export interface Terminal {
  readonly isMoving: boolean;
  print(text: string): void;
  /** Replaces the line drawn before, where the terminal can; else prints it. */
  redraw(line: string): void;
  /** The line drawn last stays. */
  settle(): void;
  elapsedMs(): number;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): boolean;
}

export function openTerminal(
  stream: Stream,
  options: { isPlain: boolean; elapsedMs: () => number },
): Terminal {
  const isMoving = stream.isTTY === true && !options.isPlain;
  let isDrawn = false;
  const settle = () => {
    if (isDrawn) stream.write('\n');
    isDrawn = false;
  };
  return {
    isMoving,
    elapsedMs: options.elapsedMs,
    settle,
    print(text) {
      settle();
      stream.write(`${text}\n`);
    },
    redraw(line) {
      if (!isMoving) {
        stream.write(`${line}\n`);
        return;
      }
      // A line wider than the terminal would wrap and could not be redrawn.
      stream.write(`\r\u001b[2K${line.slice(0, (stream.columns ?? 80) - 1)}`);
      isDrawn = true;
    },
  };
}
