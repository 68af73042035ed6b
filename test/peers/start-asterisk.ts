// `npm run asterisk`: Asterisk 22 as the carrier of a phone bank that a person tries out, until Ctrl-C.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { asteriskNumbers, runAsterisk } from './run-asterisk.ts';

/** As docs/telephony.md has it. */
const PORT = 5070;

// From the first moment on, so that Ctrl-C leaves nothing behind even while it starts.
const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
process.stdout.write(
  'Asterisk wird gestartet; beim ersten Mal dauert es eine Minute. / Starting Asterisk.\n',
);
const asterisk = await start().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
const { user, password } = asterisk;
const trunk = `sip:127.0.0.1:${PORT}`;
const account = `--user ${user} --password ${password}`;
process.stdout.write(`
Asterisk 22 ist bereit. In einem zweiten Terminal: / Asterisk 22 is ready. In a second terminal:

  Zu jeder Tageszeit, mit erfundenen Leuten / at any time of day, with invented people:
    npm run demo -- --trunk ${trunk} ${account}

  Eine eigene Kampagne, in ihren Anrufzeiten / a campaign of your own, in its calling hours:
    DRAHT_TRUNK=${trunk} DRAHT_TRUNK_USER=${user} DRAHT_TRUNK_PASSWORD=${password} npm start

  Ein Anruf / one call:
    npx draht call --trunk ${trunk} ${account} --from +493023125099 --to ${asteriskNumbers.echo}

Letzte Ziffer 0 bis 6: sagt zurück, was es hört; 7 besetzt, 8 nimmt nicht ab, 9 Ansage.
Last digit 0 to 6: says back what it hears; 7 busy, 8 no answer, 9 announcement.
Strg+C beendet. / Ctrl-C stops.
`);
await stopped;
await asterisk.close();
process.exit(0);

async function start() {
  // It would start without its line and say nothing.
  const socket = createSocket('udp4').bind(PORT, '127.0.0.1');
  await once(socket, 'listening').catch(() => {
    throw new Error(`Der UDP-Port ${PORT} ist belegt. / UDP port ${PORT} is in use.`);
  });
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return runAsterisk(PORT);
}
