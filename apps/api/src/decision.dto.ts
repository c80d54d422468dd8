import { IsObject } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import type { Counts, DecisionCommand, Initiative, InterpellationBasis, Money } from '#decision/events';
import type { BodyOf } from './body-of.js';
import {
  Day,
  Fen,
  FileHash,
  Flag,
  Hash,
  Id,
  Key,
  MayBeLeftOut,
  Nested,
  Text,
  Whole,
  Word,
} from './fields.js';
import { IsCountsByOption } from './counts-by-option.js';

type Body<T extends DecisionCommand['type'], P extends string = never> = BodyOf<DecisionCommand, T, P>;

const initiatives = ['members', 'residents', 'cadres', 'higherAuthority'] as const;
const optional = { optional: true } as const;

export class MoneyDto implements Money {
  @Key('publicWelfare') line!: string;
  @Fen() amountFen!: number;
  @Text(200, '按进度支付给中标单位') payeeRule!: string;
  @Text(200, '公益事业项目') purpose!: string;
}

class OpenDecisionBody {
  @Id() community!: string;
  @Key('city-2026') ruleSet!: string;
  @Key('publicWelfare') category!: string;
  @Word(initiatives) initiative!: Initiative;
  @Text(200, '修缮第 3 居民组道路') title!: string;
  @Text(20_000, '修缮道路 300 米,五月完工。') plan!: string;
  @Nested(() => MoneyDto, { nullable: true }) money: MoneyDto | null = null;
  @FileHash({ each: true, optional: true, most: 50 }) attachments: string[] = [];
  @Id({ each: true, optional: true, most: 50 }) reliesOn: string[] = [];
}
export class OpenDecisionDto extends OpenDecisionBody implements Body<'OpenDecision'> {}

export class RevisePlanDto implements Body<'RevisePlan'> {
  @Text(20_000, '修缮道路 350 米。') plan!: string;
  @Nested(() => MoneyDto, { nullable: true }) money: MoneyDto | null = null;
  @Text(500, '居民提出的意见') reason!: string;
}

export class DeclareRecusalDto implements Body<'DeclareRecusal'> {
  @Key('resolution') step!: string;
  @Id() person!: string;
  @Text(500, '近亲属参与投标') reason!: string;
}

export class OpenBallotDto implements Body<'OpenBallot'> {
  @Id() sitting!: string;
  @Key('resolution') step!: string;
  @Word(['hands', 'named', 'secretPaper'] as const) form!: 'hands' | 'named' | 'secretPaper';
  @Word(['yesNo', 'options', 'choose'] as const, optional) kind: 'yesNo' | 'options' | 'choose' = 'yesNo';
  @Text(200, '方案一', { each: true, optional: true, most: 100 }) options: string[] = [];
  @Whole(1, 100, 1, optional) seats = 1;
  @Id() teller!: string;
  @Id() scrutineer!: string;
}

export class PaperDto {
  @Word(['yesNo', 'options', 'choose', 'spoiled'] as const) kind!: 'yesNo' | 'options' | 'choose' | 'spoiled';
  @Word(['yes', 'no', 'abstain'] as const, optional) choice?: 'yes' | 'no' | 'abstain';
  @Text(200, '方案一', optional) option?: string;
  @Text(200, '方案一', { each: true, optional: true, most: 100 }) options?: string[];
}

/** The paper's kind decides which field it carries; the domain refuses any other mix. */
export class CastVoteDto {
  @Nested(() => PaperDto) paper!: PaperDto;
}

export class EnterPaperVoteDto {
  @Id() person!: string;
  @Nested(() => PaperDto) paper!: PaperDto;
}

export class VoidPaperVoteDto implements Body<'VoidPaperVote', 'ballot'> {
  @Id() person!: string;
  @Text(500, '录入错误') reason!: string;
}

export class CountsDto implements Counts {
  @Whole(0, 1_000_000, 16) yes!: number;
  @Whole(0, 1_000_000, 9) no!: number;
  @Whole(0, 1_000_000, 5) abstain!: number;
  @Whole(0, 1_000_000, 0) spoiled!: number;
  @MayBeLeftOut()
  @IsObject()
  @IsCountsByOption()
  @ApiProperty({ required: false, type: Object, example: { 方案一: 12 } })
  options?: Record<string, number>;
}

export class RecordCountsDto implements Body<'RecordCounts', 'ballot'> {
  @Nested(() => CountsDto) counts!: CountsDto;
  @Hash(optional) imageHash?: string;
}

export class CorrectBallotDto implements Body<'CorrectBallot', 'ballot'> {
  @Id({ nullable: true }) voidVoteOf: string | null = null;
  @Nested(() => CountsDto, { nullable: true }) counts: CountsDto | null = null;
  @Text(500, '唱票记录与计票表不符') reason!: string;
}

export class ReasonDto implements Body<'WithdrawDecision'> {
  @Text(500, '条件尚不成熟') reason!: string;
}

export class ReenterDecisionDto implements Body<'ReenterDecision'> {
  @Word(['proposal', 'consultation'] as const) step!: string;
  @Text(20_000, '修改后的方案') plan!: string;
  @Nested(() => MoneyDto, { nullable: true }) money: MoneyDto | null = null;
  @Flag() substantive!: boolean;
  @Text(500, '党员提出修改意见') reason!: string;
}

export class CheckPostingDto implements Body<'CheckPosting', 'step'> {
  @Word(['agreed', 'objected'] as const) opinion!: 'agreed' | 'objected';
  @Text(2000, '内容属实', { nullable: true }) remark: string | null = null;
}

export class PostDto implements Body<'Post', 'step'> {
  @Day() from!: string;
  @Key('board', { each: true, most: 5 }) places!: string[];
  @Hash() contentHash!: string;
}

export class AttestDto implements Body<'AttestHanging', 'step'> {
  @Day() on!: string;
  @Key('board') place!: string;
}

export class PhotographBoardDto implements Omit<Body<'PhotographBoard', 'step'>, 'printedOn'> {
  @Key('board') place!: string;
  @Day() on!: string;
  @FileHash() photoHash!: string;
  @Text(6, 'ABC234', { nullable: true }) dayCode: string | null = null;
}

export class ReportInterruptionDto implements Body<'ReportInterruption', 'step'> {
  @Key('board') place!: string;
  @Day('2026-03-20') from!: string;
  @Day('2026-03-21') until!: string;
  @Text(500, '公示栏维修') reason!: string;
}

export class FileObjectionDto implements Body<'FileObjection'> {
  @Key('resolutionPosting') step!: string;
  @Text(5000, '我对预算有异议。') text!: string;
  @Text(200, '13800000000', { nullable: true }) contact: string | null = null;
}

/** `signers`: those who sign besides the one who files; of a tenth of the adults only their number, `voters`. */
export class InterpellateDto implements Body<'Interpellate'> {
  @Key('resolutionPosting') step!: string;
  @Text(5000, '请说明预算增加的依据。') text!: string;
  @Word(['supervision', 'representatives', 'voters'] as const) basis!: InterpellationBasis;
  @Id({ each: true, optional: true, most: 200 }) signers: string[] = [];
  @Whole(1, 1_000_000, 260, { nullable: true }) voters: number | null = null;
  /** The paper that all have signed. */
  @FileHash() documentHash!: string;
}

export class EscalateAsVisitorDto {
  @Word(['late', 'notSatisfied'] as const) why!: 'late' | 'notSatisfied';
  @Text(22, 'Yx3oZ1pQ9n0bVt5kLw2aRg') code!: string;
}

export class BlackoutDto {
  @Whole(0, 5000, 0) from!: number;
  @Whole(0, 5000, 3) to!: number;
  @Text(200, '第三人姓名') reason!: string;
}

export class AnswerObjectionDto implements Body<'AnswerObjection', 'objection'> {
  @Text(5000, '预算依据见附件。') reply!: string;
  @Word(['answered', 'upheldToReview', 'upheldToResolution'] as const)
  outcome!: 'answered' | 'upheldToReview' | 'upheldToResolution';
  @Nested(() => BlackoutDto, { each: true, optional: true, most: 50 }) blackouts: BlackoutDto[] = [];
}

export class EscalateObjectionDto implements Body<'EscalateObjection', 'objection'> {
  @Word(['late', 'notSatisfied'] as const) why!: 'late' | 'notSatisfied';
}

export class StartImplementationDto implements Body<'StartImplementation'> {
  @Day('2026-03-31') startedOn!: string;
}

export class ReportProgressDto implements Body<'ReportProgress'> {
  @Whole(0, 100, 50) percent!: number;
  @Text(2000, '路基完成') note!: string;
}

export class RecordContractDto implements Body<'RecordContract'> {
  @Text(200, '某某建设有限公司') payee!: string;
  @Fen() amountFen!: number;
  @Hash() documentHash!: string;
  @Day('2026-04-02') signedOn!: string;
}

export class RecordSpendingDto implements Body<'RecordSpending'> {
  @Key('publicWelfare') line!: string;
  @Text(200, '公益事业项目') purpose!: string;
  @Text(200, '某某建设有限公司') payee!: string;
  @Fen() amountFen!: number;
  @Day('2026-04-20') paidOn!: string;
  @Hash() voucherHash!: string;
}

export class CompleteImplementationDto implements Body<'CompleteImplementation'> {
  @Day('2026-05-20') completedOn!: string;
}

export class RecordOutsideFactDto implements Body<'RecordOutsideFact'> {
  @Text(200, '街道公示') title!: string;
  @Day() from!: string;
  @Day('2026-03-20') until!: string;
  @Hash() documentHash!: string;
}

export class RemarkDto implements Body<'Remark'> {
  @Text(2000, '请说明招标过程。') text!: string;
}

export class AnnulDecisionDto implements Body<'AnnulDecision'> {
  @Word(['court', 'higherMeeting'] as const) by!: 'court' | 'higherMeeting';
  @Hash() documentHash!: string;
  @Text(500, '法院判决撤销') reason!: string;
}
