import type { NoticeBatchCommand } from '#notices';
import type { BodyOf } from './body-of.js';
import { Day, Id, Word } from './fields.js';

export class RetryUnreachedDto implements BodyOf<NoticeBatchCommand, 'RetryUnreached'> {
  @Id({ each: true, most: 500 }) recipients!: string[];
}

export class RecordToldByHandDto implements BodyOf<NoticeBatchCommand, 'RecordToldByHand'> {
  @Id({ each: true, most: 500 }) recipients!: string[];
  @Id() teller!: string;
  @Day() toldOn!: string;
  @Word(['visit', 'call', 'letter'] as const) how!: 'visit' | 'call' | 'letter';
}
