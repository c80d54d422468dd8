import { Body, Controller, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Fact } from '#kernel';
import { Does, PathId } from './does.js';
import { Edge, FromSender, type Answer, type Sent } from './edge.js';
import { RoomCodes } from './room-code.js';
import { item } from './seal.js';
import * as dto from './sitting.dto.js';
import { ReasonDto } from './decision.dto.js';

type Done = Promise<Answer>;

@ApiTags('sittings')
@Controller('sittings')
export class SittingController {
  constructor(
    private readonly edge: Edge,
    @Inject(RoomCodes) private readonly rooms: RoomCodes,
  ) {}

  private send(sent: Sent, id: string, type: string, data: object): Done {
    return this.edge.send(sent, 'sitting', id, type, data);
  }

  @Does('ConveneSitting', '', 'Convene a sitting with its agenda', { creates: true })
  convene(@FromSender() sent: Sent, @Body() body: dto.ConveneSittingDto): Done {
    return this.edge.create(sent, 'sitting', 'ConveneSitting', body);
  }

  @Does('CancelSitting', ':id/cancellation', 'Call the sitting off')
  cancel(@FromSender() sent: Sent, @PathId() id: string, @Body() body: ReasonDto): Done {
    return this.send(sent, id, 'CancelSitting', body);
  }

  @Does('OpenSitting', ':id/opening', 'Open the sitting; the rolls of that day are frozen')
  open(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.OpenSittingDto): Done {
    return this.send(sent, id, 'OpenSitting', body);
  }

  @Does(
    'ConfirmLateEntry',
    ':id/late-entry-confirmation',
    'A second person confirms an entry that comes late',
    { bare: true },
  )
  confirmLate(@FromSender() sent: Sent, @PathId() id: string): Done {
    return this.send(sent, id, 'ConfirmLateEntry', {});
  }

  @Does('RecordArrival', ':id/arrivals', 'Sign persons in; the own phone with the code shown in the room')
  arrive(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.RecordArrivalDto): Done {
    const stream = `sitting-${id}`;
    const roomCodes: Fact<readonly string[]> = { stream, revision: -1, state: this.rooms.valid(id) };
    return this.edge.send(sent, 'sitting', id, 'RecordArrival', body, { roomCodes });
  }

  @Does('RecordHeadcount', ':id/headcounts', 'Count those present of a body whose roll is a number')
  headcount(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.RecordHeadcountDto): Done {
    return this.send(sent, id, 'RecordHeadcount', body);
  }

  @Does('RecordDeparture', ':id/departures', 'Record that a person left')
  depart(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.RecordDepartureDto): Done {
    return this.send(sent, id, 'RecordDeparture', body);
  }

  @Does('AdjournSitting', ':id/adjournment', 'Adjourn, for want of a quorum or otherwise')
  adjourn(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.AdjournSittingDto): Done {
    return this.send(sent, id, 'AdjournSitting', body);
  }

  @Does('CloseSitting', ':id/closing', 'Close the sitting', { bare: true })
  close(@FromSender() sent: Sent, @PathId() id: string): Done {
    return this.send(sent, id, 'CloseSitting', {});
  }

  @Does('RecordMinutes', ':id/minutes', 'Record the minutes')
  minutes(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.RecordMinutesDto): Done {
    const text = item(this.edge.commandId(sent, `sitting-${id}`), body.text);
    return this.send(sent, id, 'RecordMinutes', { ...body, text });
  }

  @Does('ConfirmMinutes', ':id/minutes/confirmation', 'Confirm the minutes', { bare: true })
  confirmMinutes(@FromSender() sent: Sent, @PathId() id: string): Done {
    return this.send(sent, id, 'ConfirmMinutes', {});
  }
}
