import { Body, Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  admissionPage,
  admissionsOf,
  loadOf,
  loadToDecideOn,
  overlapsOf,
  type AdmissionPage,
} from '#admission';
import { isFormed, seatsOfPerson } from '#community';
import type { Facts } from '#kernel';
import type { Kysely } from 'kysely';
import * as dto from './admission.dto.js';
import { After, ApiAtLeast, AtLeast, Limit } from './asking.js';
import { Does, PathId } from './does.js';
import { Edge, FromSender, type Answer, type Sent } from './edge.js';
import { Reader } from './identity.js';
import { asOrganization } from './organizations.js';
import { readingRules } from './reading-rules.js';
import { Readings, seatViews, type ReadTables } from './readings.js';

type Done = Promise<Answer>;

/** Requests for admission, and the desks of those whom they concern. */
@ApiTags('admission')
@ApiBearerAuth()
@Controller()
export class AdmissionController {
  constructor(
    private readonly edge: Edge,
    @Inject(Readings) private readonly readings: Readings,
  ) {}

  private send(sent: Sent, id: string, type: string, data: object): Done {
    return this.edge.send(sent, 'admissionRequest', id, type, data);
  }

  @Does('DraftAdmissionRequest', 'admission-requests', 'Begin a request for admission', { creates: true })
  draft(@FromSender() sent: Sent, @Body() body: dto.AdmissionRequestDto): Done {
    return this.edge.create(sent, 'admissionRequest', 'DraftAdmissionRequest', body);
  }

  @Does('ReviseAdmissionRequest', 'admission-requests/:id/revision', 'Write a draft, or what came back, anew')
  revise(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.AdmissionRequestDto): Done {
    return this.send(sent, id, 'ReviseAdmissionRequest', body);
  }

  @Does('FileAdmissionRequest', 'admission-requests/:id/filing', 'File it: complete, payable and in time', {
    bare: true,
  })
  async file(@FromSender() sent: Sent, @PathId() id: string): Promise<Answer> {
    const read = await this.readings.at(['admission_v3', 'admission_at_v1'], (db) => overlapsOf(db, id));
    const facts: Facts = read
      ? { overlaps: { stream: 'admission_v3', revision: Number(read.position), state: read.result } }
      : {};
    return this.edge.send(sent, 'admissionRequest', id, 'FileAdmissionRequest', {}, facts);
  }

  @Does(
    'AcceptAdmissionRequest',
    'admission-requests/:id/acceptance',
    'Take it up; the communities are heard',
  )
  accept(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.AcceptAdmissionDto): Done {
    return this.send(sent, id, 'AcceptAdmissionRequest', body);
  }

  @Does('ReturnAdmissionRequest', 'admission-requests/:id/return', 'Give it back to be completed')
  giveBack(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.ReturnAdmissionDto): Done {
    return this.send(sent, id, 'ReturnAdmissionRequest', body);
  }

  @Does('GiveOpinion', 'admission-requests/:id/opinions', 'Say what a target community thinks of it, and why')
  opine(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.GiveOpinionDto): Done {
    return this.send(sent, id, 'GiveOpinion', body);
  }

  @Does(
    'ReviewAdmissionRequest',
    'admission-requests/:id/review',
    'Review it, after the communities were heard',
  )
  review(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.ReviewAdmissionDto): Done {
    return this.send(sent, id, 'ReviewAdmissionRequest', body);
  }

  @Does('DecideAdmissionRequest', 'admission-requests/:id/decision', "Record the authority's vote")
  async decide(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @Body() body: dto.DecideAdmissionDto,
  ): Promise<Answer> {
    const facts = await this.loadFacts(id);
    return this.edge.send(sent, 'admissionRequest', id, 'DecideAdmissionRequest', body, facts);
  }

  @Does('SignAgreement', 'admission-requests/:id/agreement', 'Record the signed agreement')
  sign(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.SignAgreementDto): Done {
    return this.send(sent, id, 'SignAgreement', body);
  }

  @Does('PublishAdmission', 'admission-requests/:id/publication', 'Publish it; it is in force for its term')
  publish(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.PublishAdmissionDto): Done {
    return this.send(sent, id, 'PublishAdmission', body);
  }

  @Does('RecordPayment', 'admission-requests/:id/payments', 'Record a payment against the agreement')
  pay(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.RecordPaymentDto): Done {
    return this.send(sent, id, 'RecordPayment', body);
  }

  @Does(
    'WithdrawAdmissionRequest',
    'admission-requests/:id/withdrawal',
    'Take it back before it is published',
  )
  withdraw(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.WithdrawAdmissionDto): Done {
    return this.send(sent, id, 'WithdrawAdmissionRequest', body);
  }

  @Does('SuspendAdmission', 'admission-requests/:id/suspension', 'Stop the work where money is late')
  suspend(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.SuspendAdmissionDto): Done {
    return this.send(sent, id, 'SuspendAdmission', body);
  }

  @Does('ResumeAdmission', 'admission-requests/:id/resumption', 'Take the work up again')
  resume(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.ResumeAdmissionDto): Done {
    return this.send(sent, id, 'ResumeAdmission', body);
  }

  @Does('RenewAdmission', 'admission-requests/:id/renewal', "Record the authority's vote on a new term")
  renew(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.RenewAdmissionDto): Done {
    return this.send(sent, id, 'RenewAdmission', body);
  }

  @Does(
    'ExitAdmission',
    'admission-requests/:id/exit',
    "Record the authority's vote on an end before the term",
  )
  exit(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.ExitAdmissionDto): Done {
    return this.send(sent, id, 'ExitAdmission', body);
  }

  @Does('RecordConditionMet', 'admission-requests/:id/conditions', 'Record that a condition of it is met')
  meet(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.RecordConditionMetDto): Done {
    return this.send(sent, id, 'RecordConditionMet', body);
  }

  @Does(
    'RateAdmission',
    'admission-requests/:id/ratings',
    'Say whether a year of it was good, as head or representative',
  )
  rate(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.RateAdmissionDto): Done {
    return this.send(sent, id, 'RateAdmission', body);
  }

  @Does(
    'PublishYearlyReview',
    'admission-requests/:id/yearly-reviews',
    'Publish what the ratings of a year came to',
  )
  publishReview(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @Body() body: dto.PublishYearlyReviewDto,
  ): Done {
    return this.send(sent, id, 'PublishYearlyReview', body);
  }

  /** What the target communities bear now, as a fact of the decision; nothing where it cannot be read. */
  private async loadFacts(id: string): Promise<Facts> {
    const read = await this.readings.at(['admission_v3', 'admission_at_v1'], (db) =>
      loadToDecideOn(db, id, this.readings.today()),
    );
    if (read?.result === undefined) return {};
    const { position, result } = read;
    return { load: { stream: 'admission_v3', revision: Number(position), state: { position, ...result } } };
  }

  private async sitsIn(db: Kysely<ReadTables>, person: string | undefined, place: string): Promise<boolean> {
    if (person === undefined) return false;
    const seats = await seatsOfPerson(db, person, this.readings.today());
    return seats.some((seat) => seat.place === place);
  }

  /** A draft is its department's own until it is filed. */
  private async unlessDraft(
    db: Kysely<ReadTables>,
    page: AdmissionPage | undefined,
    person: string | undefined,
  ): Promise<AdmissionPage | undefined> {
    if (page === undefined || page.filedOn !== null) return page;
    return (await this.sitsIn(db, person, page.department)) ? page : undefined;
  }

  @Get('admission-requests/:id')
  @ApiAtLeast
  @ApiOperation({
    summary: 'A request: what is asked, opinions, decision with arithmetic, money per community',
  })
  request(@PathId() id: string, @AtLeast() seen: string, @Reader() person: string | undefined) {
    const rules = readingRules['admission-requests/{id}'];
    return this.readings.show(rules, seen, ['admission_v3', 'admission_at_v1', ...seatViews], async (db) =>
      this.unlessDraft(db, await admissionPage(db, id, this.readings.today()), person),
    );
  }

  @Get('organizations/:id/admissions')
  @ApiOperation({
    summary:
      'Requests of a department, or before an admission authority; drafts for those who sit in the department',
  })
  ofOrganization(
    @PathId() id: string,
    @AtLeast() seen: string,
    @Reader() person: string | undefined,
    @After('position') after: string | undefined,
    @Limit() limit: number,
  ) {
    const rules = readingRules['organizations/{id}/admissions'];
    return this.readings.show(rules, seen, ['admission_v3', 'admission_at_v1', ...seatViews], async (db) => {
      const whose = await asOrganization(db, id);
      if (whose === undefined) return undefined;
      const drafts = 'department' in whose && (await this.sitsIn(db, person, id));
      const asked = { ...whose, drafts, limit, ...(after === undefined ? {} : { after }) };
      return admissionsOf(db, this.readings.today(), asked);
    });
  }

  @Get('communities/:id/admissions')
  @ApiOperation({
    summary: 'Requests that concern a community, and the load of what is in force there today',
  })
  ofCommunity(
    @PathId() id: string,
    @AtLeast() seen: string,
    @After('position') after: string | undefined,
    @Limit() limit: number,
  ) {
    const rules = readingRules['communities/{id}/admissions'];
    return this.readings.show(
      rules,
      seen,
      ['admission_v3', 'admission_at_v1', 'community_v2'],
      async (db) => {
        if (!(await isFormed(db, 'community', id))) return undefined;
        const asked = { community: id, limit, ...(after === undefined ? {} : { after }) };
        const today = this.readings.today();
        return { ...(await admissionsOf(db, today, asked)), load: await loadOf(db, id, today) };
      },
    );
  }
}
