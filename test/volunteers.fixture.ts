import { PortCaller } from '../src/simulator/port-caller.ts';
import type { PhoneBank } from './phone-bank.fixture.ts';

/** Simulated volunteers who come to a phone bank, talk, write down what was said and go on. */
export async function volunteers(bank: PhoneBank, count: number): Promise<PortCaller[]> {
  const callers: PortCaller[] = [];
  const { clock, chance, desk, network: ear } = bank;
  const { id: campaignId, definition: campaign } = bank.campaign;
  for (let number = 0; number < count; number += 1) {
    const { accountId } = await bank.actor('caller', `caller ${number}`);
    const notebook = () => {};
    const caller = new PortCaller(accountId, { campaignId, campaign, desk, ear, clock, chance, notebook });
    bank.room.add(caller);
    await caller.arrive();
    callers.push(caller);
  }
  return callers;
}
