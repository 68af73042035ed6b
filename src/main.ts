import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { membersReader } from './adapters/files/members-reader.ts';
import { readBeside } from './adapters/files/read-beside.ts';
import { accountStore } from './adapters/store/account-store.ts';
import { arrivalStore } from './adapters/store/arrival-store.ts';
import { defaultDataFolder } from './adapters/system/data-folder.ts';
import { createPasswords } from './adapters/system/passwords.ts';
import { qrCode } from './adapters/system/qr-code.ts';
import { createSecrets } from './adapters/system/secrets.ts';
import { systemChance } from './adapters/system/system-clock.ts';
import { type CampaignFile, readCampaignFile } from './app/campaign-file.ts';
import { makeClosingReport } from './app/closing-report.ts';
import { explainContact, explainQueue } from './app/explain-queue.ts';
import { importMembers, WELCOME_SELECTION } from './app/import-members.ts';
import { createInvitations } from './app/invitations.ts';
import { openCampaign } from './app/open-campaign.ts';
import { createPledges } from './app/pledges.ts';
import type { CampaignRow } from './app/ports.ts';
import { runDemo } from './build/demo.ts';
import { type Installation, openInstallation } from './build/installation.ts';
import { placeCall } from './build/place-call.ts';
import { quickForecast } from './build/quick-forecast.ts';
import { serve } from './build/serve.ts';
import { simulate } from './build/simulate.ts';
import { writeSimulation } from './build/write-simulation.ts';
import { callJson, callText } from './cli/call.ts';
import { campaignCheck, sayForecast, sayProblem } from './cli/campaign-check.ts';
import { type Command, readCommand } from './cli/commands.ts';
import { demoScreen } from './cli/demo.ts';
import { importJson, importText, problemText } from './cli/import-text.ts';
import { contactText, queueText } from './cli/queue.ts';
import { reportCsv } from './cli/report-csv.ts';
import { reportText } from './cli/report-text.ts';
import { serveScreen } from './cli/serve.ts';
import { simulationScreen } from './cli/simulate.ts';
import { openTerminal, type Terminal } from './cli/terminal.ts';
import { type Config, readConfig } from './config.ts';
import type { Actor } from './core/access/may-do.ts';
import { AppError } from './core/app-error.ts';
import { openings } from './core/calendar/dial-window.ts';
import { localTime } from './core/calendar/local-time.ts';
import { createTexts, type Texts } from './texts/texts.ts';

const EXAMPLES = join(import.meta.dirname, '../examples/sachsen');
const TIMEZONE = 'Europe/Berlin';
/** Whoever can run the command on this machine owns the installation. */
const OWNER: Actor = { accountId: null, role: 'owner', unitPath: '/' };

interface Context {
  readonly config: Config;
  readonly texts: Texts;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

await main();

async function main(): Promise<void> {
  let texts = createTexts('de');
  try {
    const config = readConfig();
    texts = createTexts(config.locale);
    const terminal = openTerminal(process.stdout, {
      isPlain: config.isPlain,
      elapsedMs: () => performance.now(),
    });
    const context = { config, texts, terminal, signal: stopSignal(texts) };
    process.exitCode = await run(readCommand(process.argv.slice(2), EXAMPLES), context);
  } catch (error) {
    process.exitCode = tell(error, texts);
  }
}

async function run(command: Command, context: Context): Promise<number> {
  const { texts, terminal } = context;
  switch (command.kind) {
    case 'help':
      terminal.print(texts.say('cli.help'));
      return 0;
    case 'version':
      terminal.print(await version());
      return 0;
    case 'demo':
      return demo(command, context);
    case 'simulate':
      return runSimulation(command, context);
    case 'import':
      return runImport(command, context);
    case 'campaign-check':
      return campaignCheck({
        path: command.path,
        readFile: (path) => readFile(path, 'utf8'),
        readBeside: readBeside(command.path),
        print: (line) => terminal.print(line),
        texts,
        forecast: quickForecast,
      });
    case 'call':
      return call(command, context);
    case 'serve':
      await serve(context.config, command.request, serveScreen(texts, terminal), context.signal);
      return 0;
    case 'campaign-open':
      return openCampaignFile(command, context);
    case 'invite':
      return invite(command, context);
    case 'queue':
      return queue(command, context);
    case 'report':
      return report(command, context);
    default:
      return command satisfies never;
  }
}

async function demo(
  { request }: Extract<Command, { kind: 'demo' }>,
  { config, texts, terminal, signal }: Context,
): Promise<number> {
  const isDone = await runDemo(config, request, demoScreen(texts, terminal), signal);
  if (!isDone) terminal.print(texts.say('demo.stopped'));
  return isDone ? 0 : 130;
}

async function runSimulation(
  { request }: Extract<Command, { kind: 'simulate' }>,
  { texts, terminal, signal }: Context,
): Promise<number> {
  const { campaign } = await campaignFile(request.campaign, texts);
  const screen = simulationScreen(texts, terminal);
  const simulation = await simulate(campaign, request, screen, signal);
  if (simulation === null) {
    terminal.print(texts.say('simulate.stopped'));
    return 130;
  }
  screen.finished(simulation);
  const folder = request.out ?? `simulation-${campaign.key}`;
  screen.drawn(await writeSimulation(simulation, folder, texts));
  return 0;
}

async function runImport(command: Extract<Command, { kind: 'import' }>, context: Context): Promise<number> {
  const { texts, terminal, signal } = context;
  const file = command.campaign === undefined ? null : await campaignFile(command.campaign, texts);
  const campaign = file?.campaign ?? null;
  return withInstallation(command.data, context, async ({ imports }) => {
    const now = Date.now();
    const timezone = campaign?.timezone ?? TIMEZONE;
    const result = await importMembers(
      { reader: membersReader({ signal }), store: imports },
      {
        actor: OWNER,
        unitName: command.unit ?? campaign?.unit ?? null,
        defaultUnitName: texts.say('import.default-unit'),
        path: command.path,
        mappingPath: command.mapping ?? null,
        isDryRun: command.isDryRun,
        isComplete: command.isComplete,
        selection: campaign?.selection ?? WELCOME_SELECTION,
        today: localTime(now, timezone).date,
        timezone,
        now,
      },
    );
    if (command.isJson) terminal.print(JSON.stringify(importJson(result), null, 2));
    else terminal.print(importText(result, texts));
    if (command.showsProblems)
      for (const problem of result.firstProblems) terminal.print(problemText(problem, texts));
    return 0;
  });
}

async function call(
  { request }: Extract<Command, { kind: 'call' }>,
  { texts, terminal, signal }: Context,
): Promise<number> {
  const evidence = await placeCall(request, signal);
  terminal.print(request.isJson ? callJson(evidence, request) : callText(evidence, request, texts));
  return 0;
}

async function openCampaignFile(
  { path, data }: Extract<Command, { kind: 'campaign-open' }>,
  context: Context,
): Promise<number> {
  const { texts, terminal } = context;
  const { campaign, message } = await campaignFile(path, texts);
  const now = Date.now();
  if ((openings(campaign).at(-1)?.untilAt ?? 0) <= now)
    throw new AppError('error.campaign.over', { until: campaign.period.until });
  return withInstallation(data, context, async ({ store }) => {
    const [unit, other] = await store.units.byName(campaign.unit);
    if (unit === undefined) throw new AppError('error.campaign.no-list', { unit: campaign.unit, file: path });
    if (other !== undefined) throw new AppError('error.import.unit-ambiguous', { unit: campaign.unit });
    const request = { actor: OWNER, unit, campaign, message, now, chance: systemChance() };
    const { selection } = await store.inTransaction((doors) => openCampaign(doors, request));
    const values = { title: campaign.title, people: selection.selected };
    terminal.print(texts.say('serve.campaign-opened', values));
    terminal.print(sayForecast(quickForecast(campaign), selection.selected, texts));
    return 0;
  });
}

async function invite(
  { campaign: key, name, data }: Extract<Command, { kind: 'invite' }>,
  context: Context,
): Promise<number> {
  const { texts, terminal, config } = context;
  return withInstallation(data, context, async ({ store, connection }) => {
    await campaignOf(store, key); // Says which ones there are.
    const invitations = createInvitations({
      ...{ accounts: accountStore(connection), campaigns: store.campaigns, chance: systemChance() },
      ...{ passwords: createPasswords(), secrets: createSecrets() },
      ...{ now: () => Date.now(), clock: { now: () => Date.now() }, qrCode },
      pledges: createPledges(arrivalStore(connection), () => Date.now()),
    });
    const { token } = await invitations.invite(OWNER, key, name);
    const base = config.publicUrl ?? `http://${config.host}:${config.port}`;
    terminal.print(texts.say('serve.invitation', { name, link: `${base}/beitreten#${token}` }));
    return 0;
  });
}

async function queue(command: Extract<Command, { kind: 'queue' }>, context: Context): Promise<number> {
  const { texts, terminal } = context;
  return withInstallation(command.data, context, async ({ store }) => {
    const campaign = await campaignOf(store, command.campaign);
    if (command.member === undefined) {
      terminal.print(queueText(await explainQueue(store, { actor: OWNER, campaign }), campaign, texts));
      return 0;
    }
    const request = { actor: OWNER, campaign, member: command.member, now: Date.now() };
    terminal.print(contactText(await explainContact(store, request), campaign, texts));
    return 0;
  });
}

async function report(command: Extract<Command, { kind: 'report' }>, context: Context): Promise<number> {
  const { texts, terminal } = context;
  return withInstallation(command.data, context, async ({ store, reports }) => {
    const doors = { campaigns: store.campaigns, reports };
    const { report: found } = await makeClosingReport(doors, { actor: OWNER, key: command.campaign });
    if (command.format === 'json') terminal.print(JSON.stringify(found, null, 2));
    else terminal.print(command.format === 'csv' ? reportCsv(found, texts) : reportText(found, texts));
    return 0;
  });
}

async function withInstallation(
  data: string | undefined,
  { config, texts }: Context,
  work: (installation: Installation) => Promise<number>,
): Promise<number> {
  const installation = await openInstallation({
    dataPath: data ?? defaultDataFolder(config),
    databaseUrl: config.databaseUrl,
    mayJoin: true,
    onEvent: (event) => process.stderr.write(`${texts.sayAny(event.textId, event.values)}\n`),
  });
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

async function campaignOf(store: Installation['store'], key: string): Promise<CampaignRow> {
  const campaign = await store.campaigns.byKey(key);
  if (campaign !== null) return campaign;
  const known = (await store.campaigns.all()).map((it) => it.campaign.key).join(', ');
  throw new AppError(known === '' ? 'error.campaign.none' : 'error.campaign.unknown-key', { key, known });
}

async function campaignFile(path: string, texts: Texts): Promise<CampaignFile> {
  const yaml = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('campaign.error.unreadable', { path }, { cause });
  });
  const found = await readCampaignFile(yaml, readBeside(path));
  if ('campaign' in found) return found;
  const lines = found.problems.map((problem) => `  ${path}:${sayProblem(problem, texts)}`).join('\n');
  throw new AppError('error.demo.campaign-problems', { lines });
}

async function version(): Promise<string> {
  const { version: number } = JSON.parse(
    await readFile(join(import.meta.dirname, '../package.json'), 'utf8'),
  );
  return `heisser-draht ${number}`;
}

/** The first Ctrl-C ends what is going on in good order, a second one at once. */
function stopSignal(texts: Texts): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      process.stderr.write(`\n${texts.say('cli.stopping')}\n`);
      controller.abort(new AppError('error.stopped'));
    });
  }
  return controller.signal;
}

/** Says an error in the person's language. What is no AppError is a bug of ours and says so, with its place. */
function tell(error: unknown, texts: Texts): number {
  if (error instanceof AppError) {
    process.stderr.write(`${texts.sayAny(error.code, error.values)}\n`);
    return error.code === 'error.stopped' ? 130 : error.code.startsWith('error.cli.') ? 2 : 1;
  }
  const stack =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const name = error instanceof Error ? error.name : typeof error;
  process.stderr.write(`${texts.say('error.bug', { name })}\n${stack.slice(0, 6).join('\n')}\n`);
  return 70;
}
