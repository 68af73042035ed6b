import { bindSockets, type PortRange } from './bind-sockets.ts';
import { BrowserDoor } from './browser-door.ts';

/** The doors of this thread. */
const doors: { readonly place: string; readonly door: BrowserDoor }[] = [];
/** One after the other: those who come at the same time share a door, too. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Finds a door with room at these addresses of this machine; opens one if there is none.
 *
 * @param enter Called once, when the door is there: enters it. @returns what that returned. @throws as bindSockets does.
 */
export function enterDoor<Entered>(
  hosts: readonly string[],
  ports: PortRange | undefined,
  enter: (door: BrowserDoor) => Entered,
): Promise<Entered> {
  const entered = turn.then(async () => enter(await doorAt(hosts, ports)));
  turn = entered.catch(() => {});
  return entered;
}

async function doorAt(hosts: readonly string[], ports: PortRange | undefined): Promise<BrowserDoor> {
  const place = JSON.stringify([hosts, ports]);
  const found = doors.find((it) => it.place === place && it.door.hasRoom);
  if (found !== undefined) return found.door;
  const door = new BrowserDoor(await bindSockets(hosts, ports), () => {
    doors.splice(
      doors.findIndex((it) => it.door === door),
      1,
    );
  });
  doors.push({ place, door });
  return door;
}
