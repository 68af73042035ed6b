import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that take half a minute and more on two cores, the longest first. */
const LONGEST: readonly string[] = [
  'test/browser/shift.test.ts',
  'test/wire-demo.test.ts',
  'test/browser/screens.test.ts',
  'test/sample-action.test.ts',
  'test/import-command.test.ts',
  'test/stop-demo.test.ts',
  'test/generated-actions.test.ts',
  'test/wire-crash-once.test.ts',
  'src/adapters/store/embedded/embedded-server.test.ts',
  'test/wire-sipp.test.ts',
];

/** Begins with the files that take longest, so that at the end no worker waits for one of them alone. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // On a fresh clone nothing is known of durations: Vitest then goes by size, and the longest ones are short to read.
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((it) => moduleId.endsWith(`/${it}`));
  return place < 0 ? LONGEST.length : place;
}
