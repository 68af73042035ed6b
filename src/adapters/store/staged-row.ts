import type { ListRow } from '../../core/import/list-row.ts';
import type { PhoneFinding } from '../../core/numbers/phone-finding.ts';
import type { NumberCipher } from '../system/number-cipher.ts';

/** A row as it is staged: the numbers encrypted before they reach the database, the rest as the export said it. */
export function stagedRow(line: number, sourceKey: string, row: ListRow, cipher: NumberCipher) {
  const { phones = {}, lastContacts = {}, note: _note, ...fields } = row;
  const columns = Object.entries(phones).map(([heading, found]) => [
    heading,
    found.map((finding) => stagedNumber(finding, cipher)),
  ]);
  return {
    line,
    // A key made of name and birth date is only kept as a hash: it would tell the person after an erasure.
    source_key: row.memberNumber === undefined ? 'n' : `m:${row.memberNumber}`,
    source_hash: cipher.lookupHash(`person:${sourceKey}`).toString('hex'),
    fields,
    phones: Object.fromEntries(columns),
    contacts: lastContacts,
  };
}

function stagedNumber(finding: PhoneFinding, cipher: NumberCipher) {
  if (finding.kind === 'unusable') return { kind: 'unusable', reason: finding.reason };
  return {
    kind: 'number',
    hash: cipher.lookupHash(finding.e164).toString('hex'),
    cipher: cipher.encrypt(finding.e164).toString('base64'),
    rawCipher: cipher.encrypt(finding.raw).toString('base64'),
    type: finding.type,
    label: finding.label ?? null,
    issues: finding.issues,
  };
}
