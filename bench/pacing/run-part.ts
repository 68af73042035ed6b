// A worker of run.ts: runs the sessions of one world for all pacers, and asks for the next.
import type { Cell } from '../../src/simulator/pacing/scenarios.ts';
import { runLine, type WorldKind } from './session-line.ts';

export interface Order {
  readonly kind: WorldKind;
  readonly cell: Cell;
  readonly world: number;
  readonly pacers: readonly string[];
}

process.on('message', (message) => {
  const { kind, cell, world, pacers } = message as Order; // What run.ts sends.
  process.send?.(pacers.map((pacer) => runLine(kind, cell, { world, pacer })));
});
