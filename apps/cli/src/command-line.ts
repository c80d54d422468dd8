import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { invalid, Rejection } from '#kernel';
import { commands, type Command, type FolderUse, type Given } from './commands.js';
import { existingFolder, folderAt, partsOf, type Folder } from './folder.js';
import { helpOf, helpOfAll } from './help.js';
import { mustFit, parsing } from './options.js';
import { ownSettings } from './settings/index.js';
import { sayError } from './say-error.js';

/** As a shell counts it: 128 and SIGINT. */
const interrupted = 130;

type Asked = Given & Readonly<{ help?: boolean }>;

const isHelp = (word: string | undefined): boolean => word === 'help' || word === '--help' || word === '-h';

/** `parseArgs` has errors of its own, in English only. */
function parsed(command: Command, argv: readonly string[]): Asked {
  try {
    const options = parsing([...command.options, 'help']);
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { ...values, args: positionals };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    return invalid('cli.badOption', `选项有误:${message}`, message);
  }
}

function mustBeWhole({ takes }: Command, { args, ...values }: Asked): void {
  mustFit(values);
  const absent = takes.slice(args.length).find((word) => word.startsWith('<'));
  if (absent !== undefined) invalid('cli.missing', `缺少 ${absent}。`, `${absent} is missing.`);
  const extra = args.slice(takes.length).join(' ');
  if (extra !== '') invalid('cli.tooMany', `多余的参数:${extra}。`, `Too many words: ${extra}.`);
}

const commandOf = (name: string): Command | undefined =>
  Object.hasOwn(commands, name) ? commands[name] : undefined;

/** Named by --data, else by SIYI_DATA, else `.siyi` here; one to be asked may be new only when the log is elsewhere. */
function folderOf(use: FolderUse, data: string | undefined): Folder {
  const settings = ownSettings();
  const path = data ?? settings.data;
  if (use === 'named') return partsOf(path);
  return use === 'asked' && settings.eventStoreUrl === undefined ? existingFolder(path) : folderAt(path);
}

async function execute([name = 'help', ...rest]: readonly string[]): Promise<number> {
  if (isHelp(name) && rest[0] === undefined) {
    console.log(helpOfAll());
    return 0;
  }
  if (isHelp(name)) return execute([...rest, '--help']);
  const command =
    commandOf(name) ?? invalid('cli.unknownCommand', `没有命令 ${name}。`, `There is no command ${name}.`);
  const asked = parsed(command, rest);
  if (asked.help) {
    console.log(helpOf(name, command));
    return 0;
  }
  mustBeWhole(command, asked);
  return command.folder === 'own'
    ? command.run(asked)
    : command.run(asked, folderOf(command.folder, asked.data));
}

/** Runs one command and sets the exit code: 0 done, 1 not done, 2 the command line is wrong, 130 interrupted. */
export async function run(argv: readonly string[]): Promise<void> {
  // `siyi replay … | head` closes our standard output: the reader has enough
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    process.exitCode = await execute(argv);
    // what is done must end: an open channel to the process that started this one would keep it alive
    if (process.connected) process.disconnect();
  } catch (error) {
    if ((error as Error).name === 'AbortError') process.exit(interrupted);
    await sayError(error as Error);
    const misused =
      error instanceof Rejection && error.kind === 'invalid' && /^(cli|history)\./.test(error.code);
    const [name = ''] = argv;
    const command = commandOf(name);
    if (misused) console.error(command === undefined ? helpOfAll() : helpOf(name, command));
    // what was begun beside the failure must not keep the process
    process.exit(misused ? 2 : 1);
  }
}
