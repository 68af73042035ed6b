import { useTexts } from '../../app-context.ts';
import { Link } from '../../navigation.tsx';

/** The organiser's pages of one campaign, as a line whose thick part is where one is. */
export function CampaignNav(props: {
  readonly campaign: string;
  readonly title: string;
  readonly here: 'board' | 'report';
}) {
  const texts = useTexts();
  const key = encodeURIComponent(props.campaign);
  const pages = [
    { id: 'board', to: `/einsatz/${key}`, label: texts.say('board.title') },
    { id: 'report', to: `/bericht/${key}`, label: texts.say('board.report-title') },
  ];
  return (
    <nav className="appnav" aria-label={props.title}>
      {pages.map((it) => (
        <Link
          key={it.id}
          className="tab"
          to={it.to}
          {...(it.id === props.here ? { 'aria-current': 'page' } : {})}
        >
          {it.label}
        </Link>
      ))}
    </nav>
  );
}
