import type { AskedTask, RequestKind, TaskRefusalCommand } from '#admission/events';
import type { BodyOf } from './body-of.js';
import { requestKinds } from './catalog.dto.js';
import { Day, Id, Nested, Text, Word } from './fields.js';

type Body<T extends TaskRefusalCommand['type']> = BodyOf<TaskRefusalCommand, T>;

export class AskedTaskDto implements AskedTask {
  @Id() community!: string;
  @Id() district!: string;
  @Id() department!: string;
  @Text(200, '招商引资') title!: string;
  @Word(requestKinds) kind!: RequestKind;
  @Day('2026-06-29') askedOn!: string;
}

export class RefuseTaskDto implements Body<'RefuseTask'> {
  @Nested(() => AskedTaskDto) task!: AskedTaskDto;
  /** The request for admission on which the department relies, where it names one. */
  @Id({ nullable: true }) admission: string | null = null;
  @Text(2_000, '不在清单内,未经准入') reason!: string;
}

export class ClaimConditionsDto implements Body<'ClaimConditions'> {
  @Nested(() => AskedTaskDto) task!: AskedTaskDto;
  @Text(2_000, '需一名专员和每月 2000 元') claim!: string;
}

export class AnswerClaimDto implements Body<'AnswerClaim'> {
  @Id() authority!: string;
  @Word(['provided', 'notOwed'] as const) outcome!: 'provided' | 'notOwed';
  @Text(2_000, '经费七月到位') answer!: string;
}
