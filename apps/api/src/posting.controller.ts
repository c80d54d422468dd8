import { Body, Controller, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { KeyStore } from '#eventing';
import { dayOfCode } from '#print';
import * as dto from './decision.dto.js';
import { Does, PathId, PathKey } from './does.js';
import { Edge, FromSender, type Answer, type Sent } from './edge.js';
import { KEYS } from './ports.js';
import { itemOrNone } from './seal.js';

type Done = Promise<Answer>;

@ApiTags('postings')
@Controller('decisions/:id/postings/:step')
export class PostingController {
  constructor(
    private readonly edge: Edge,
    @Inject(KEYS) private readonly keys: KeyStore,
  ) {}

  private send(sent: Sent, id: string, type: string, data: object): Done {
    return this.edge.send(sent, 'decision', id, type, data);
  }

  @Does('CheckPosting', 'check', 'Check of the supervision committee before the posting')
  check(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathKey('step') step: string,
    @Body() body: dto.CheckPostingDto,
  ): Done {
    const remark = itemOrNone(this.edge.commandId(sent, `decision-${id}`), body.remark);
    return this.send(sent, id, 'CheckPosting', { ...body, step, remark });
  }

  @Does('Post', '', 'Post the resolution or the result')
  post(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathKey('step') step: string,
    @Body() body: dto.PostDto,
  ): Done {
    return this.send(sent, id, 'Post', { step, ...body });
  }

  @Does('AttestHanging', 'hangings', 'Attest that the sheet hangs')
  hang(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathKey('step') step: string,
    @Body() body: dto.AttestDto,
  ): Done {
    return this.send(sent, id, 'AttestHanging', { step, ...body });
  }

  @Does('ReportInterruption', 'interruptions', 'Report that the sheet did not hang for some days')
  interrupt(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathKey('step') step: string,
    @Body() body: dto.ReportInterruptionDto,
  ): Done {
    return this.send(sent, id, 'ReportInterruption', { step, ...body });
  }

  @Does('PhotographBoard', 'photographs', 'Add a photograph of the board, with the day code that it shows')
  photograph(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathKey('step') step: string,
    @Body() body: dto.PhotographBoardDto,
  ): Done {
    const { dayCode, on } = body;
    const hmac = this.keys.hmac.bind(this.keys);
    const printedOn = dayCode === null ? null : dayOfCode(hmac, `decision-${id}`, dayCode, on);
    return this.send(sent, id, 'PhotographBoard', { step, ...body, printedOn });
  }

  @Does('AttestTakingDown', 'takings-down', 'Attest that the sheet was taken down')
  takeDown(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathKey('step') step: string,
    @Body() body: dto.AttestDto,
  ): Done {
    return this.send(sent, id, 'AttestTakingDown', { step, ...body });
  }

  @Does('ClosePosting', 'closing', 'Close the posting once its days are proven', { bare: true })
  close(@FromSender() sent: Sent, @PathId() id: string, @PathKey('step') step: string): Done {
    return this.send(sent, id, 'ClosePosting', { step });
  }

  @Does('SettlePostingEnd', 'settlement', "Set the last day anew once the year's holiday notice is out", {
    bare: true,
  })
  settle(@FromSender() sent: Sent, @PathId() id: string, @PathKey('step') step: string): Done {
    return this.send(sent, id, 'SettlePostingEnd', { step });
  }
}
