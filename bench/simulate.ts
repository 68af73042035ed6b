// How long the whole application takes for a hundred hours of calling in virtual time.
// node --max-semi-space-size=4 bench/simulate.ts [--callers 25] [--hours 4] [--people 5000] [--pacing progressive]
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { simulate } from '../src/build/simulate.ts';
import { readSimulate } from '../src/cli/read-simulate.ts';
import { readCampaign } from '../src/core/campaign/read-campaign.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    callers: { ...text, default: '25' },
    hours: { ...text, default: '4' },
    people: { ...text, default: '5000' },
    pacing: { ...text, default: 'progressive' },
  },
});
const words = Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
const request = readSimulate(words, new URL('../examples/sachsen', import.meta.url).pathname);
const found = readCampaign(await readFile(request.campaign, 'utf8'));
if (!('campaign' in found)) throw new Error('the sample campaign has problems');

const screen = { wantsProgress: () => false, progress: () => {} };
const startedAt = performance.now();
const made = await simulate(found.campaign, request, screen, new AbortController().signal);
if (made === null) throw new Error('stopped');
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage();
const { figures } = made;
process.stdout.write(
  `${request.callers} callers, ${request.hours} h, ${request.people} people, ${made.pacing}: ` +
    `${(figures.callerSeconds / 3600).toFixed(1)} caller-hours, ${figures.calls} calls, ${figures.conversations} conversations, ` +
    `utilisation ${(figures.utilisation * 100).toFixed(1)} %, ${figures.abandoned} abandoned; ` +
    `${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s CPU without PostgreSQL\n`,
);
