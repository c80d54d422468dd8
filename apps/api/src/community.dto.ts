import type {
  CommunityCommand,
  ItemCommand,
  OrganizationCommand,
  OrganizationKind,
  PersonCommand,
  Seat,
  Way,
  YearlyReportKind,
} from '#community/events';
import type { BodyOf } from './body-of.js';
import { Day, FileHash, Flag, Hash, Id, Key, Nested, StreamName, Text, Whole, Word } from './fields.js';

type Body<T extends CommunityCommand['type'], P extends string = never> = BodyOf<CommunityCommand, T, P>;

/** `office`: the organization whose registrar acts; without it only what needs no office. */
export class RegisterPersonDto {
  @Text(100, '居民甲') name!: string;
  @Text(200, '13800000000', { optional: true }) contact?: string;
  /** Number of the identity document; only a keyed hash of it is kept. */
  @Text(40, '340403199001010000', { optional: true }) document?: string;
  /** Where there is no document: a number given by the community. */
  @Text(40, '2026-0001', { optional: true }) communityNumber?: string;
  @Id({ optional: true }) office?: string;
}

export class JoinIntoDto implements BodyOf<PersonCommand, 'JoinPersons'> {
  @Id() into!: string;
  @Text(500, '同一人两张证件') reason!: string;
  @Id({ optional: true }) office?: string;
}

/** The person himself needs no office. */
export class SetContactDto {
  @Text(200, '13800000000', { nullable: true }) contact: string | null = null;
  @Word(['email', 'sms'] as const, { each: true, optional: true, most: 2 }) ways: Way[] = [];
  @Id({ optional: true }) office?: string;
}

/** The person himself needs no office. */
export class SetNoticePreferencesDto implements BodyOf<PersonCommand, 'SetNoticePreferences'> {
  /** What only informs comes once a day together. */
  @Flag() daily!: boolean;
  /** Communities of whose postings the person wants to be told. */
  @Id({ each: true, most: 20 }) follows!: string[];
  @Id({ optional: true }) office?: string;
}

/** The person himself needs no office. */
export class ErasePersonDto implements BodyOf<PersonCommand, 'ErasePerson'> {
  @Text(500, '本人申请') reason!: string;
  @Id({ optional: true }) office?: string;
}

/** `of`: the stream that holds the text, as a replay shows it; whoever is above it acts by `office`. */
export class EraseItemDto implements BodyOf<ItemCommand, 'EraseItem', 'key'> {
  @StreamName() of!: string;
  @Text(500, '本人申请') reason!: string;
  @Id({ optional: true }) office?: string;
}

export class FormOrganizationDto implements BodyOf<OrganizationCommand, 'FormOrganization'> {
  @Word(['district', 'street', 'town', 'department', 'authority'] as const) kind!: OrganizationKind;
  @Text(100, '第 1 街道(名称待补)') name!: string;
  @Text(200, '建议案 2018-03-08') source!: string;
  @Id({ nullable: true }) parent: string | null = null;
}

export class SeatDto implements Seat {
  @Id() id!: string;
  @Key('representatives') body!: string;
  @Id() person!: string;
  @Word(['secretary', 'chair', 'viceChair', 'member', 'registrar', 'inspector', 'auditor'] as const)
  role!: Seat['role'];
  @Flag() vote!: boolean;
  @Day('2024-01-01') from!: string;
  @Day('2028-12-31') until!: string;
  /** Said of women only, where the law counts them (村民委员会组织法 §8, §29). */
  @Flag({ optional: true }) woman?: boolean;
}

export class SeatMembersDto implements Body<'SeatMembers'> {
  @Nested(() => SeatDto, { each: true, most: 1000 }) seats!: SeatDto[];
  @Hash() basisHash!: string;
}

export class UnseatMemberDto implements Body<'UnseatMember', 'seat'> {
  @Day() on!: string;
  @Text(500, '辞去职务') reason!: string;
}

export class FormCommunityDto implements Body<'FormCommunity'> {
  @Text(100, '第 1 社区(名称待补)') name!: string;
  @Text(200, '来源', { nullable: true }) nameSource: string | null = null;
  @Id() parent!: string;
  @Whole(0, 1_000_000, 1200) households!: number;
  @Whole(0, 1_000_000, 2600) adults!: number;
  @Text(200, '假定') countsSource!: string;
  /** A village, under 村民委员会组织法; left out for a community of a city. */
  @Word(['village'] as const, { optional: true }) kind?: 'village';
}

export class DeclareRelativesDto {
  @Id({ each: true, most: 2 }) persons!: [string, string];
  @Text(50, '配偶') relation!: string;
}

export class JoinPersonsDto implements Body<'JoinPersons'> {
  @Id() from!: string;
  @Id() into!: string;
  @Text(500, '同一人两张证件') reason!: string;
}

export class AuthorizationDto {
  @Id() id!: string;
  @Key('publicWelfare', { each: true, most: 50 }) matters!: string[];
  @Day('2026-01-20') from!: string;
  @Day('2028-12-31') until!: string;
  @Hash() resolutionHash!: string;
  @Flag() assumed!: boolean;
}

export class AuthorizeRepresentativesDto implements Body<'AuthorizeRepresentatives'> {
  @Nested(() => AuthorizationDto) authorization!: AuthorizationDto;
}

export class RevokeAuthorizationDto implements Body<'RevokeAuthorization', 'authorization'> {
  @Day() on!: string;
  @Hash() resolutionHash!: string;
}

export class FundLineDto {
  @Key('publicWelfare') id!: string;
  @Text(100, '党组织为民服务专项经费') title!: string;
  @Text(100, '公益事业项目', { each: true, most: 50 }) purposes!: string[];
  @Text(100, '招待费', { each: true, optional: true, most: 50 }) forbidden: string[] = [];
  @Text(200, '专项经费使用办法') source!: string;
}

export class RecordYearlyReportDto implements Body<'RecordYearlyReport'> {
  @Word(['review', 'supervision'] as const) report!: YearlyReportKind;
  @Whole(2000, 2200, 2026) year!: number;
  @Day('2026-12-10') on!: string;
  /** What was published of it. */
  @FileHash() documentHash!: string;
}

export class OpenFundLineDto implements Body<'OpenFundLine'> {
  @Nested(() => FundLineDto) line!: FundLineDto;
}

export class ImportRollsDto {
  /** The CSV as text. */
  @Text(400_000, 'name,document,body,role,vote,from,until,phone') csv!: string;
  /** Hash of the preview that was looked at; without it only the preview is given. */
  @Hash({ optional: true }) preview?: string;
  @Hash() basisHash!: string;
}
