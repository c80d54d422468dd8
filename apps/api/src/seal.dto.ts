import type { DeclineGrounds, SealRegisterCommand, SealUse, SealUseKind } from '#admission/events';
import type { BodyOf } from './body-of.js';
import { Day, Flag, Hash, Id, Nested, Text, Whole, Word } from './fields.js';

/** The community and the number of the entry stand in the path. */
type Body<T extends SealRegisterCommand['type']> = Omit<
  BodyOf<SealRegisterCommand, T>,
  'community' | 'number'
>;

const kinds = [
  ...(['certificate', 'resolution', 'report', 'disclosure', 'notice'] as const),
  ...(['statistics', 'agreement'] as const),
] as const;

export class EntrustSealDto implements Body<'EntrustSeal'> {
  @Id() custodian!: string;
  @Day('2026-06-29') on!: string;
  @Hash() basisHash!: string;
}

export class SealUseDto implements SealUse {
  @Id() district!: string;
  @Word(kinds) kind!: SealUseKind;
  @Text(200, '亲属关系证明') matter!: string;
  @Text(200, '某银行') addressee!: string;
  @Id() applicant!: string;
  @Hash() documentHash!: string;
  @Whole(1, 1_000, 2) copies!: number;
  @Flag() publicInterest!: boolean;
  @Id({ nullable: true }) decision: string | null = null;
}

export class ApplyForSealDto implements Body<'ApplyForSeal'> {
  @Nested(() => SealUseDto) use!: SealUseDto;
}

export class DeclineSealUseDto implements Body<'DeclineSealUse'> {
  @Word(['notTrue', 'incomplete', 'blankPaper', 'notOurs'] as const) grounds!: DeclineGrounds;
}

export class StampDocumentDto implements Body<'StampDocument'> {
  @Hash() documentHash!: string;
  @Whole(1, 1_000, 2) copies!: number;
}

export class ReportSealLostDto implements Body<'ReportSealLost'> {
  @Day('2026-06-29') lostOn!: string;
  @Hash() reportHash!: string;
}

export class ReplaceSealDto implements Body<'ReplaceSeal'> {
  @Hash() imprintHash!: string;
  @Day('2026-06-29') cutOn!: string;
  @Hash() basisHash!: string;
}
