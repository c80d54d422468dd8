import { createHash } from 'node:crypto';
import {
  confirmedImport,
  personsIn,
  previewImport,
  type CommunityState,
  type Identity,
  type ImportCommand,
  type OrganizationState,
  type PersonState,
  type Preview,
} from '#community';
import { personIdOf, uuidV5, type Clock, type Engine, type KeyStore } from '#eventing';
import type { By, Fact } from '#kernel';
import { Problem } from './problem.js';

/** What an import is asked on. */
export type ImportAsked = Readonly<{ csv: string; community: string; by: By; basisHash: string }>;

/** Rolls from CSV: a preview that shows row by row what will happen, and an import that does just that. */
export class RollImport {
  constructor(
    private readonly engine: Engine,
    private readonly keys: KeyStore,
    private readonly clock: Clock,
  ) {}

  private readonly personOf = ({ kind, number }: Identity): string =>
    personIdOf(this.keys, `${kind}:${number}`);

  private async office(id: string): Promise<Fact<OrganizationState>> {
    const { state, revision } = await this.engine.load<OrganizationState>('organization', id);
    return { stream: `organization-${id}`, revision, state };
  }

  /** What the import of this file would do now. */
  async preview({ csv, community: id, by, basisHash }: ImportAsked): Promise<Preview> {
    const { state, revision } = await this.engine.load<CommunityState>('community', id);
    if (state.status === 'none')
      throw new Problem(404, 'community.missing', '没有这个社区。', 'There is no such community.');
    const street = await this.office(state.parent);
    const above = street.state.status === 'formed' ? street.state.parent : null;
    const registered = new Set<string>();
    for (const person of personsIn(csv, this.personOf))
      if ((await this.engine.load<PersonState>('person', person)).state.status !== 'none')
        registered.add(person);
    return previewImport(csv, {
      community: { id, revision, state },
      facts: { street, ...(above === null ? {} : { district: await this.office(above) }) },
      ...{ by, basisHash, registered },
      at: this.clock.now(),
      personOf: this.personOf,
      idOf: (name) => uuidV5(`import/${id}/${name}`),
      digest: (text) => createHash('sha256').update(this.keys.hmac('import', text)).digest('hex'),
    });
  }

  /** Does what the preview with this hash showed; a second try adds nothing. Returns how many commands there were. */
  async confirm(asked: ImportAsked, seen: string): Promise<Readonly<{ preview: Preview; done: number }>> {
    const again = uuidV5(`import/${asked.community}/${seen}/${asked.by.person}`);
    const { community, by } = asked;
    const before = await this.engine.inStream('community', community, uuidV5(`${again}/seats`));
    const preview = await this.preview(asked);
    if (before !== undefined) return { preview, done: 0 };
    const commands = confirmedImport(preview, seen);
    for (const command of commands) await this.execute(command, by, again);
    return { preview, done: commands.length };
  }

  private async execute(command: ImportCommand, by: By, again: string): Promise<void> {
    const name = command.category === 'community' ? 'seats' : command.id;
    const { category, id, command: message } = command;
    const ifMatch = command.category === 'community' ? { ifMatch: command.ifMatch } : {};
    await this.engine.execute({
      category,
      id,
      command: message,
      by,
      commandId: uuidV5(`${again}/${name}`),
      ...ifMatch,
    });
  }
}
