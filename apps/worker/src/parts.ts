import { openOf, type Batch, type Part, type Told } from '#notices';

const empty = { retryAfter: null, reason: null };

/** What to record of one person; undefined when nobody knows. */
function oneOf(person: string, told: Told | undefined): Part | undefined {
  if (told === undefined || told.state === 'unknown') return undefined;
  const recipients = [person];
  if (told.state === 'failed') {
    const { class: outcome, reason, retryAfter = null } = told;
    return { recipients, outcome, reason, retryAfter };
  }
  const ids = told.providerId === undefined ? {} : { providerIds: { [person]: told.providerId } };
  return { ...empty, recipients, outcome: 'sent', ...ids };
}

/** The outcomes of a group, those alike together, in the order of its persons. */
export function partsOf(
  recipients: readonly string[],
  each: Readonly<Record<string, Told>>,
): readonly Part[] {
  const alike = new Map<string, Part>();
  for (const person of recipients) {
    const one = oneOf(person, each[person]);
    if (one === undefined) continue;
    const kind = JSON.stringify([one.outcome, one.reason, one.retryAfter]);
    const were = alike.get(kind);
    const providerIds = { ...were?.providerIds, ...one.providerIds };
    alike.set(kind, {
      ...one,
      recipients: [...(were?.recipients ?? []), person],
      ...(Object.keys(providerIds).length === 0 ? {} : { providerIds }),
    });
  }
  return [...alike.values()];
}

/** The reason of the first failure that the operator must mend; undefined without one. */
export const technicalIn = (parts: readonly Part[]): string | undefined =>
  parts.find(({ outcome }) => outcome === 'technical')?.reason ?? undefined;

/** Whether everybody who is still open has the hour of the next try, or the channel has. */
export const waits = (batch: Batch): boolean =>
  batch.halted !== undefined ||
  openOf(batch).every((person) => batch.recipients[person]?.retryAt !== undefined);
