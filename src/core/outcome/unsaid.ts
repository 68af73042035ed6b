import type { Correction, OrganiserMessage } from './report-parts.ts';

/** The parts of an outcome report that most calls say nothing of; spread into a report, which then says the rest. */
export const unsaid: {
  corrections: Correction[];
  message: OrganiserMessage | null;
  wrongNumbers: string[];
  notBefore: number | null;
  isHard: boolean;
} = { corrections: [], message: null, wrongNumbers: [], notBefore: null, isHard: false };
