import { useEffect, useState } from 'react';
import type { MeView } from '../../../protocol/views.ts';
import { useMe } from '../../api/queries.ts';
import { useApp } from '../../app-context.ts';

/** The wall's time, drawn anew each second. */
export function useWall(): number {
  const { clock } = useApp();
  const [wall, setWall] = useState(() => clock.now());
  useEffect(() => clock.every(1_000, () => setWall(clock.now())), [clock]);
  return wall;
}

/** The campaign's time at the pace of the wall, for what a real screen shows of an invented call. */
export function useInventedNow(me: MeView): number {
  const { dataUpdatedAt } = useMe();
  return me.now + Math.max(0, useWall() - dataUpdatedAt);
}
