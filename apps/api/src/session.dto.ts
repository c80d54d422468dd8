import { Flag, Id, Nested, Text, Word } from './fields.js';

/** Who one is: the number of a document, one given by the community, or the id that this browser remembers. */
export class WhoDto {
  @Text(40, '340403199001010000', { optional: true }) document?: string;
  @Text(40, '2026-0001', { optional: true }) communityNumber?: string;
  @Id({ optional: true }) person?: string;
}

export class SignInDto extends WhoDto {
  @Text(200, '三轮车走得很稳当') password!: string;
  /** Stay signed in on this browser for 30 days, else for 12 hours or until it is closed. */
  @Flag() keep!: boolean;
}

export class EnrolDto extends WhoDto {
  /** As printed on the slip. */
  @Text(40, 'AB2D-EF3H-JK4M-NP5R') code!: string;
  @Text(200, '三轮车走得很稳当') password!: string;
}

export class SetPasswordDto {
  @Text(200, '三轮车走得很稳当') old!: string;
  @Text(200, '两轮车走得更快些') password!: string;
}

export class SeatPlaceDto {
  @Word(['community', 'organization'] as const) kind!: 'community' | 'organization';
  @Id() id!: string;
}

export class IssueEnrolmentDto {
  /** Where the person sits. */
  @Nested(() => SeatPlaceDto) place!: SeatPlaceDto;
}
