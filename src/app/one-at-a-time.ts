/**
 * Runs a task never twice at the same time: asked for while it runs, it runs once more afterwards, however often it was asked.
 *
 * What is returned resolves when all that was asked for is done, and rejects when the task does.
 */
export function oneAtATime(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let runsAgain = false;
  const run = async () => {
    do {
      runsAgain = false;
      await task();
    } while (runsAgain);
  };
  return () => {
    runsAgain = running !== null;
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}
