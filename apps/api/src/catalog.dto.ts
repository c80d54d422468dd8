import type { CatalogEntry, RequestKind, TaskCatalogCommand, TaskClass } from '#admission/events';
import type { BodyOf } from './body-of.js';
import { Day, Hash, Id, Key, Nested, Text, Word } from './fields.js';

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

/** The list is given whole. */
export class PublishTaskCatalogDto implements BodyOf<TaskCatalogCommand, 'PublishTaskCatalog', 'district'> {
  /** The admission authority on whose seat the actor relies. */
  @Id() authority!: string;
  @Day('2026-07-01') effectiveFrom!: string;
  @Text(500, '区社区工作事项清单(2026 年版)') source!: string;
  @Hash() basisHash!: string;
  @Nested(() => CatalogEntryDto, { each: true, most: 1000 }) entries!: CatalogEntryDto[];
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
