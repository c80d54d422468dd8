import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Engine } from './engine.js';
import type { Executed, ExecuteRequest } from './request.js';

/** The one command class of the CommandBus: a request to the engine. */
export class Execute extends Command<Executed> {
  constructor(readonly request: ExecuteRequest) {
    super();
  }
}

/** The one handler: hands the request to the engine. */
@CommandHandler(Execute)
export class ExecuteHandler implements ICommandHandler<Execute, Executed> {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  execute({ request }: Execute): Promise<Executed> {
    return this.engine.execute(request);
  }
}
