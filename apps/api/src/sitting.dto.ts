import { IsObject, Matches } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import type { SittingCommand } from '#decision/events';
import type { BodyOf } from './body-of.js';
import { Day, Hash, Id, Key, MayBeLeftOut, Nested, Text, Whole, Word } from './fields.js';
import { IsNumbersByBody } from './numbers-by-body.js';

type Body<T extends SittingCommand['type']> = BodyOf<SittingCommand, T>;

export class AgendaItemDto {
  @Id() decision!: string;
  @Key('resolution') step!: string;
}

export class ConveneSittingDto implements Body<'ConveneSitting'> {
  @Id() community!: string;
  @Nested(() => AgendaItemDto, { each: true, most: 50 }) items!: AgendaItemDto[];
  @Day() heldOn!: string;
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/) @ApiProperty({ example: '19:30' }) time!: string;
  @Text(200, '社区会议室') place!: string;
  @Day('2026-03-10') noticeOn!: string;
  @Text(500, '汛情紧急', { optional: true }) waiver?: string;
}

export class OpenSittingDto implements Body<'OpenSitting'> {
  @Day() heldOn!: string;
  @MayBeLeftOut()
  @IsObject()
  @IsNumbersByBody()
  @ApiProperty({
    required: false,
    type: Object,
    example: { residents: { number: 1062, source: '户籍册 2026-03-01' } },
  })
  numbers?: Record<string, { number: number; source: string }>;
}

export class RecordArrivalDto implements Body<'RecordArrival'> {
  @Id({ each: true, most: 500 }) persons!: string[];
  @Word(['sheet', 'tick', 'code'] as const) means!: 'sheet' | 'tick' | 'code';
  @Text(12, '482913', { optional: true }) code?: string;
}

export class RecordHeadcountDto implements Body<'RecordHeadcount'> {
  @Key('residents') body!: string;
  @Whole(0, 1_000_000, 540) number!: number;
  @Id() scrutineer!: string;
}

export class RecordDepartureDto implements Body<'RecordDeparture'> {
  @Id() person!: string;
}

export class AdjournSittingDto implements Body<'AdjournSitting'> {
  @Word(['noQuorum', 'other'] as const) kind!: 'noQuorum' | 'other';
  @Text(500, '到会人数不足') reason!: string;
}

export class RecordMinutesDto implements Body<'RecordMinutes'> {
  @Text(50_000, '会议记录……') text!: string;
  @Hash({ optional: true }) documentHash?: string;
}
