import { Body, Controller, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Engine, personIdOf, type KeyStore } from '#eventing';
import { toSeal, type Sealed } from '#kernel';
import * as dto from './community.dto.js';
import { Does, PathId } from './does.js';
import { Edge, FromSender, type Answer, type Sent } from './edge.js';
import { KEYS } from './ports.js';
import { Problem } from './problem.js';
import { item } from './seal.js';

type Done = Promise<Answer>;

@ApiTags('persons')
@Controller('persons')
export class PersonController {
  constructor(
    private readonly edge: Edge,
    @Inject(KEYS) private readonly keys: KeyStore,
  ) {}

  private why(sent: Sent, id: string, { reason }: Readonly<{ reason: string }>): Sealed {
    return item(this.edge.commandId(sent, `person-${id}`), reason);
  }

  @Does('RegisterPerson', '', 'Register a person; the id is derived from the document, which is not kept', {
    creates: true,
  })
  register(@FromSender() sent: Sent, @Body() body: dto.RegisterPersonDto): Done {
    const number = body.document ?? body.communityNumber;
    if (number === undefined)
      throw new Problem(
        400,
        'person.noNumber',
        '须提供证件号码或社区编号。',
        'Give the number of a document, or one given by the community.',
      );
    const identity = body.document === undefined ? 'communityNumber' : 'document';
    const id = personIdOf(this.keys, `${identity}:${number}`);
    const sealed = {
      name: toSeal(`person:${id}`, body.name),
      ...(body.contact === undefined ? {} : { contact: toSeal(`person:${id}`, body.contact) }),
    };
    return this.edge.send(sent, 'person', id, 'RegisterPerson', { ...sealed, identity, office: body.office });
  }

  @Does('JoinPersons', ':id/joining', 'Two cards are one human')
  join(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.JoinIntoDto): Done {
    return this.edge.send(sent, 'person', id, 'JoinPersons', { ...body, reason: this.why(sent, id, body) });
  }

  @Does('SetContact', ':id/contact', 'How a person is reached from now on, and by which ways of it')
  contact(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.SetContactDto): Done {
    const contact = body.contact === null ? null : toSeal(`person:${id}`, body.contact);
    return this.edge.send(sent, 'person', id, 'SetContact', { ...body, contact });
  }

  @Does(
    'SetNoticePreferences',
    ':id/notice-preferences',
    'What informs comes once a day or each at once, and whose boards are followed',
  )
  preferences(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @Body() body: dto.SetNoticePreferencesDto,
  ): Done {
    return this.edge.send(sent, 'person', id, 'SetNoticePreferences', body);
  }

  @Does('ErasePerson', ':id/erasure', 'Erase name and contact by destroying their key')
  erase(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.ErasePersonDto): Done {
    return this.edge.send(sent, 'person', id, 'ErasePerson', { ...body, reason: this.why(sent, id, body) });
  }
}

/** Sealed texts, each under a key of its own. */
@ApiTags('items')
@Controller('items')
export class ItemController {
  constructor(
    private readonly edge: Edge,
    private readonly engine: Engine,
  ) {}

  @Does('EraseItem', ':id/erasure', 'Erase one sealed text by destroying its key `item:<id>`')
  async erase(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.EraseItemDto): Done {
    const key = `item:${id}`;
    const dash = body.of.indexOf('-');
    const category = body.of.slice(0, dash);
    const isKnown = this.engine.aggregates.some((one) => one.category === category);
    const { events = [] } = isKnown
      ? await this.engine.load(category, body.of.slice(dash + 1), { events: true })
      : {};
    if (!JSON.stringify(events).includes(`"key":"${key}"`))
      throw new Problem(
        ...([404, 'item.unknown', '该记录中没有这一封存内容。'] as const),
        ...(['Nothing in that stream is sealed under this key.', { article: '个人信息保护法 §47' }] as const),
      );
    const reason = item(this.edge.commandId(sent, `item-${id}`), body.reason);
    return this.edge.send(sent, 'item', id, 'EraseItem', { ...body, key, reason });
  }
}

@ApiTags('organizations')
@Controller('organizations')
export class OrganizationController {
  constructor(private readonly edge: Edge) {}

  @Does('FormOrganization', '', 'Enter a district, street, town, department or authority', { creates: true })
  form(@FromSender() sent: Sent, @Body() body: dto.FormOrganizationDto): Done {
    return this.edge.create(sent, 'organization', 'FormOrganization', body);
  }

  @Does('SeatMembersOfOrganization', ':id/seats', 'Record who holds an office')
  seat(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.SeatMembersDto): Done {
    return this.edge.send(sent, 'organization', id, 'SeatMembers', body);
  }

  @Does('UnseatMemberOfOrganization', ':id/seats/:seat/unseating', 'Record that an office ended')
  unseat(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathId('seat') seat: string,
    @Body() body: dto.UnseatMemberDto,
  ): Done {
    const reason = item(this.edge.commandId(sent, `organization-${id}`), body.reason);
    return this.edge.send(sent, 'organization', id, 'UnseatMember', { ...body, seat, reason });
  }
}

@ApiTags('communities')
@Controller('communities')
export class CommunityController {
  constructor(private readonly edge: Edge) {}

  private why(sent: Sent, id: string, { reason }: Readonly<{ reason: string }>): Sealed {
    return item(this.edge.commandId(sent, `community-${id}`), reason);
  }

  private send(sent: Sent, id: string, type: string, data: object): Done {
    return this.edge.send(sent, 'community', id, type, data);
  }

  @Does('FormCommunity', '', 'Enter a community', { creates: true })
  form(@FromSender() sent: Sent, @Body() body: dto.FormCommunityDto): Done {
    return this.edge.create(sent, 'community', 'FormCommunity', body);
  }

  @Does('SeatMembers', ':id/seats', 'Record the outcome of an election: who sits in which body')
  seat(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.SeatMembersDto): Done {
    return this.send(sent, id, 'SeatMembers', body);
  }

  @Does('UnseatMember', ':id/seats/:seat/unseating', 'Record that a seat ended')
  unseat(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathId('seat') seat: string,
    @Body() body: dto.UnseatMemberDto,
  ): Done {
    return this.send(sent, id, 'UnseatMember', { ...body, seat, reason: this.why(sent, id, body) });
  }

  @Does('DeclareRelatives', ':id/relatives', 'Declare two near relatives')
  relatives(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.DeclareRelativesDto): Done {
    const relation = item(this.edge.commandId(sent, `community-${id}`), body.relation);
    return this.send(sent, id, 'DeclareRelatives', { ...body, relation });
  }

  @Does('JoinPersonsOfCommunity', ':id/joinings', 'Two ids in the rolls are one human')
  join(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.JoinPersonsDto): Done {
    return this.send(sent, id, 'JoinPersons', { ...body, reason: this.why(sent, id, body) });
  }

  @Does(
    'AuthorizeRepresentatives',
    ':id/authorizations',
    "Record the residents' meeting's authorization (§30)",
  )
  authorize(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @Body() body: dto.AuthorizeRepresentativesDto,
  ): Done {
    return this.send(sent, id, 'AuthorizeRepresentatives', body);
  }

  @Does('RevokeAuthorization', ':id/authorizations/:authorization/revocation', 'Record its revocation')
  revoke(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathId('authorization') authorization: string,
    @Body() body: dto.RevokeAuthorizationDto,
  ): Done {
    return this.send(sent, id, 'RevokeAuthorization', { authorization, ...body });
  }

  @Does(
    'RecordYearlyReport',
    ':id/yearly-reports',
    'The yearly review, or the report on supervision, was done',
  )
  yearlyReport(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @Body() body: dto.RecordYearlyReportDto,
  ): Done {
    return this.send(sent, id, 'RecordYearlyReport', body);
  }

  @Does('OpenFundLine', ':id/fund-lines', 'Open a fund line with its purposes')
  fundLine(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.OpenFundLineDto): Done {
    return this.send(sent, id, 'OpenFundLine', body);
  }
}
