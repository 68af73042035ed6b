import { MESSAGE_SECONDS, telephoneMessage } from '../core/audio/telephone-message.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import type { CampaignProblem } from '../core/campaign/campaign-problem.ts';
import { readCampaign } from '../core/campaign/read-campaign.ts';
import { placeOf } from '../core/campaign/yaml-reader.ts';

/** A campaign with what its file names. */
export interface CampaignFile {
  readonly campaign: Campaign;
  /** What whoever answered and found nobody hears, as A-law, 8000 bytes a second; null: the program's own words. */
  readonly message: Uint8Array | null;
}

/** Where a campaign's file names its message. */
const MESSAGE = ['pacing', 'message'];

/**
 * A campaign from its YAML file with the files beside it, or everything that is wrong with it.
 *
 * @param readBeside The bytes of a file by its name in the campaign's; null when there is none to read.
 */
export async function readCampaignFile(
  yaml: string,
  readBeside: (name: string) => Promise<Uint8Array | null>,
): Promise<CampaignFile | { readonly problems: CampaignProblem[] }> {
  const read = readCampaign(yaml);
  if ('problems' in read) return read;
  const { campaign } = read;
  const name = campaign.pacing?.message;
  if (name === undefined) return { campaign, message: null };
  const bytes = await readBeside(name);
  const found = bytes === null ? ({ refused: 'missing' } as const) : telephoneMessage(bytes);
  if ('sound' in found) return { campaign, message: found.sound };
  const problem: CampaignProblem = {
    ...{ ...placeOf(yaml, MESSAGE), path: MESSAGE.join('.') },
    ...{ code: `message-${found.refused}`, values: { file: name, ...MESSAGE_SECONDS } },
  };
  return { problems: [problem] };
}
