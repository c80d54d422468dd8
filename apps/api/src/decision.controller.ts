import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as dto from './decision.dto.js';
import { Does, PathId, PathNumber } from './does.js';
import { Edge, FromSender, type Answer, type Sent } from './edge.js';
import { item, itemOrNone } from './seal.js';

type Done = Promise<Answer>;

@ApiTags('decisions')
@Controller('decisions')
export class DecisionController {
  constructor(private readonly edge: Edge) {}

  private send(sent: Sent, id: string, type: string, data: object): Done {
    return this.edge.send(sent, 'decision', id, type, data);
  }

  private itemKey(sent: Sent, id: string): string {
    return this.edge.commandId(sent, `decision-${id}`);
  }

  @Does('OpenDecision', '', 'Open a matter', { creates: true })
  open(@FromSender() sent: Sent, @Body() body: dto.OpenDecisionDto): Done {
    return this.edge.create(sent, 'decision', 'OpenDecision', body);
  }

  @Does('RevisePlan', ':id/plan', 'A new version of the plan')
  revise(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.RevisePlanDto): Done {
    return this.send(sent, id, 'RevisePlan', body);
  }

  @Does('DeclareRecusal', ':id/recusals', 'Stand aside for an interest in the matter')
  recuse(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.DeclareRecusalDto): Done {
    const reason = item(this.itemKey(sent, id), body.reason);
    return this.send(sent, id, 'DeclareRecusal', { ...body, reason });
  }

  @Does('OpenBallot', ':id/ballots', 'Open a ballot on the plan; the quorum is checked now')
  openBallot(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.OpenBallotDto): Done {
    return this.send(sent, id, 'OpenBallot', body);
  }

  @Does('CastVote', ':id/ballots/:ballot/votes', 'Vote on the own phone')
  vote(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathNumber('ballot') ballot: number,
    @Body() body: dto.CastVoteDto,
  ): Done {
    return this.send(sent, id, 'CastVote', { ballot, ...body });
  }

  @Does('EnterPaperVote', ':id/ballots/:ballot/paper-votes', 'Enter the paper vote of a named person')
  paperVote(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathNumber('ballot') ballot: number,
    @Body() body: dto.EnterPaperVoteDto,
  ): Done {
    return this.send(sent, id, 'EnterPaperVote', { ballot, ...body });
  }

  @Does(
    'VoidPaperVote',
    ':id/ballots/:ballot/voids',
    'Void a wrong paper entry: teller and scrutineer, one after the other',
  )
  voidVote(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathNumber('ballot') ballot: number,
    @Body() body: dto.VoidPaperVoteDto,
  ): Done {
    return this.send(sent, id, 'VoidPaperVote', { ballot, ...body });
  }

  @Does('RecordCounts', ':id/ballots/:ballot/counts', 'Enter the counts (teller)')
  counts(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathNumber('ballot') ballot: number,
    @Body() body: dto.RecordCountsDto,
  ): Done {
    return this.send(sent, id, 'RecordCounts', { ballot, ...body });
  }

  @Does('ConfirmCounts', ':id/ballots/:ballot/counts/confirmation', 'Confirm the counts (scrutineer)', {
    bare: true,
  })
  confirmCounts(@FromSender() sent: Sent, @PathId() id: string, @PathNumber('ballot') ballot: number): Done {
    return this.send(sent, id, 'ConfirmCounts', { ballot });
  }

  @Does(
    'CloseBallot',
    ':id/ballots/:ballot/closing',
    'Close the ballot; the verdict with its arithmetic is recorded',
    { bare: true },
  )
  closeBallot(@FromSender() sent: Sent, @PathId() id: string, @PathNumber('ballot') ballot: number): Done {
    return this.send(sent, id, 'CloseBallot', { ballot });
  }

  @Does(
    'CorrectBallot',
    ':id/ballots/:ballot/corrections',
    'Void a wrong entry after the close and recount: two persons',
  )
  correct(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathNumber('ballot') ballot: number,
    @Body() body: dto.CorrectBallotDto,
  ): Done {
    return this.send(sent, id, 'CorrectBallot', { ballot, ...body });
  }

  @Does('WithdrawDecision', ':id/withdrawal', 'Withdraw before the resolution')
  withdraw(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.ReasonDto): Done {
    return this.send(sent, id, 'WithdrawDecision', body);
  }

  @Does('ReenterDecision', ':id/reentry', 'Revise a failed matter and enter it again')
  reenter(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.ReenterDecisionDto): Done {
    return this.send(sent, id, 'ReenterDecision', body);
  }

  @Does('ReferToResidentsMeeting', ':id/referral', "Refer the matter to the residents' meeting")
  refer(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.ReasonDto): Done {
    return this.send(sent, id, 'ReferToResidentsMeeting', body);
  }

  @Does('StartImplementation', ':id/implementation', 'Start the implementation')
  start(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.StartImplementationDto): Done {
    return this.send(sent, id, 'StartImplementation', body);
  }

  @Does('ReportProgress', ':id/progress', 'Report progress')
  progress(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.ReportProgressDto): Done {
    return this.send(sent, id, 'ReportProgress', body);
  }

  @Does('RecordContract', ':id/contracts', 'Record a contract')
  contract(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.RecordContractDto): Done {
    return this.send(sent, id, 'RecordContract', body);
  }

  @Does('RecordSpending', ':id/spending', 'Record a payment against the approved line')
  spend(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.RecordSpendingDto): Done {
    return this.send(sent, id, 'RecordSpending', body);
  }

  @Does('CompleteImplementation', ':id/completion', 'Complete the implementation')
  complete(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @Body() body: dto.CompleteImplementationDto,
  ): Done {
    return this.send(sent, id, 'CompleteImplementation', body);
  }

  @Does(
    'RecordOutsideFact',
    ':id/outside-facts',
    "Record a posting of the street's or county's own procedure",
  )
  outside(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.RecordOutsideFactDto): Done {
    return this.send(sent, id, 'RecordOutsideFact', body);
  }

  @Does('CloseFile', ':id/file', 'Close the file with its numbered list', { bare: true })
  close(@FromSender() sent: Sent, @PathId() id: string): Done {
    return this.send(sent, id, 'CloseFile', {});
  }

  @Does('Remark', ':id/remarks', 'Remark of the supervision committee')
  remark(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.RemarkDto): Done {
    return this.send(sent, id, 'Remark', { text: item(this.itemKey(sent, id), body.text) });
  }

  @Does('AnnulDecision', ':id/annulment', 'Record an annulment by court or higher meeting')
  annul(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.AnnulDecisionDto): Done {
    return this.send(sent, id, 'AnnulDecision', body);
  }

  @Does('FileObjection', ':id/objections', 'File an objection, or a query after the window')
  object(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.FileObjectionDto): Done {
    const key = this.itemKey(sent, id);
    const sealed = { text: item(key, body.text), contact: itemOrNone(key, body.contact) };
    return this.send(sent, id, 'FileObjection', { step: body.step, ...sealed });
  }

  @Does('Interpellate', ':id/interpellations', 'Ask in writing: a body’s members, or a tenth of the adults')
  interpellate(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.InterpellateDto): Done {
    const text = item(this.itemKey(sent, id), body.text);
    return this.send(sent, id, 'Interpellate', { ...body, text });
  }

  @Does('AnswerObjection', ':id/objections/:objection/answer', 'Answer an objection')
  answer(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathId('objection') objection: string,
    @Body() body: dto.AnswerObjectionDto,
  ): Done {
    const reply = item(this.itemKey(sent, id), body.reply);
    return this.send(sent, id, 'AnswerObjection', { ...body, objection, reply });
  }

  @Does(
    'EscalateObjection',
    ':id/objections/:objection/escalation',
    'Not satisfied with the answer, or no answer in time',
  )
  escalate(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathId('objection') objection: string,
    @Body() body: dto.EscalateObjectionDto,
  ): Done {
    return this.send(sent, id, 'EscalateObjection', { objection, ...body });
  }
}
