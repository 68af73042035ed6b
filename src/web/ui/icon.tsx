// Drawn on 24 by 24, stroked in the colour of the text; an icon always stands beside a word.
const paths = {
  'arrow-right': 'M4 12h15M13 6l6 6-6 6',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8 3v4M16 3v4',
  check: 'M5 12.5l4.5 4.5L19 7',
  'chevron-down': 'M5 9l7 7 7-7',
  'chevron-right': 'M9 5l7 7-7 7',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18M12 7v5l3.5 2',
  cross: 'M6 6l12 12M18 6L6 18',
  ear: 'M7 17.5c-1.300-1.700-2-3.900-2-6.500a7 7 0 0 1 14 0c0 3-2.200 4-3.500 5.500S14.500 21 12 21c-1.500 0-2.600-.7-3-2M9 11a3 3 0 0 1 6 0c0 1.800-2 2-2 4',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  'hang-up': 'M3 13.6C3.7 10.9 7.4 9 12 9s8.3 1.9 9 4.6V16.5l-5 .7V14a14 14 0 0 0-8 0v3.2l-5-.7z',
  headset: 'M4 15v-3a8 8 0 0 1 16 0v3M4 13.5h3.500V20H6a2 2 0 0 1-2-2zM20 13.5h-3.500V20H18a2 2 0 0 0 2-2z',
  heart: 'M12 20S4 15 4 9a4.2 4.2 0 0 1 8-1.800A4.2 4.2 0 0 1 20 9c0 6-8 11-8 11z',
  help: 'M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18M12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 1 0 0-7M5.700 5.700l3.800 3.800M14.500 14.500l3.800 3.800M18.300 5.700l-3.800 3.800M9.500 14.500l-3.800 3.800',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18M12 11v6M12 7.3v.2',
  leave: 'M14 4H5v16h9M11 12h10M17 8l4 4-4 4',
  mail: 'M3 6h18v12H3zM3 7l9 6.5L21 7',
  mailbox:
    'M6.500 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 1 0 0-7M17.500 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 1 0 0-7M6.500 15.500h11',
  menu: 'M4 7h16M4 12h16M4 17h16',
  microphone:
    'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3M5.500 11a6.500 6.500 0 0 0 13 0M12 17.500V21',
  'microphone-off':
    'M9 9v2a3 3 0 0 0 5 2.200M15 10V6a3 3 0 0 0-5.800-1M5.500 11a6.500 6.500 0 0 0 10 5.500M18.500 11a6.500 6.500 0 0 1-.5 2.500M12 17.500V21M4 3l16 17',
  mobile: 'M7 2.500h10v19H7zM11 18.500h2',
  never: 'M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18M5.7 5.700l12.6 12.6',
  note: 'M5 4h14v12l-4 4H5zM15 20v-4h4M9 9h6M9 13h4',
  pause: 'M8.5 5v14M15.5 5v14',
  pen: 'M4 20l1-4L16.5 4.500l3 3L8 19z',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 1 0 0-8M4 21c.6-4.4 3.9-7 8-7s7.4 2.6 8 7',
  phone: 'M3 13.6C3.7 10.9 7.4 9 12 9s8.3 1.9 9 4.6V16.5l-5 .7V14a14 14 0 0 0-8 0v3.2l-5-.7z',
  play: 'M7 5l12 7-12 7z',
  plus: 'M12 5v14M5 12h14',
  print: 'M7 8V3h10v5M7 17H3v-7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v7h-4M7 14h10v7H7z',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5M20 14v2.500M14 17v3h2.500M19.500 20h.5M17 17h1',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 1 0 0-13M15.5 15.500L21 21',
  sound: 'M4 9.500v5h4l5 4.500v-14L8 9.500zM16.500 8.500a5 5 0 0 1 0 7M19 6a8.500 8.500 0 0 1 0 12',
  undo: 'M9 5L4 10l5 5M4 10h10.5a5 5 0 0 1 0 10H11',
  warning: 'M12 4L2.5 20h19zM12 10v4.5M12 17.3v.2',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} {...(name === 'phone' ? { transform: 'rotate(-135 12 12)' } : {})} />
    </svg>
  );
}
