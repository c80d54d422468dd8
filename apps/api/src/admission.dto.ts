import type {
  AdmissionRequestCommand,
  Application,
  AuthoritySitting,
  DuePayment,
  ExitGrounds,
  Opinion,
  RequestKind,
} from '#admission/events';
import type { BodyOf } from './body-of.js';
import { requestKinds } from './catalog.dto.js';
import { Day, Fen, Flag, Hash, Id, Nested, Text, Whole, Word } from './fields.js';

type Body<T extends AdmissionRequestCommand['type']> = BodyOf<AdmissionRequestCommand, T>;

export class DuePaymentDto implements DuePayment {
  @Id() community!: string;
  @Day('2026-12-31') dueOn!: string;
  @Fen() amountFen!: number;
}

export class ApplicationDto implements Application {
  @Id() district!: string;
  @Id() department!: string;
  @Word(requestKinds) kind!: RequestKind;
  @Text(200, '老年人助餐服务') title!: string;
  @Text(500, '民发〔2023〕58号') basis!: string;
  @Text(5_000, '每日午餐配送登记') content!: string;
  @Text(2_000, '使用社区食堂') powers!: string;
  @Text(2_000, '部门配备一名专员并培训') people!: string;
  @Day('2026-09-01') from!: string;
  @Day('2027-08-31') until!: string;
  @Whole(0, 100_000, 20) hoursPerMonth!: number;
  @Id({ each: true, most: 200 }) communities!: string[];
  @Text(2_000, '每季度检查一次', { nullable: true }) ownAssessment: string | null = null;
  @Nested(() => DuePaymentDto, { each: true, optional: true, most: 2000 }) payments: DuePaymentDto[] = [];
  @Text(500, '部门自办,不需社区支出', { nullable: true }) freeBecause: string | null = null;
  /** Why it cannot wait: life, property or public safety. */
  @Text(500, '燃气泄漏隐患排查,危及公共安全', { nullable: true }) urgentBecause: string | null = null;
  @Whole(1, 366, 4, { nullable: true }) timesPerYear: number | null = null;
  @Text(200, '区社区综合信息平台', { nullable: true }) platform: string | null = null;
}

export class AdmissionRequestDto implements Body<'DraftAdmissionRequest'> {
  @Nested(() => ApplicationDto) application!: ApplicationDto;
}

/** `authority`: the admission authority on whose seat the actor relies. */
export class AcceptAdmissionDto implements Body<'AcceptAdmissionRequest'> {
  @Id() authority!: string;
}

export class ReturnAdmissionDto implements Body<'ReturnAdmissionRequest'> {
  @Id() authority!: string;
  @Text(500, '未说明工时') reason!: string;
}

export class GiveOpinionDto implements Body<'GiveOpinion'> {
  @Id() community!: string;
  @Word(['for', 'against', 'conditions'] as const) opinion!: Opinion;
  @Text(2_000, '居民有需要') text!: string;
}

export class ReviewAdmissionDto implements Body<'ReviewAdmissionRequest'> {
  @Id() authority!: string;
  @Text(2_000, '建议准入') opinion!: string;
}

export class AuthoritySittingDto implements AuthoritySitting {
  @Day('2026-06-29') heldOn!: string;
  @Whole(0, 1_000, 5) present!: number;
  @Whole(0, 1_000, 4) yes!: number;
  @Whole(0, 1_000, 1) no!: number;
  @Whole(0, 1_000, 0) abstain!: number;
  @Hash() minutesHash!: string;
}

export class DecideAdmissionDto implements Body<'DecideAdmissionRequest'> {
  @Id() authority!: string;
  @Nested(() => AuthoritySittingDto) sitting!: AuthoritySittingDto;
  @Text(500, '每半年向社区反馈一次', { each: true, optional: true, most: 50 }) conditions: string[] = [];
  @Text(500, '老年人助餐为民生急需', { nullable: true }) overCapBecause: string | null = null;
}

export class SignAgreementDto implements Body<'SignAgreement'> {
  @Day('2026-06-29') signedOn!: string;
  @Hash() documentHash!: string;
}

export class PublishAdmissionDto implements Body<'PublishAdmission'> {
  @Id() authority!: string;
  @Day('2026-06-29') publishedOn!: string;
  @Hash() documentHash!: string;
}

export class RecordPaymentDto implements Body<'RecordPayment'> {
  @Id() community!: string;
  @Day('2026-06-29') paidOn!: string;
  @Fen() amountFen!: number;
  @Hash() voucherHash!: string;
}

export class WithdrawAdmissionDto implements Body<'WithdrawAdmissionRequest'> {
  @Text(500, '任务取消') reason!: string;
}

export class SuspendAdmissionDto implements Body<'SuspendAdmission'> {
  @Id() community!: string;
  @Text(500, '经费逾期未到位') reason!: string;
}

export class ResumeAdmissionDto implements Body<'ResumeAdmission'> {
  @Id() community!: string;
}

export class RenewAdmissionDto implements Body<'RenewAdmission'> {
  @Id() authority!: string;
  @Nested(() => AuthoritySittingDto) sitting!: AuthoritySittingDto;
  @Day('2028-08-31') until!: string;
  @Nested(() => DuePaymentDto, { each: true, optional: true, most: 2000 }) payments: DuePaymentDto[] = [];
}

export class RecordConditionMetDto implements Body<'RecordConditionMet'> {
  @Id() authority!: string;
  @Whole(1, 50, 1) condition!: number;
  @Day('2026-06-29') metOn!: string;
  @Hash() documentHash!: string;
}

export class RateAdmissionDto implements Body<'RateAdmission'> {
  @Id() community!: string;
  @Whole(2000, 9999, 2026) year!: number;
  @Flag() satisfied!: boolean;
  @Text(2_000, '老人用餐方便了') text!: string;
}

export class PublishYearlyReviewDto implements Body<'PublishYearlyReview'> {
  @Id() authority!: string;
  @Whole(2000, 9999, 2026) year!: number;
}

export class ExitAdmissionDto implements Body<'ExitAdmission'> {
  @Id() authority!: string;
  @Nested(() => AuthoritySittingDto) sitting!: AuthoritySittingDto;
  @Word(['disapproval', 'unpaid', 'basisGone', 'done'] as const) grounds!: ExitGrounds;
  @Text(500, '居民普遍不认可') reason!: string;
}
