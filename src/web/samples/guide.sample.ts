import type { GuideView } from '../../protocol/views.ts';

/** The samples say du; a campaign file has both. */
const same = (text: string) => ({ du: text, sie: text });

/** The guide of examples/sachsen with three more offers, so that one has to choose and to search. */
export const guideSample: GuideView = {
  version: 1,
  address: 'du',
  unit: 'Landesverband Sachsen',
  openings: {
    callback: same(
      '„Hallo, hier ist {caller} vom {unit}. Spreche ich mit {name}? Wir hatten diesen Anruf verabredet.“ Erst nach dem Ja weiter.',
    ),
  },
  mailboxMessage: true,
  helpContact: { name: 'Jana Petzold', phone: '030 23125 098' },
  steps: [
    {
      id: 'vorbereitung',
      title: 'Vorbereitung',
      bullets: [
        same('Lies den Namen laut. Weißt du, wie man ihn ausspricht?'),
        same('Dein Ziel: zuhören und einen passenden nächsten Schritt finden.'),
        same('Ein Nein ist ein gutes Ergebnis.'),
      ],
      questions: [],
    },
    {
      id: 'begruessung',
      title: 'Begrüßung',
      bullets: [
        same('„Hallo, hier ist {caller} vom {unit}. Spreche ich mit {name}?“ Erst nach dem Ja weiter.'),
        {
          ...same('„Ich rufe ehrenamtlich an und begrüße alle neuen Mitglieder. Hast du fünf Minuten?“'),
          full: same(
            '„Ich telefoniere ehrenamtlich. Du bist seit {joined} bei uns. Wir möchten alle neuen Mitglieder persönlich willkommen heißen. Hast du gerade fünf Minuten?“',
          ),
        },
        same(
          'Eine andere Person ist am Apparat: „Ich versuche es ein anderes Mal, danke.“ Kein Wort zur Mitgliedschaft.',
        ),
        same('Keine Zeit: „Kein Problem. Wann passt es dir besser?“ Rückruf mit Tag und Uhrzeit eintragen.'),
      ],
      questions: [],
    },
    {
      id: 'zuhoeren',
      title: 'Zuhören',
      bullets: [
        same('Warten und nachfragen: „Erzähl gern mehr.“'),
        same('„Wie ist es dir seitdem mit uns gegangen?“'),
        same('Spiegeln: „Dir ist also wichtig, dass …“'),
        same('Ein eigener Satz: „Ich bin dabei, weil …“ Höchstens 20 Sekunden.'),
      ],
      questions: [
        {
          id: 'joined-reason',
          kind: 'multiple',
          ask: same('„Was hat dich zum Eintritt bewegt?“'),
          required: false,
          answers: [
            { id: 'topic', label: 'Ein Thema' },
            { id: 'people', label: 'Menschen, die schon dabei sind' },
            { id: 'local', label: 'Etwas vor Ort' },
            { id: 'event', label: 'Eine Veranstaltung oder Wahl' },
            { id: 'other', label: 'Etwas anderes' },
          ],
        },
      ],
    },
    {
      id: 'integration',
      title: 'Angekommen?',
      bullets: [
        same('Gut angekommen: „Was läuft bei euch gut?“ Frage auch: „Möchtest du selbst Neue anrufen?“'),
        same('Möchte mehr wissen: Themen ankreuzen und einen Termin nennen.'),
        same('Kein Anschluss: Ortsgruppe nennen und Begleitung zum ersten Treffen anbieten.'),
        same('Keine Zeit: „Sollen wir uns in drei Monaten melden oder lieber gar nicht?“ Nicht drängen.'),
        same('Kein Interesse: danken, keine Gegenrede, den Wunsch „keine Anrufe“ anbieten.'),
      ],
      questions: [
        {
          id: 'integration',
          kind: 'single',
          ask: same('„Wie gut fühlst du dich bei uns angekommen?“'),
          required: true,
          answers: [
            { id: 'integrated', label: 'Gut angekommen, macht schon mit' },
            { id: 'wants-information', label: 'Macht mit, möchte mehr wissen' },
            { id: 'not-connected', label: 'Noch keinen Anschluss gefunden' },
            { id: 'no-time', label: 'Zurzeit keine Zeit', next: 'abschluss' },
            { id: 'no-interest', label: 'Kein Interesse oder enttäuscht', next: 'abschluss' },
            { id: 'no-answer-given', label: 'Möchte nicht sagen' },
          ],
        },
        {
          id: 'help-offer',
          kind: 'multiple',
          ask: same('„Wobei würdest du gern mithelfen?“'),
          required: false,
          answers: [
            { id: 'stand', label: 'Infostand' },
            { id: 'calling', label: 'Neue anrufen' },
            { id: 'technology', label: 'Technik' },
            { id: 'driving', label: 'Fahren' },
            { id: 'cooking', label: 'Kochen' },
            { id: 'writing', label: 'Texte schreiben' },
          ],
          when: { question: 'integration', answers: ['integrated'] },
        },
        {
          id: 'topics',
          kind: 'multiple',
          ask: same('„Über welche Themen möchtest du mehr wissen?“'),
          required: false,
          answers: [
            { id: 'work', label: 'Arbeit und Soziales' },
            { id: 'environment', label: 'Umwelt und Verkehr' },
            { id: 'education', label: 'Bildung und Kultur' },
            { id: 'peace', label: 'Frieden und Europa' },
            { id: 'local-politics', label: 'Politik vor Ort' },
          ],
          when: { question: 'integration', answers: ['wants-information', 'not-connected'] },
        },
        {
          maxLength: 200,
          id: 'leaving-reason',
          kind: 'text',
          ask: same('„Magst du uns einen Grund sagen?“ Nur wenn die Person möchte.'),
          required: false,
          answers: [],
          when: { question: 'integration', answers: ['no-interest'] },
        },
      ],
    },
    {
      id: 'kanaele',
      title: 'Informationskanäle',
      bullets: [],
      questions: [
        {
          id: 'channels',
          kind: 'multiple',
          ask: same('„Wo möchtest du von uns hören, und wo nicht?“'),
          required: false,
          answers: [
            { id: 'mail-state', label: 'Rundbrief des Landesverbands per E-Mail' },
            { id: 'mail-branch', label: 'Rundbrief des Kreisverbands per E-Mail' },
            { id: 'messenger', label: 'Messenger-Kanal' },
            { id: 'website', label: 'Website und Termine' },
            { id: 'portal', label: 'Mitgliederportal' },
            { id: 'post', label: 'Post' },
          ],
        },
      ],
    },
    {
      id: 'angebot',
      title: 'Angebot: genau eines zuerst',
      bullets: [
        same('Nach der Frage: still sein.'),
        same('Nach dem Ja: Tag wiederholen. „Wer kommt mit? Möchtest du eine Erinnerung?“'),
        same('Nach dem Nein: höchstens ein kleineres Angebot. Dann ist es gut.'),
      ],
      questions: [
        {
          maxLength: 200,
          id: 'needs',
          kind: 'text',
          ask: same(
            '„Brauchst du etwas, damit du teilnehmen kannst?“ Nur den Bedarf notieren, keine Diagnose.',
          ),
          required: false,
          answers: [],
        },
      ],
    },
    {
      id: 'newsletter',
      title: 'Newsletter',
      bullets: [
        same('Lies den Text nur vor, wenn die Person den Rundbrief möchte. Lies ihn ganz.'),
        same('Buchstabiere die E-Mail-Adresse zusammen mit der Person.'),
      ],
      questions: [],
    },
    {
      id: 'ansprechperson',
      title: 'Ansprechperson',
      bullets: [
        same(
          '„Bei dir vor Ort ist {contact} zuständig. Darf ich deine Nummer weitergeben, damit ihr euch absprecht?“',
        ),
        same('Ohne Ja: Nenne nur die Ansprechperson. Gib keine Nummer weiter.'),
      ],
      questions: [],
    },
    {
      id: 'abschluss',
      title: 'Abschluss',
      bullets: [
        same('Wiederhole in einem Satz, was ihr vereinbart habt.'),
        same('„Hast du noch eine Frage, oder fehlt etwas in deinen Daten?“'),
        same('„Danke für deine Zeit und schön, dass du dabei bist. Tschüss!“'),
      ],
      questions: [],
    },
  ],
  moments: [
    {
      id: 'andere-person',
      title: 'Eine andere Person ist am Apparat',
      reply: same('„Ich versuche es ein anderes Mal, danke.“ Kein Wort zur Mitgliedschaft.'),
      disposition: 'third-person',
    },
    {
      id: 'woher-die-nummer',
      title: '„Woher haben Sie meine Nummer?“',
      reply: same(
        '„Aus deinem Aufnahmeantrag. Ich sehe nur Name, Ort, Eintritt und Nummer. Wenn du keine Anrufe möchtest, trage ich das sofort ein.“',
      ),
    },
    {
      id: 'aufnahme',
      title: '„Wird das aufgenommen?“',
      reply: same('„Nein. Ich notiere nur, was wir vereinbaren.“'),
    },
    {
      id: 'aerger',
      title: 'Ärger über die Partei oder den Beitrag',
      reply: same(
        '„Danke, dass du das so offen sagst. Was genau ärgert dich?“ Notieren, nicht diskutieren. Rückmeldung anbieten.',
      ),
      disposition: 'organiser-action',
    },
    {
      id: 'austritt',
      title: '„Ich will austreten.“',
      reply: same('„Das respektiere ich. Schreib bitte kurz an den Landesverband.“ Nicht umstimmen.'),
      disposition: 'resign-wish',
    },
    {
      id: 'nie-wieder',
      title: '„Rufen Sie nie wieder an.“',
      reply: same('„Das trage ich sofort ein. Entschuldigung für die Störung.“'),
      disposition: 'objection',
    },
    {
      id: 'beschimpfung',
      title: 'Beschimpfung',
      reply: same(
        'Setze einmal eine Grenze. Danach darfst du auflegen. Hol dir Hilfe, wenn es dich beschäftigt.',
      ),
      disposition: 'abuse',
    },
    {
      id: 'krise',
      title: 'Trauer oder Krise',
      reply: same(
        'Höre zu. Mach kein Angebot. Nenne die Telefonseelsorge: 0800 111 0 111 oder 0800 111 0 222. Gib der Einsatzleitung Bescheid.',
      ),
      disposition: 'care',
    },
    {
      id: 'verstorben',
      title: 'Das Mitglied ist verstorben',
      reply: same('„Das tut mir sehr leid. Bitte entschuldigen Sie die Störung.“ Nichts weiter fragen.'),
      disposition: 'deceased',
    },
    {
      id: 'langes-gespraech',
      title: 'Das Gespräch wird lang',
      reply: same('„Das klingt nach einem Thema für ein Treffen. Darf {contact} dich dazu anrufen?“'),
    },
    {
      id: 'fachfrage',
      title: 'Eine Frage, die du nicht beantworten kannst',
      reply: same('„Das weiß ich nicht. Ich lasse es klären.“'),
      disposition: 'question',
    },
    {
      id: 'kind',
      title: 'Ein Kind ist am Telefon',
      reply: same('Beende das Gespräch freundlich. Stelle keine Fragen.'),
      disposition: 'third-person',
    },
  ],
  topics: [
    {
      id: 'beitrag',
      title: 'Beitrag',
      keywords: ['Geld', 'Mitgliedsbeitrag', 'zu teuer', 'Ermäßigung'],
      reply: same(
        '„Zum Beitrag gibt dir die Mitgliederverwaltung Auskunft. Soll ich sie bitten, dich anzurufen?“',
      ),
    },
    {
      id: 'umzug',
      title: 'Umzug',
      keywords: ['umgezogen', 'neue Adresse'],
      reply: same(
        '„Danke, dass du es sagst. Wie ist die neue Adresse?“ Unter „Daten berichtigen“ eintragen.',
      ),
    },
    {
      id: 'krankheit',
      title: 'Krankheit',
      keywords: ['krank', 'Ärztin', 'Klinik', 'Pflege'],
      reply: same('„Das tut mir leid. Wollen wir ein anderes Mal sprechen?“ Nichts davon notieren.'),
    },
  ],
  offers: [
    {
      id: 'treffen',
      title: 'Treffen für neue Leute',
      ask: same('„Am {date} treffen wir uns in {place}. Ich bin auch da. Kommst du dazu?“'),
      date: '2012-03-22',
      place: 'Freiberg, Haus der Vereine',
      places: 9,
    },
    {
      id: 'landesparteitag',
      title: 'Landesparteitag als Gast',
      ask: same(
        '„Am {date} ist Landesparteitag in {place}. Als Mitglied kannst du zuhören und Leute kennenlernen. Soll ich dich als Gast eintragen?“',
      ),
      date: '2012-04-21',
      place: 'Dresden',
    },
    {
      id: 'pfingstcamp',
      title: 'Pfingstcamp',
      ask: same(
        '„Über Pfingsten fährt der Jugendverband ins Camp nach {place}: Workshops, Lagerfeuer, Leute aus dem ganzen Land. Soll dir jemand die Anmeldung schicken?“',
      ),
      date: '2012-05-25',
      until: '2012-05-28',
      place: 'Doksy',
    },
    {
      id: 'online',
      title: 'Online-Abend, 60 Minuten',
      ask: same('„Dienstag um 20 Uhr, von zu Hause. Wäre das etwas?“'),
      date: '2012-03-27',
    },
    {
      id: 'infostand',
      title: 'Zwei Stunden am Infostand',
      ask: same('„Wir brauchen am Samstag zwei Leute am Stand. Machst du mit?“'),
      date: '2012-03-31',
      place: 'Freiberg',
      places: 1,
    },
  ],
  newsletters: [
    {
      id: 'rundbrief',
      title: 'Rundbrief des Landesverbands',
      wording: same(
        '„Möchtest du den Rundbrief vom {unit} per E-Mail an {email}? Du bekommst etwa {mailsPerMonth} Mails im Monat zu Terminen und Themen. Du kannst ihn jederzeit mit einem Klick abbestellen. Ich schicke dir gleich eine Bestätigungsmail. Erst wenn du dort klickst, ist er bestellt. Einverstanden?“',
      ),
      version: 1,
      mailsPerMonth: 2,
    },
  ],
};
