import type { CampaignSummary } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';

/** Whoever calls knows beforehand what organisers see of it (Art. 13 GDPR); nothing where they see nothing of the kind. */
export function FiguresNote({ campaign }: { readonly campaign: CampaignSummary }) {
  const texts = useTexts();
  return campaign.figuresPerPerson && <p className="soft small">{texts.say('arrive.figures')}</p>;
}
