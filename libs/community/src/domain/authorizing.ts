import type { Issued } from '#kernel';
import { conflict, forbidden, invalid, missing } from '#kernel';
import { dayOf, humanOf, organicLaw, seatOf } from '#procedure';
import type { Authorization, CommunityCommand, CommunityEvent, CommunityState } from '../events.js';
import { mustBeDay, mustHaveCome, mustName, mustSay } from './checks.js';
import type { OfficeFacts } from './facts.js';
import { isRegistrar } from './registrar.js';

type Formed = Extract<CommunityState, { status: 'formed' }>;
type Given<T extends CommunityCommand['type']> = Issued<Extract<CommunityCommand, { type: T }>, OfficeFacts>;

const articleOf = ({ kind }: Formed): string => organicLaw(kind).articles.authorization;

/** Refuses all but a registrar and the chair of the residents’ committee. */
export function mustBeRegistrarOrChair(
  { by, facts, at }: Given<CommunityCommand['type']>,
  state: Formed,
): void {
  const today = dayOf(at);
  if (isRegistrar(facts, by, today)) return;
  if (seatOf(state, humanOf(state, by.person), today, ['committee'], ['chair'])) return;
  const { committee } = organicLaw(state.kind).names;
  forbidden(
    'community.notRegistrarOrChair',
    `只有上级登记员或${committee.zh}主任可以办理。`,
    `Only a registrar or the chair of the ${committee.en} may record this.`,
    { article: articleOf(state) },
  );
}

function mustBeGrantable({ matters }: Authorization, state: Formed): void {
  const { keptBack, names } = organicLaw(state.kind);
  if (matters.length === 0 || new Set(matters).size < matters.length)
    invalid(
      'community.mattersMissing',
      '授权须写明事项,不得重复。',
      'An authorization names its matters, each once.',
      {
        article: articleOf(state),
      },
    );
  for (const matter of matters) {
    mustSay('matters', matter, 50);
    const kept = Object.hasOwn(keptBack, matter) ? keptBack[matter] : undefined;
    if (kept !== undefined)
      invalid(
        'community.matterKeptBack',
        `“${matter}”不得授权${names.representatives.zh}决定。`,
        `"${matter}" may not be handed on to the representatives.`,
        { article: kept, details: { matter } },
      );
  }
}

/** The residents’ meeting hands matters on to the representatives’ meeting, for a time. */
export function authorize(
  command: Given<'AuthorizeRepresentatives'>,
  state: Formed,
): readonly CommunityEvent[] {
  mustBeRegistrarOrChair(command, state);
  const { authorization } = command.data;
  const { id, from, until, resolutionHash, matters, assumed } = authorization;
  mustName('authorization', id);
  mustBeDay('from', from);
  mustBeDay('until', until);
  mustSay('resolutionHash', resolutionHash, 128);
  if (from > until)
    invalid(
      'community.termReversed',
      `授权起(${from})晚于止(${until})。`,
      `It begins (${from}) after it ends (${until}).`,
    );
  mustBeGrantable(authorization, state);
  if (Object.hasOwn(state.authorizations, id))
    conflict('community.authorizationExists', '该授权已经登记。', 'This authorization is already recorded.');
  const granted: Authorization = { id, matters, from, until, resolutionHash, assumed };
  return [{ type: 'RepresentativesAuthorized', data: { authorization: granted, article: articleOf(state) } }];
}

/** The residents’ meeting takes it back; what was decided before stands. */
export function revoke(command: Given<'RevokeAuthorization'>, state: Formed): readonly CommunityEvent[] {
  mustBeRegistrarOrChair(command, state);
  const { authorization: id, on, resolutionHash } = command.data;
  const known = Object.hasOwn(state.authorizations, id) ? state.authorizations[id] : undefined;
  if (!known)
    return missing('community.authorizationUnknown', '没有这项授权。', 'There is no such authorization.');
  mustHaveCome('on', on, dayOf(command.at));
  mustSay('resolutionHash', resolutionHash, 128);
  if (known.revokedOn !== undefined)
    conflict(
      'community.authorizationRevoked',
      `该授权已于 ${known.revokedOn} 撤回。`,
      `It was revoked on ${known.revokedOn}.`,
    );
  if (on < known.from || on > known.until)
    invalid(
      'community.revokedOutsideTerm',
      '撤回日不在授权期内。',
      'It is revoked on a day outside its term.',
      {
        details: { from: known.from, until: known.until },
      },
    );
  return [
    {
      type: 'AuthorizationRevoked',
      data: { authorization: id, on, resolutionHash, article: articleOf(state) },
    },
  ];
}
