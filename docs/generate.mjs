/**
 * Writes docs/catalog from the types: one JSON Schema of all events, and one page per context.
 * `--check` writes nothing and fails where the files differ.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createGenerator } from 'ts-json-schema-generator';

const sources = [
  {
    context: 'community',
    file: 'libs/community/src/events.ts',
    types: ['PersonEvent', 'AccountEvent', 'ItemEvent', 'OrganizationEvent', 'CommunityEvent'],
  },
  {
    context: 'admission',
    file: 'libs/admission/src/events.ts',
    types: ['TaskCatalogEvent', 'AdmissionRequestEvent', 'TaskRefusalEvent', 'SealRegisterEvent'],
  },
  { context: 'decision', file: 'libs/decision/src/events.ts', types: ['SittingEvent', 'DecisionEvent'] },
  { context: 'notices', file: 'libs/notices/src/events.ts', types: ['NoticeEvent', 'NoticeBatchEvent'] },
];

const fail = (why) => {
  throw new Error(why);
};

const check = process.argv.includes('--check');
const reactions =
  readFileSync('libs/notices/src/occasions.ts', 'utf8') +
  readFileSync('libs/notices/src/reactors.ts', 'utf8');

const schemaOf = (file, type) =>
  createGenerator({
    path: file,
    type,
    tsconfig: 'tsconfig.json',
    skipTypeCheck: true,
    expose: 'none',
    topRef: false,
    additionalProperties: false,
    sortProps: true,
  }).createSchema(type);

const variantsOf = (schema) => schema.anyOf?.flatMap(variantsOf) ?? [schema.properties];

function wordOf(property) {
  if (property === undefined) return 'value';
  if (property.const !== undefined) return JSON.stringify(property.const);
  if (property.enum) return property.enum.map((one) => JSON.stringify(one)).join(' \\| ');
  if (property.anyOf) return [...new Set(property.anyOf.map(wordOf))].join(' \\| ');
  if (property.properties?.sealed) return 'sealed text';
  if (property.type === 'array')
    return `list of ${Array.isArray(property.items) ? property.items.map(wordOf).join(', ') : wordOf(property.items)}`;
  if (property.type === 'object')
    return property.properties ? `{ ${Object.keys(property.properties).join(', ')} }` : 'object';
  return Array.isArray(property.type) ? property.type.join(' \\| ') : (property.type ?? 'value');
}

/** When an event happens: the sentence above it in the source. The barrel of a context names files beside it. */
function whenOf(file, name) {
  const text = readFileSync(file, 'utf8');
  const above = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*\\|?\\s*Message<\\s*'${name}'`).exec(text);
  if (above) return above[1].replace(/\s*\n\s*\*\s*/g, ' ').trim();
  const beside = [...text.matchAll(/from '\.\/([\w-]*events)\.js'/g)].map(([, one]) => one);
  for (const one of beside) {
    const found = whenOf(file.replace(/[\w-]+\.ts$/, `${one}.ts`), name);
    if (found) return found;
  }
  return undefined;
}

const page = ({ context, file }, events) =>
  [
    `# Events of ${context}`,
    '',
    'Generated from the types by `npm run docs`; do not edit.',
    '',
    ...events.flatMap(({ stream, name, data }) => [
      `## ${name}`,
      '',
      whenOf(file, name) ?? fail(`${file}: say above ${name} when it happens`),
      '',
      `Stream: \`${stream}-<id>\`.${reactions.includes(`${name}`) ? ' The notices react.' : ''}`,
      '',
      ...(Object.keys(data?.properties ?? {}).length === 0
        ? ['No fields.']
        : [
            '| field | holds |',
            '|---|---|',
            ...Object.entries(data.properties).map(
              ([field, property]) =>
                `| ${field}${data.required?.includes(field) ? '' : ' (optional)'} | ${wordOf(property)} |`,
            ),
          ]),
      '',
    ]),
  ].join('\n');

const streamOf = (type) => type[0].toLowerCase() + type.slice(1).replace(/Event$/, '');
const definitions = {};
const files = {};
for (const source of sources) {
  const events = source.types.flatMap((type) => {
    const schema = schemaOf(source.file, type);
    Object.assign(definitions, schema.definitions ?? {});
    return variantsOf(schema).map((properties) => ({
      stream: streamOf(type),
      name: properties.type.const,
      data: properties.data,
    }));
  });
  for (const { stream, name, data } of events) definitions[`${stream}.${name}`] = data;
  files[`docs/catalog/${source.context}.md`] = page(source, events);
}
files['docs/catalog/events.schema.json'] =
  `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', definitions }, null, 1)}\n`;

mkdirSync('docs/catalog', { recursive: true });
const stale = Object.entries(files).filter(([path, text]) => {
  let now = '';
  try {
    now = readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  if (now === text) return false;
  if (!check) writeFileSync(path, text);
  return true;
});
if (check && stale.length > 0) {
  console.error(`docs/catalog is out of date: ${stale.map(([path]) => path).join(', ')}; run npm run docs`);
  process.exit(1);
}
console.log(check ? 'docs/catalog is up to date' : `wrote ${stale.length} files`);
