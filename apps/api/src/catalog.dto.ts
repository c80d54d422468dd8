import type {
  CatalogEntry,
  DistrictRules,
  RefuseScope,
  RequestKind,
  TaskCatalogCommand,
  TaskClass,
} from '#admission/events';
import type { BodyOf } from './body-of.js';
import { Day, Hash, Id, Key, Nested, Text, Whole, Word } from './fields.js';

const classes = ['mustBear', 'shouldAssist', 'mayBeEntrusted', 'notTheCommunitys'] as const;
/** What may be asked of a community. */
export const requestKinds = [
  ...(['bodyOrPlaque', 'task', 'assessment', 'ledgerOrForm', 'survey', 'trainingOrMeeting'] as const),
  ...(['certificate', 'informationSystem'] as const),
] as const;

export class CatalogEntryDto implements CatalogEntry {
  @Key('A-01') id!: string;
  @Text(200, '居民最低生活保障申请的受理协助') title!: string;
  @Text(200, '低保申请', { each: true, optional: true, most: 20 }) names: string[] = [];
  @Word(classes) class!: TaskClass;
  @Word(requestKinds) kind!: RequestKind;
  @Text(100, '民政局', { nullable: true }) department: string | null = null;
  @Text(500, '社会救助暂行办法 §11') basis!: string;
}

/** A number that the district sets, and where it is printed. */
export class SetDto {
  @Whole(0, 100_000, 30) value!: number;
  @Text(200, '区社区减负工作方案 §6') source!: string;
}

const set = (): typeof SetDto => SetDto;

/** What the district sets otherwise than the defaults. */
export class DistrictRulesDto implements DistrictRules {
  @Nested(set, { optional: true }) lead?: SetDto;
  @Nested(set, { optional: true }) decide?: SetDto;
  @Nested(set, { optional: true }) grace?: SetDto;
  @Nested(set, { optional: true }) hearings?: SetDto;
  @Nested(set, { optional: true }) reviewPercent?: SetDto;
  @Nested(set, { optional: true }) urgentWithin?: SetDto;
  @Nested(set, { optional: true }) loadCap?: SetDto;
  @Word(['warn', 'askReason'] as const, { optional: true }) overCap?: 'warn' | 'askReason';
  @Nested(set, { optional: true }) meetingsPerYear?: SetDto;
  @Word(['notApproved', 'outsideTheList', 'negativeListOnly'] as const, { optional: true })
  refuseScope?: RefuseScope;
}

/** The list is given whole; rules that are left out stay as they were. */
export class PublishTaskCatalogDto implements BodyOf<TaskCatalogCommand, 'PublishTaskCatalog', 'district'> {
  /** The admission authority on whose seat the actor relies. */
  @Id() authority!: string;
  @Day('2026-07-01') effectiveFrom!: string;
  @Text(500, '区社区工作事项清单(2026 年版)') source!: string;
  @Hash() basisHash!: string;
  @Nested(() => CatalogEntryDto, { each: true, most: 1000 }) entries!: CatalogEntryDto[];
  @Nested(() => DistrictRulesDto, { optional: true }) rules?: DistrictRulesDto;
}

export class ImportTaskCatalogDto {
  /** The CSV as text: 编号,事项,别名,类别,种类,责任部门,依据. */
  @Text(400_000, 'id,title,names,class,kind,department,basis') csv!: string;
  @Id() authority!: string;
  @Day('2026-07-01') effectiveFrom!: string;
  @Text(500, '区社区工作事项清单(2026 年版)') source!: string;
  @Hash() basisHash!: string;
  /** Hash of the preview that was looked at; without it only the preview is given. */
  @Hash({ optional: true }) preview?: string;
}
